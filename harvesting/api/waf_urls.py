"""Paths of the central WAF, below /waf/."""

from django.urls import path

from harvesting.api import waf

urlpatterns = [
    path("", waf.organizations, name="waf"),
    path("<uuid:organization>/", waf.documents, name="waf-organization"),
    path("<uuid:organization>/original/<str:name>", waf.original, name="waf-original"),
    path("<uuid:organization>/<str:name>", waf.document, name="waf-document"),
]

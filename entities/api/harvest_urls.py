"""Login and logout below /api, in both versions that clients of harvest registries call."""

from django.urls import re_path

from entities.api import harvest_login

urlpatterns = [
    re_path(r"^v[12]/login/?$", harvest_login.login, name="token-login"),
    re_path(r"^v[12]/logout/?$", harvest_login.logout, name="token-logout"),
]

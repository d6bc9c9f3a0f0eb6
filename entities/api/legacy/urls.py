"""The addresses of `/registry`; `.json` asks for JSON, a trailing slash is equal to none."""

from django.urls import URLPattern, re_path

from entities.api.legacy import organisations, resources

_END = r"(?P<suffix>\.json|\.xml)?/?$"
_KEY = r"(?P<key>[^/.]+)"

urlpatterns: list[URLPattern] = [
    re_path(rf"^organisation{_END}", organisations.OrganisationList.as_view()),
    re_path(rf"^organisation/{_KEY}{_END}", organisations.Organisation.as_view()),
    re_path(rf"^network{_END}", organisations.NetworkList.as_view()),
    re_path(rf"^ipt/register{_END}", resources.IptRegister.as_view()),
    re_path(rf"^ipt/update/{_KEY}{_END}", resources.IptUpdate.as_view()),
    re_path(rf"^ipt/resource{_END}", resources.IptResourceList.as_view()),
    re_path(rf"^ipt/resource/{_KEY}{_END}", resources.IptResource.as_view()),
    re_path(rf"^resource{_END}", resources.ResourceList.as_view()),
    re_path(rf"^resource/{_KEY}{_END}", resources.Resource.as_view()),
    re_path(rf"^resource/{_KEY}/belongs/organisation/(?P<organization>[^/.]+){_END}", resources.Belongs.as_view()),
    re_path(rf"^resource/{_KEY}/networks{_END}", resources.ResourceNetworks.as_view()),
    re_path(rf"^resource/{_KEY}/network/(?P<network>[^/.]+){_END}", resources.ResourceNetwork.as_view()),
    re_path(rf"^service{_END}", resources.Services.as_view()),
]

"""Datasets, their networks and services, and installations in the legacy API."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from entities.api.conventions import empty_answer
from entities.api.legacy.forms import LegacyForm, endpoint_type
from entities.api.legacy.views import LegacyView, actor_of, caller_of, live, organization_of, own_dataset
from entities.exceptions import NotFound, WrongCredentials
from entities.models import Dataset, Endpoint, Installation, Network, Organization
from entities.representation import read_uuid
from entities.services import components, constituents, lifecycle, publishing
from entities.vocabulary import ContactType, EndpointType

_NO_RESOURCE = "No resource matches the key provided"
_TYPE_NAMES = {
    ContactType.ADMINISTRATIVE_POINT_OF_CONTACT.value: "administrative",
    ContactType.TECHNICAL_POINT_OF_CONTACT.value: "technical",
}


class IptRegister(LegacyView):
    """Registers an IPT."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new installation of the calling organization; answers its key."""
        form = LegacyForm.of(request)
        organization = organization_of(request, form.key("organisationKey"))
        form.require("organisationKey", "name", "primaryContactEmail")
        made = publishing.register_installation(organization, form.installation(), actor=actor_of(organization))
        return self.form.one("iptEntityResponse", {"key": str(made.pk)}, 201)


class IptUpdate(LegacyView):
    """Describes an IPT anew."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Update the calling installation."""
        owner, installation = caller_of(request), live(Installation, key)
        if owner.pk != installation.pk:
            raise WrongCredentials("Send the credentials of the installation that this is about")
        publishing.update(installation, LegacyForm.of(request).installation(), actor=actor_of(owner))
        return empty_answer()


class ResourceList(LegacyView):
    """Datasets of an organization; a new one."""

    registered: str = "resource"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The live datasets that an organization publishes."""
        organization = live(Organization, request.GET.get("organisationKey", ""))
        rows = Dataset.live().filter(publishing_organization=organization).order_by("title", "pk")
        found = [_fields(row) for row in rows.defer("rendered", "rendered_item", "metadata")]
        return self.form.many("legacyDatasetResponses", "resource", found)

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new dataset of the calling organization."""
        dataset = register(request)
        return self.form.one("resource", _fields(dataset), 201)


class IptResourceList(LegacyView):
    """A new dataset of an IPT."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new dataset of the calling organization; answers its key."""
        return self.form.one("iptEntityResponse", {"key": str(register(request).pk)}, 201)


class Resource(LegacyView):
    """One dataset."""

    updated = 201

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """The dataset; of an unknown one an object that says so."""
        try:
            return self.form.one("resource", _fields(live(Dataset, key)))
        except NotFound:
            return self.form.error(_NO_RESOURCE)

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Update the dataset: endpoints and primary contact are replaced, what the form does not know stays."""
        dataset, actor = own_dataset(request, key)
        dataset = publishing.update(dataset, LegacyForm.of(request).dataset(is_new=False), actor=actor)
        return empty_answer() if self.updated == 204 else self.form.one("resource", _fields(dataset), self.updated)

    def delete(self, request: HttpRequest, key: str) -> HttpResponse:
        """Mark the dataset as deleted."""
        dataset, actor = own_dataset(request, key)
        lifecycle.delete(dataset, actor=actor)
        return empty_answer(200)


class IptResource(Resource):
    """One dataset of an IPT; only changed here."""

    updated = 204
    http_method_names = ["post", "delete", "options"]


class Belongs(LegacyView):
    """Whether a dataset is published by an organization."""

    def get(self, request: HttpRequest, key: str, organization: str) -> HttpResponse:
        """200 where it is; else 404."""
        if live(Dataset, key).publishing_organization_id != read_uuid(organization):
            raise NotFound(f"Resource {key} does not belong to organisation {organization}")
        return empty_answer(200)


class ResourceNetworks(LegacyView):
    """The networks of a dataset."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Key and name of each live network."""
        rows = Network.live().filter(constituents__dataset=live(Dataset, key)).order_by("title", "pk")
        found = [{"key": str(key), "name": title} for key, title in rows.values_list("pk", "title")]
        return self.form.many("legacyNetworkBriefResponses", "network", found)


class ResourceNetwork(LegacyView):
    """A dataset's membership of a network."""

    def post(self, request: HttpRequest, key: str, network: str) -> HttpResponse:
        """Join the network."""
        dataset, actor = own_dataset(request, key)
        constituents.join(live(Network, network), dataset, actor=actor)
        return empty_answer()

    def delete(self, request: HttpRequest, key: str, network: str) -> HttpResponse:
        """Leave the network."""
        dataset, actor = own_dataset(request, key)
        constituents.leave(live(Network, network), dataset, actor=actor)
        return empty_answer()


class Services(LegacyView):
    """The endpoints of datasets."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The endpoints of a dataset; with `op=types`, the kinds of endpoints that there are."""
        if request.GET.get("op", "").lower() == "types":
            kinds = [{"key": kind.value, "name": str(kind.label)} for kind in EndpointType]
            return self.form.many("legacyServiceTypes", "serviceType", kinds)
        try:
            dataset = live(Dataset, request.GET.get("resourceKey", ""))
        except NotFound:
            return self.form.error(_NO_RESOURCE)
        rows = Dataset.components[Endpoint]._default_manager.filter(entity=dataset).order_by("-created", "-pk")
        found = [_service_fields(dataset, row) for row in rows]
        return self.form.many("legacyEndpointResponses", "service", found)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Another endpoint of a dataset."""
        form = LegacyForm.of(request)
        form.require("resourceKey", "type", "accessPointURL")
        dataset, actor = own_dataset(request, form.get("resourceKey") or "")
        values = {
            "type": endpoint_type(form.get("type") or ""),
            "url": form.get("accessPointURL"),
            "description": form.get("description"),
        }
        row = components.add(dataset, Endpoint, values, actor=actor)
        return self.form.one("service", _service_fields(dataset, row), 201)

    def delete(self, request: HttpRequest) -> HttpResponse:
        """Take all endpoints of a dataset away."""
        dataset, actor = own_dataset(request, request.GET.get("resourceKey", ""))
        publishing.remove_endpoints(dataset, actor=actor)
        return empty_answer(200)


def register(request: HttpRequest) -> Dataset:
    """The new dataset that a form describes."""
    form = LegacyForm.of(request)
    organization = organization_of(request, form.key("organisationKey"))
    form.require("organisationKey", "name")
    installation = live(Installation, form.get("iptKey") or "") if form.get("iptKey") else None
    registration = form.dataset(is_new=True)
    return publishing.register_dataset(organization, installation, registration, actor=actor_of(organization))


def contact_fields(contact: Any) -> dict[str, str]:
    """The primary contact as the legacy API writes it; empty texts where there is none."""
    names = ("Type", "Name", "Email", "Address", "Phone", "Description")
    if contact is None:
        return {f"primaryContact{name}": "" for name in names}
    values = (
        _TYPE_NAMES.get(contact.type or "", ""),
        " ".join(part for part in (contact.first_name, contact.last_name) if part),
        (contact.email or [""])[0],
        (contact.address or [""])[0],
        (contact.phone or [""])[0],
        contact.description or "",
    )
    return {f"primaryContact{name}": value for name, value in zip(names, values, strict=True)}


def _fields(dataset: Dataset) -> dict[str, str]:
    return {
        "key": str(dataset.pk),
        "organisationKey": str(dataset.publishing_organization_id),
        "name": dataset.title,
        "nameLanguage": dataset.language,
        "description": dataset.description or "",
        "descriptionLanguage": dataset.language,
        "homepageURL": dataset.homepage or "",
        **contact_fields(publishing.primary_contact(dataset)),
    }


def _service_fields(dataset: Dataset, row: Any) -> dict[str, str]:
    return {
        "key": str(row.pk),
        "resourceKey": str(dataset.pk),
        "organisationKey": "",
        "type": cast(str, row.type),
        "typeDescription": "",
        "accessPointURL": row.url or "",
        "description": row.description or "",
        "descriptionLanguage": "",
    }

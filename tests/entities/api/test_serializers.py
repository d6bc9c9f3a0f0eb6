"""What bodies of the five entities may say, beyond what all share (contract 3.2 to 3.6, 8)."""

import re
from typing import Any

import pytest

from entities.api.component_serializers import component_serializer
from entities.api.viewsets import VIEWSETS, EntityViewSet
from entities.models import Dataset, Entity, Installation, Node, Organization, User
from entities.models.components import Component
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import body, body_of, component, dataset, node, organization

pytestmark = pytest.mark.django_db


def created(api: Api, admin: User, model: type[Entity], **values: Any) -> dict[str, Any]:
    """A new entity as it is read."""
    return api.get(f"/{model.slug}/{api.create(model, body(model, **values), admin)}")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [
        (Organization, "country", "Atlantis"),
        (Organization, "country", None),
        (Organization, "language", "xx"),
        (Organization, "endorsingNodeKey", None),
        (Organization, "latitude", 91),
        (Organization, "latitude", 90.000001),
        (Organization, "longitude", -180.00001),
        (Organization, "logoUrl", "ftp://x"),
        (Organization, "abbreviation", "x" * 31),
        (Dataset, "language", None),
        (Dataset, "language", " "),
        (Dataset, "homepage", "file:/test.txt"),
        (Dataset, "logoUrl", "javascript:alert(1)"),
        (Dataset, "alias", "x"),
        (Dataset, "alias", "x" * 51),
        (Dataset, "version", "x" * 11),
        (Dataset, "abbreviation", "x" * 51),
        (Dataset, "citation", {"identifier": "x" * 101}),
        (Installation, "type", None),
        (Installation, "organizationKey", None),
        (Node, "type", None),
        (Node, "participationStatus", None),
        (Node, "abbreviation", "x" * 11),
        (Node, "logoUrl", "ftp://x"),
    ],
)
def test_it_names_the_broken_rule(api: Api, admin: User, model: type[Entity], name: str, value: Any) -> None:
    """E01, E02, E06, E07, E08, G13, G14, G17, I01, J01"""
    answer = api("POST", f"/{model.slug}", body(model, **{name: value}), user=admin)

    assert answer.status_code == 422
    assert text_of(answer).startswith(f"<ul><li>Validation of [{name}] failed: ")


@pytest.mark.parametrize(
    ("model", "name", "value", "stored"),
    [
        (Organization, "country", "esp", "ES"),
        (Organization, "country", "", "ZZ"),
        (Organization, "language", "de", "deu"),
        (Organization, "latitude", 42.4799912, 42.47999),
        (Organization, "logoUrl", "", None),
        (Organization, "description", "  ", None),
        (Dataset, "doi", "https://doi.org/10.1234/ABC", "10.1234/abc"),
        (Dataset, "homepage", "", None),
        (Dataset, "license", "unsupported", "unsupported"),
        (Dataset, "license", None, "http://creativecommons.org/licenses/by/4.0/legalcode"),
        (Dataset, "numConstituents", 7, 0),
        (Dataset, "networkKeys", ["x"], []),
        (Dataset, "dwca", {"coreType": "x"}, None),
        (Dataset, "keywordCollections", [{"thesaurus": "x"}], []),
        (Installation, "disabled", True, True),
        (Installation, "disabled", None, False),
        (Installation, "password", "secret", None),
        (Node, "email", ["x@example.org"], []),
        (Node, "city", "Oslo", None),
        (Node, "country", None, None),
    ],
)
def test_it_reads_values(api: Api, admin: User, model: type[Entity], name: str, value: Any, stored: Any) -> None:
    """E02, E06, E07, G04, G11, G12, G13, G32, I02, I03, J02, J08"""
    assert created(api, admin, model, **{name: value}).get(name) == stored


def test_it_defaults_the_language_of_a_dataset(api: Api, admin: User) -> None:
    """Contract 3.6: omitted is English, null is refused."""
    sent = body(Dataset)
    del sent["language"]

    assert api.get(f"/dataset/{api.create(Dataset, sent, admin)}")["language"] == "eng"


def test_it_generates_the_citation_and_keeps_its_identifier(api: Api, admin: User) -> None:
    """G16, G17"""
    found = created(
        api, admin, Dataset, citation={"text": "mine", "identifier": "doi:1", "citationProvidedBySource": True}
    )
    again = body_of(Dataset.objects.get(pk=found["key"])) | {"citation": {"text": "mine", "identifier": "  "}}
    api("PUT", f"/dataset/{found['key']}", again, user=admin)

    assert found["citation"]["text"].startswith("Organization ")
    assert (found["citation"]["identifier"], found["citation"]["citationProvidedBySource"]) == ("doi:1", False)
    assert "identifier" not in api.get(f"/dataset/{found['key']}")["citation"]


def test_a_put_of_what_a_read_answered_does_not_make_the_generated_citation_somebodys(api: Api, admin: User) -> None:
    """Contract 8.8; who changes the title only has not written a citation."""
    found = created(api, admin, Dataset, citation={"text": "mine"})

    for title in ("Other", "Another"):
        read_long_ago = found["citation"] | {"text": re.sub(r"[\d-]{10}\.$", "2020-01-31.", found["citation"]["text"])}
        for citation in (found["citation"], read_long_ago):
            answer = api("PUT", f"/dataset/{found['key']}", found | {"citation": citation}, user=admin)
            assert answer.status_code == 204
        api("PUT", f"/dataset/{found['key']}", found | {"title": title}, user=admin)
        assert Dataset.objects.get(pk=found["key"]).citation_text == "mine"
        found = api.get(f"/dataset/{found['key']}")

    api("PUT", f"/dataset/{found['key']}", found | {"citation": {"text": "written"}}, user=admin)
    assert Dataset.objects.get(pk=found["key"]).citation_text == "written"


def test_it_endorses_a_new_organization_that_says_so(api: Api, admin: User) -> None:
    """E03, F12"""
    waiting = created(api, admin, Organization)
    endorsed = created(api, admin, Organization, endorsementApproved=True, endorsementStatus="ON_HOLD")

    assert (waiting["endorsementApproved"], waiting["endorsementStatus"]) == (False, "WAITING_FOR_ENDORSEMENT")
    assert "endorsed" not in waiting
    assert (endorsed["endorsementApproved"], endorsed["endorsementStatus"]) == (True, "ENDORSED")
    assert endorsed["endorsed"] == endorsed["created"]


def test_it_does_not_endorse_by_put(api: Api, admin: User) -> None:
    """F05"""
    entity = organization()
    answer = api("PUT", path_of(entity), body_of(entity) | {"endorsementApproved": True}, user=admin)

    assert answer.status_code == 204
    assert api.get(path_of(entity))["endorsementApproved"] is False


def test_it_keeps_what_the_directory_knows_of_a_node(api: Api, admin: User) -> None:
    """Contract 3.4"""
    entity = node(city="Oslo", abbreviation="BNN")
    api("PUT", path_of(entity), body_of(entity) | {"city": "Bergen"}, user=admin)
    found = api.get(path_of(entity))

    assert (found["city"], found["abbreviation"]) == ("Oslo", "BNN")


def test_it_refuses_a_dataset_as_its_own_duplicate(api: Api, admin: User) -> None:
    """G22"""
    entity = dataset()
    answer = api("PUT", path_of(entity), body_of(entity) | {"duplicateOfDatasetKey": str(entity.pk)}, user=admin)

    assert answer.status_code == 422


@pytest.mark.parametrize("viewset", VIEWSETS, ids=lambda viewset: viewset.model.slug)
def test_it_describes_every_property_of_an_entity(api: Api, admin: User, viewset: type[EntityViewSet]) -> None:
    """Generated descriptions of the API name what answers have."""
    described = viewset.serializer_class().get_fields()
    found = created(api, admin, viewset.model)

    assert set(found) <= set(described)
    assert described["key"].read_only
    assert described["title"].required
    assert not described["title"].read_only


@pytest.mark.parametrize("kind", [kind for kind in Dataset.components if kind.in_json], ids=lambda kind: kind.slug)
def test_it_describes_every_property_of_a_component(api: Api, kind: type[Component]) -> None:
    """The same for components."""
    entity = dataset()
    component(entity, kind)
    (found,) = api.get(f"{path_of(entity)}/{kind.slug}")
    described = component_serializer(Dataset.components[kind])().get_fields()

    assert set(found) <= set(described)
    assert described["key"].read_only

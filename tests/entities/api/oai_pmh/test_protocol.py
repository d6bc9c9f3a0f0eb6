"""The protocol: verbs, arguments, errors, the form of answers (OAI-PMH 2.0, sections 3 and 4)."""

import base64

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests import factories
from tests.entities.api.oai_pmh.client import ADDRESS, NAMES, ask, error_of, texts

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def test_it_identifies_itself() -> None:
    dataset = factories.dataset()

    body = ask(verb="Identify").find("oai:Identify", NAMES)

    assert [child.tag.partition("}")[2] for child in body] == [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord",
        "granularity",
    ]  # fmt: skip
    assert texts(body, "oai:baseURL")[0].endswith(ADDRESS)
    assert texts(body, "oai:earliestDatestamp") == [dataset.modified.strftime("%Y-%m-%dT%H:%M:%SZ")]
    assert texts(body, "oai:deletedRecord") == ["persistent"]


def test_it_echoes_the_request_as_it_was_sent() -> None:
    request = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", since="2017-01-15").find("oai:request", NAMES)

    assert dict(request.attrib) == {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "from": "2017-01-15"}


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}/"])
def test_it_answers_forms_like_queries(path: str) -> None:
    answer = Client().post(path, {"verb": "Identify"})

    assert b"<Identify>" in answer.content


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=x", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marcxml", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01&until=2024-02-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-02&until=2024-02-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T00:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=country:XX", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=colour:red", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=installation:mine", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=country:%00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=country::NO", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=bm90IG91cnM", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=bm90IG91cnM", "badResumptionToken"),
        ("verb=GetRecord&identifier=mine&metadataPrefix=oai_dc", "idDoesNotExist"),
        (f"verb=GetRecord&identifier={UNKNOWN}&metadataPrefix=oai_dc", "idDoesNotExist"),
        (f"verb=GetRecord&identifier={UNKNOWN}", "badArgument"),
        (f"verb=ListMetadataFormats&identifier={UNKNOWN}", "idDoesNotExist"),
    ],
)
def test_it_answers_a_wrong_request_by_the_protocols_code(query: str, code: str) -> None:
    answer = Client().get(f"{ADDRESS}?{query}")

    assert answer.status_code == 200
    assert f'code="{code}"'.encode() in answer.content


def test_it_does_not_repeat_arguments_that_it_could_not_understand() -> None:
    answer = ask(verb="ListRecords", colour="red")

    assert error_of(answer) == "badArgument"
    assert not answer.find("oai:request", NAMES).attrib


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_it_takes_no_other_method(method: str) -> None:
    answer = getattr(Client(), method)(ADDRESS)

    assert answer.status_code == 405
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_it_offers_dublin_core() -> None:
    body = ask(verb="ListMetadataFormats").find("oai:ListMetadataFormats/oai:metadataFormat", NAMES)

    assert texts(body, "*") == [
        "oai_dc",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(["from", "until", "set", "resumptionToken", "identifier"]), st.text(max_size=40))
)
def test_it_answers_any_text_with_xml(arguments: dict[str, str]) -> None:
    answer = Client().get(ADDRESS, {"verb": "ListRecords", "metadataPrefix": "oai_dc"} | arguments)

    assert answer.status_code == 200, answer.content
    assert etree.fromstring(answer.content).tag == f"{{{NAMES['oai']}}}OAI-PMH"


@pytest.mark.parametrize(
    "content",
    [
        '["ListRecords",{},"2024-01-01T00:00:00+00:00","%s",0,0]',
        '["ListRecords",{"metadataPrefix":1},"2024-01-01T00:00:00+00:00","%s",0,0]',
        '["ListRecords",{"metadataPrefix":"oai_dc"},"2024-01-01T00:00:00","%s",0,0]',
        '["ListIdentifiers",{"metadataPrefix":"oai_dc"},"2024-01-01T00:00:00+00:00","%s",0,0]',
        '["ListRecords",["metadataPrefix"],"2024-01-01T00:00:00+00:00","%s",0,0]',
        '["ListRecords",{"metadataPrefix":"oai_dc"},null,"%s",0,0]',
        "{}",
        "[" * 900,
    ],
)
def test_it_refuses_a_token_that_somebody_made_up(content: str) -> None:
    token = base64.urlsafe_b64encode(content.replace("%s", UNKNOWN).encode()).decode().rstrip("=")

    assert error_of(ask(verb="ListRecords", resumptionToken=token)) == "badResumptionToken"

"""The page that checks an address: for members, on a button only, in words; nothing is written."""

import pytest
from django.test import Client

from harvesting.models import HarvestedDocument, HarvestSource
from tests import factories
from tests.behaviours import status
from tests.harvesting.documents import document, service
from tests.servers import WafServer

pytestmark = pytest.mark.django_db

BACKEND = "entities.permissions.RegistryBackend"


@pytest.fixture
def member(client: Client) -> Client:
    """A client of a person who may add sources."""
    client.force_login(factories.editor_user(factories.organization()), backend=BACKEND)
    return client


def test_it_shows_what_a_source_would_bring(member: Client, waf: WafServer) -> None:
    waf.files |= {
        "a.xml": document("a", "Tide &lt;script&gt; gauge"),
        "b.xml": b"<b",
        "s.xml": service("s"),
    }

    text = member.post("/harvests/check", {"url": waf.url}).content.decode()

    for part in ("This is a source", "Web accessible folder", "becomes a dataset", "cannot be read", "a service"):
        assert part in text
    assert "Tide &lt;script&gt; gauge" in text
    assert "XML Syntax Error" in text
    assert 'href="/harvests/new?url=http%3A%2F%2F127.0.0.1' in text
    assert not HarvestSource.objects.exists()
    assert not HarvestedDocument.objects.exists()


def test_what_is_no_source_is_told_in_words(member: Client, waf: WafServer) -> None:
    waf.script("/", status(404))

    text = member.post("/harvests/check", {"url": waf.url}).content.decode()

    assert "This is no source yet" in text
    assert "404" in text
    assert "Add this source" not in text


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "file:///etc/passwd", "nonsense", "http://[::1]/", "x\x00y"])
def test_addresses_that_must_not_be_asked_are_refused(member: Client, url: str) -> None:
    response = member.post("/harvests/check", {"url": url})

    assert response.status_code in (200, 422)
    assert "notice-error" in response.content.decode()


def test_reading_the_page_asks_nobody(member: Client, waf: WafServer) -> None:
    page = member.get(f"/harvests/check?url={waf.url}&harvest_type=WAF").content.decode()

    assert f'value="{waf.url}"' in page
    assert waf.connections == 0


def test_it_is_for_those_who_may_add_sources(client: Client, waf: WafServer) -> None:
    assert client.post("/harvests/check", {"url": waf.url}).status_code == 302
    client.force_login(factories.account(), backend=BACKEND)
    assert client.post("/harvests/check", {"url": waf.url}).status_code == 403
    assert waf.connections == 0


def test_an_empty_address_is_asked_for(member: Client) -> None:
    response = member.post("/harvests/check", {"url": ""})

    assert response.status_code == 422
    assert "This field is required." in response.content.decode()

"""The endorsement queue, past decisions, and passwords of organizations in the admin."""

import html
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from entities.admin import endorsements
from entities.models import Contact, Organization, OutgoingMail, User
from entities.services import endorsement, passwords
from entities.vocabulary import EndorsementStatus
from tests import factories
from tests.entities.admin.pages import of

pytestmark = pytest.mark.django_db


def queue(browser: Client, **filters: str) -> str:
    """The page of the queue."""
    answer = browser.get(reverse("admin:entities_endorsements"), filters)
    assert answer.status_code == 200
    return answer.content.decode()


def shown(found: Organization) -> str:
    """Where the password of an organization is shown."""
    return reverse("admin:entities_organization_password", args=[found.pk])


def test_it_lists_who_waits_the_oldest_first(administrator: Client) -> None:
    waiting, held, endorsed, rejected = (factories.organization(title=f"Lab {name}") for name in "abcd")
    endorsement.set_status(held, EndorsementStatus.ON_HOLD, actor=factories.actor())
    endorsement.endorse(endorsed, actor=factories.actor())
    endorsement.set_status(rejected, EndorsementStatus.REJECTED, actor=factories.actor())

    page = queue(administrator)

    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)[1:]
    assert [re.findall(r"Lab .", row)[0] for row in rows] == ["Lab a", "Lab b"]
    assert [("Waiting" in row, "On hold" in row) for row in rows] == [(True, False), (False, True)]
    assert [re.findall(r">(Endorse|Hold|Reject)</a>", row) for row in rows] == [
        ["Endorse", "Hold", "Reject"],
        ["Endorse", "Reject"],
    ]
    assert waiting.endorsing_node.title in rows[0]


def test_it_filters_by_node_and_country(administrator: Client) -> None:
    factories.organization(title="Lab a", country="NO")
    other = factories.organization(title="Lab b", country="DK")

    assert "Lab a" not in queue(administrator, country="DK")
    assert "Lab a" not in queue(administrator, node=str(other.endorsing_node_id))
    assert "Lab a" in queue(administrator, node="'", country="<x>")


def test_it_offers_what_the_person_may_decide(browser_of: Callable[[User], Client]) -> None:
    mine, _ = factories.organization(title="Lab a"), factories.organization(title="Lab b")
    browser = browser_of(factories.editor_user(mine.endorsing_node))

    assert queue(browser).count(">Endorse</a>") == 1
    assert "Lab b" not in queue(browser, mine="1")


def test_a_decision_leads_back_to_the_queue_as_it_was_filtered(administrator: Client) -> None:
    found, other = factories.organization(country="DK"), factories.organization(country="NO")
    page = queue(administrator, country="DK")
    address = html.unescape(re.findall(r'href="([^"]*decide/endorse/[^"]*)"', page)[0])

    asked = administrator.get(address).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(keys|origin|among)" value="([^"]*)">', asked))
    answer = administrator.post(address.partition("?")[0], {name: html.unescape(text) for name, text in sent.items()})

    assert answer.headers["Location"] == f"{reverse('admin:entities_endorsements')}?country=DK"
    page = administrator.get(answer.headers["Location"]).content.decode()
    assert f"{found.title}: endorsed." in page
    assert other.title not in page


@pytest.mark.parametrize("origin", ["", "https://example.org", "endorsements "])
def test_a_decision_that_was_asked_for_elsewhere_leads_to_the_entity(administrator: Client, origin: str) -> None:
    found = factories.organization()
    sent = {"keys": str(found.pk), "reason": "Known.", "origin": origin, "among": "x=1"}
    answer = administrator.post(reverse("admin:entities_organization_decide", args=["endorse"]), sent)

    assert answer.headers["Location"] == of(found, "change")


def test_it_says_that_an_endorsement_ends_on_hold(administrator: Client) -> None:
    found = factories.organization()
    endorsement.endorse(found, actor=factories.actor())
    address = reverse("admin:entities_organization_decide", args=["hold"])

    assert "an endorsement that it has ends" in administrator.get(f"{address}?key={found.pk}").content.decode()


def test_it_says_so_where_more_wait_than_are_shown(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endorsements, "MOST_SHOWN", 2)
    for title in ("Lab a", "Lab b"):
        factories.organization(title=title)
    assert "are shown" not in queue(administrator)

    factories.organization(title="Lab c")
    page = queue(administrator)
    assert "3 organizations wait for a decision" in page
    assert "The 2 that wait longest are shown." in page
    assert "Lab c" not in page


def test_it_costs_as_much_for_many(administrator: Client, django_assert_max_num_queries: Callable) -> None:
    for _ in range(12):
        factories.organization()

    with django_assert_max_num_queries(10):
        queue(administrator)


def test_it_tells_the_applicant_with_the_reason(administrator: Client) -> None:
    found = factories.organization(title="Kelp lab")
    factories.component(found, Contact, email=["berg@example.org"])
    sent = {"keys": str(found.pk), "reason": "Please name a data manager."}
    administrator.post(reverse("admin:entities_organization_decide", args=["hold"]), sent)

    message = OutgoingMail.objects.get()
    assert message.to == "berg@example.org"
    assert "Please name a data manager." in message.text
    for text in (message.text, message.html):
        (address,) = re.findall(rf"http://[^\s\"]+{found.pk}", text)
        assert Client().get(urlsplit(address).path).headers["Content-Type"].startswith("text/html")
    page = administrator.get(of(found, "change")).content.decode()
    assert "Please name a data manager." in page
    assert "by anna (admin)" in page


def test_it_shows_a_password_when_asked(administrator: Client) -> None:
    found = factories.organization()
    password = passwords.read(found)

    assert password not in administrator.get(of(found, "change")).content.decode()
    assert password not in administrator.get(shown(found)).content.decode()
    answer = administrator.post(shown(found))
    assert password in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_shows_a_password_within_rights(browser_of: Callable[[User], Client]) -> None:
    found = factories.organization()

    assert browser_of(factories.editor_user(found)).post(shown(found)).status_code == 200
    assert browser_of(factories.editor_user(factories.organization())).post(shown(found)).status_code == 403
    assert Client().post(shown(found)).status_code == 302


def test_it_gives_a_new_password_for_a_reason(administrator: Client) -> None:
    found = factories.organization()
    before = passwords.read(found)
    address = reverse("admin:entities_organization_decide", args=["password"])

    administrator.post(address, {"keys": str(found.pk), "reason": ""})
    assert passwords.read(found) == before
    administrator.post(address, {"keys": str(found.pk), "reason": "It was mailed to a list."})
    assert passwords.read(found) != before


def test_it_says_so_where_there_is_none(administrator: Client) -> None:
    found = factories.organization()
    found.stored_password.delete()

    assert "not known" in administrator.post(shown(found)).content.decode()

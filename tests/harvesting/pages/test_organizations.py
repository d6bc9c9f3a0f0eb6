"""The choice of an organization in the form of a source: listed while they are few, searched when they are many."""

import re

import pytest
from django.test import Client

from entities.models import Organization, User
from harvesting.models import HarvestSource
from harvesting.pages import organizations
from tests import factories
from tests.harvesting.pages.conftest import MakeSource
from tests.harvesting.pages.test_changing import BACKEND, form

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[Organization]:
    """More organizations than are listed."""
    monkeypatch.setattr(organizations, "MOST_LISTED", 3)
    return [factories.organization(title=f"Kelp house {letter}") for letter in "ABCDE"]


@pytest.fixture
def browser(client: Client) -> Client:
    """An administrator's browser."""
    client.force_login(factories.admin_user(), backend=BACKEND)
    return client


def offered(text: str) -> list[str]:
    """The keys that may be chosen on a page, those that are chosen first."""
    return re.findall(r'<input type="radio" name="organization" value="([^"]+)"', text)


def test_few_are_a_list(browser: Client) -> None:
    organization = factories.organization(title="Kelp house")

    text = browser.get("/harvests/new").content.decode()

    assert '<select name="organization"' in text
    assert str(organization.pk) in text


def test_many_are_searched_and_none_is_on_the_page_before(browser: Client, many: list[Organization]) -> None:
    text = browser.get("/harvests/new").content.decode()

    assert 'hx-get="/harvests/organizations"' in text
    assert "Kelp house" not in text


def test_all_words_have_to_be_in_the_title(browser: Client, many: list[Organization]) -> None:
    answer = browser.get("/harvests/organizations", {"q": "kelp  c", "organization": ""})

    assert offered(answer.content.decode()) == [str(many[2].pk)]
    assert "None of your organizations" in browser.get("/harvests/organizations?q=%00nobody").content.decode()


def test_what_is_chosen_stays_while_one_searches_on(browser: Client, many: list[Organization]) -> None:
    answer = browser.get("/harvests/organizations", {"q": "B", "organization": str(many[0].pk)})

    text = answer.content.decode()
    assert offered(text) == [str(many[0].pk), str(many[1].pk)]
    assert text.count("checked") == 1


def test_without_scripts_the_button_searches_and_keeps_what_was_typed(
    browser: Client, many: list[Organization]
) -> None:
    answer = browser.post("/harvests/new", form(q="house d", find="1"))

    text = answer.content.decode()
    assert (answer.status_code, offered(text)) == (200, [str(many[3].pk)])
    assert "https://new.example.org/waf/" in text
    assert not HarvestSource.objects.exists()


def test_the_chosen_one_gets_the_source_and_its_form_shows_it(browser: Client, many: list[Organization]) -> None:
    browser.post("/harvests/new", form(organization=str(many[1].pk)))

    source = HarvestSource.objects.get()
    assert source.organization == many[1]
    assert offered(browser.get(f"/harvests/{source.pk}/edit").content.decode()) == [str(many[1].pk)]


@pytest.mark.parametrize("key", ["", "nobody", "11111111-2222-3333-4444-555555555555"])
def test_an_organization_that_is_none_is_refused_beside_the_field(
    browser: Client, many: list[Organization], key: str
) -> None:
    answer = browser.post("/harvests/new", form(organization=key))

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


def test_editors_find_their_own_only(client: Client, many: list[Organization], make: MakeSource) -> None:
    editor: User = factories.editor_user(*many[:4])
    client.force_login(editor, backend=BACKEND)

    text = client.get("/harvests/organizations", {"q": "kelp", "organization": str(many[4].pk)}).content.decode()

    assert offered(text) == [str(each.pk) for each in many[:4]]
    client.logout()
    assert client.get("/harvests/organizations?q=kelp").status_code == 302

"""Editors see everything, and change what their rights reach."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entities.exceptions import NotPermitted
from entities.models import (
    Comment,
    Dataset,
    DatasetCategory,
    Editor,
    Entity,
    Installation,
    MachineTag,
    Network,
    Node,
    Organization,
    User,
)
from entities.permissions import Actor, Channel
from entities.services import components
from tests import factories
from tests.entities.admin.pages import address, errors, messages, of, row, send
from tests.entities.admin.test_decisions import decide

Browser = Callable[[User], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    """A dataset, with everything above it."""
    return factories.dataset()  # type: ignore[no-any-return]


def above(dataset: Dataset) -> list[Entity]:
    """The entities whose rights reach the dataset."""
    publisher, server = dataset.publishing_organization, dataset.installation
    return [dataset, publisher, publisher.endorsing_node, server, server.organization]


@pytest.mark.parametrize("level", range(5))
def test_a_right_reaches_down_to_the_dataset(level: int, dataset: Dataset, browser_of: Browser) -> None:
    browser = browser_of(factories.editor_user(above(dataset)[level], user_name="edda"))

    send(browser, of(dataset), title="Another title", reason="Mine.", **row("comments", 0, content="Seen."))

    dataset.refresh_from_db()
    assert (dataset.title, dataset.modified_by) == ("Another title", "edda")
    assert dataset.comments.get().created_by == "edda"


def test_a_right_elsewhere_shows_the_dataset_but_changes_nothing(dataset: Dataset, browser_of: Browser) -> None:
    browser = browser_of(factories.editor_user(factories.organization(), factories.network()))

    page: Any = browser.get(of(dataset))
    answer = browser.post(of(dataset), {"title": "Another title"})

    assert page.status_code == 200
    text = page.content.decode()
    assert "your rights do not reach it" in text
    assert 'name="_save"' not in text
    assert 'name="title"' not in text
    assert page.context["summary"]["buttons"] == []
    assert answer.status_code == 403
    assert Dataset.objects.get(pk=dataset.pk).title == dataset.title


@pytest.mark.parametrize("name", ["delete", "lock"])
def test_a_decision_out_of_reach_is_refused(name: str, dataset: Dataset, browser_of: Browser) -> None:
    browser = browser_of(factories.editor_user(factories.organization()))

    response = browser.post(address(Dataset, "decide", name), {"keys": str(dataset.pk), "reason": ""}, follow=True)

    assert "has no right to change this" in messages(response)[0]
    assert not Dataset.objects.get(pk=dataset.pk).is_deleted


def test_an_editor_creates_below_what_the_right_reaches_only(browser_of: Browser) -> None:
    mine, other = factories.node(), factories.node()
    browser = browser_of(factories.editor_user(mine))
    values = {"title": "Kelp station", "language": "eng", "country": "NO"}

    refused = send(browser, address(Organization, "add"), endorsing_node=other.pk, **values)
    accepted = send(browser, address(Organization, "add"), endorsing_node=mine.pk, **values)

    assert "has no right" in str(errors(refused))
    assert "successfully" in messages(accepted)[0]
    assert Organization.objects.get(title="Kelp station").endorsing_node == mine


def test_an_editor_moves_a_dataset_to_organizations_in_reach_only(dataset: Dataset, browser_of: Browser) -> None:
    mine, other = factories.organization(), factories.organization()
    browser = browser_of(factories.editor_user(dataset, mine))

    refused = decide(browser, "publishing_organization", dataset, publishing_organization=other.pk)
    refused_by_form = send(browser, of(dataset), publishing_organization=other.pk)
    publisher = Dataset.objects.get(pk=dataset.pk).publishing_organization
    decide(browser, "publishing_organization", dataset, publishing_organization=mine.pk)

    assert "has no right on the publishing organization that it would get" in messages(refused)[0]
    assert "has no right on the publishing organization" in str(errors(refused_by_form))
    assert publisher == dataset.publishing_organization
    assert Dataset.objects.get(pk=dataset.pk).publishing_organization == mine


def test_an_editor_moves_a_dataset_to_anybodys_installation(dataset: Dataset, browser_of: Browser) -> None:
    """As in creating one (9.3): who serves a dataset does not own it."""
    other = factories.installation()

    decide(browser_of(factories.editor_user(dataset)), "installation", dataset, installation=other.pk)

    assert Dataset.objects.get(pk=dataset.pk).installation == other


@pytest.mark.parametrize("model", [Node, Network])
def test_an_editor_creates_no_nodes_and_networks(model: type[Entity], browser_of: Browser) -> None:
    browser = browser_of(factories.editor_user(factories.node()))

    assert browser.get(address(model, "add")).status_code == 403


def test_a_machine_tag_needs_the_right_on_its_namespace(dataset: Dataset, browser_of: Browser) -> None:
    browser = browser_of(factories.editor_user(dataset, namespaces=("mine.example.org",)))

    refused: Any = send(
        browser, of(dataset), **row("machine_tags", 0, namespace="other.example.org", name="a", value="b")
    )
    send(browser, of(dataset), **row("machine_tags", 0, namespace="mine.example.org", name="a", value="b"))

    tab = next(
        each.formset for each in refused.context["inline_admin_formsets"] if each.formset.prefix == "machine_tags"
    )
    assert "has no right" in str(tab.forms[0].errors)
    assert [tag.namespace for tag in dataset.machine_tags.all()] == ["mine.example.org"]


def test_a_machine_tag_that_may_not_be_removed_stays_and_the_form_says_so(
    dataset: Dataset, browser_of: Browser
) -> None:
    factories.component(dataset, MachineTag)
    browser = browser_of(factories.editor_user(dataset))

    response = send(browser, of(dataset), **{"machine_tags-0-DELETE": "on"})

    assert "has no right" in str(errors(response))
    assert dataset.machine_tags.count() == 1


def test_an_editor_makes_no_editors(dataset: Dataset, browser_of: Browser) -> None:
    editor, friend = factories.editor_user(dataset), factories.editor_user()

    send(browser_of(editor), of(dataset), **row("editors", 1, user=friend.pk))

    assert [right.user for right in dataset.components[Editor]._default_manager.filter(entity=dataset)] == [editor]
    with pytest.raises(NotPermitted):
        components.add(dataset, Editor, {"user_id": friend.pk}, actor=Actor.of(editor, Channel.API))


def test_an_administrator_gives_and_takes_rights(dataset: Dataset, administrator: Client) -> None:
    editor = factories.editor_user()

    send(administrator, of(dataset), reason="Asked by the station.", **row("editors", 0, user=editor.pk))

    right = dataset.components[Editor]._default_manager.get(entity=dataset)
    assert (right.user, right.created_by) == (editor, "anna")  # type: ignore[attr-defined]

    send(administrator, of(dataset), **{"editors-0-DELETE": "on"})

    assert not dataset.components[Editor]._default_manager.filter(entity=dataset).exists()


@pytest.mark.parametrize("model", [User, DatasetCategory])
def test_editors_see_no_accounts_and_vocabularies(model: type[Any], browser_of: Browser) -> None:
    browser = browser_of(factories.editor_user())

    assert browser.get(address(model, "changelist")).status_code == 403
    assert browser.get(address(model, "add")).status_code == 403


def test_editors_see_nothing_of_the_libraries_tables(browser_of: Browser) -> None:
    editor = factories.editor_user()

    for permission in ("entities.view_failedlogin", "entities.delete_failedlogin", "pghistory.view_events"):
        assert not editor.has_perm(permission), permission
    assert browser_of(editor).get("/admin/entities/failedlogin/").status_code == 403


def test_people_without_a_role_do_not_enter(browser_of: Browser) -> None:
    browser = browser_of(factories.account())

    assert browser.get("/admin/", follow=True).redirect_chain[0][0].startswith("/admin/login/")


def test_the_start_page_offers_editors_what_they_may_decide(browser_of: Browser) -> None:
    mine, other = factories.organization(title="Kelp station"), factories.organization(title="Coral station")
    browser = browser_of(factories.editor_user(mine.endorsing_node))

    response: Any = browser.get("/admin/")

    pending = next(panel for panel in response.context["panels"] if panel.title == "Pending endorsements")
    assert [str(mine) in str(cells[0]) for cells in pending.rows] == [True]
    assert other.title not in str(pending.rows)


def test_the_filter_of_mine_shows_what_the_right_reaches(browser_of: Browser) -> None:
    mine, _other = factories.installation(), factories.installation()
    browser = browser_of(factories.editor_user(mine.organization))

    response: Any = browser.get(address(Installation, "changelist"), {"mine": "reach"})

    assert list(response.context["cl"].result_list) == [mine]


def test_a_comment_of_an_editor_names_the_editor(dataset: Dataset, browser_of: Browser) -> None:
    browser = browser_of(factories.editor_user(dataset, user_name="edda"))

    send(browser, of(dataset), **row("comments", 0, content="Called the station."))

    comment: Any = dataset.components[Comment]._default_manager.get(entity=dataset)
    assert (comment.content, comment.created_by) == ("Called the station.", "edda")

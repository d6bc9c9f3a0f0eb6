"""The admin in a real browser: scripts run under the policy, and what they build is saved."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from entities.models import Contact, Dataset
from entities.vocabulary import EndorsementStatus
from tests import factories
from tests.browser import IN_BROWSER
from tests.entities.admin.pages import of

pytestmark = IN_BROWSER


@pytest.fixture
def page(page: Page) -> Page:
    """A page in which an administrator logged in."""
    factories.admin_user("anna")
    page.goto("/admin/")
    page.fill("#id_username", "anna")
    page.fill("#id_password", factories.PASSWORD)
    page.click("button[type=submit]")
    return page


def test_a_row_added_by_script_is_saved(page: Page, complaints: list[str]) -> None:
    dataset = factories.dataset()
    page.goto(of(dataset))

    page.click("#tabs-items >> text=Tags")
    page.click("#tags-group >> text=Add another")
    page.fill("#id_tags-0-value", "kelp")
    page.fill("#id_reason", "Asked by the station.")
    page.click("text=Save and continue editing")

    expect(page.locator("text=was changed successfully")).to_be_visible()
    expect(page.locator("#tags-group >> text=kelp")).to_be_visible()
    assert [tag.value for tag in dataset.tags.all()] == ["kelp"]
    assert complaints == []


def test_a_folded_contact_opens_and_is_changed(page: Page, complaints: list[str]) -> None:
    dataset = factories.dataset()
    contact = factories.component(dataset, Contact, first_name="Kari", last_name="Lund")
    page.goto(of(dataset))

    page.click("#tabs-items >> text=Contacts")
    expect(page.locator("#id_contacts-0-last_name")).to_be_hidden()
    page.click("#contacts-group >> text=Kari Lund")
    page.fill("#id_contacts-0-last_name", "Lunde")
    page.click("text=Save and continue editing")

    expect(page.locator("text=was changed successfully")).to_be_visible()
    assert dataset.contacts.get(pk=contact.pk).last_name == "Lunde"
    assert complaints == []


def test_relations_are_typed_ahead(page: Page, complaints: list[str]) -> None:
    organization = factories.organization(title="Skarvøy Marine Station")
    factories.organization(title="Coral institute")
    page.goto("/admin/entities/installation/add/")

    page.fill("#id_title", "Publishing toolkit")
    page.select_option("#id_type", "IPT_INSTALLATION")
    page.click(".field-organization .select2-selection")
    page.keyboard.type("skarv")
    page.click(".select2-results >> text=Skarvøy Marine Station")
    page.click("text=Save and continue editing")

    expect(page.locator("text=was added successfully")).to_be_visible()
    assert [installation.title for installation in organization.installations.all()] == ["Publishing toolkit"]
    assert complaints == []


def test_the_work_queue_leads_to_a_decision(page: Page, complaints: list[str]) -> None:
    organization = factories.organization(title="Kelp station")
    page.goto("/admin/")

    page.click("text=Hold")
    page.fill("#id_reason", "Waiting for their letter.")
    page.click("button >> text=Put on hold")

    expect(page.locator("text=Kelp station: put on hold.")).to_be_visible()
    organization.refresh_from_db()
    assert organization.endorsement_status == EndorsementStatus.ON_HOLD
    assert complaints == []


def test_several_rows_are_locked_from_the_list(page: Page, complaints: list[str]) -> None:
    for _ in range(2):
        factories.dataset()
    page.goto("/admin/entities/dataset/")

    for box in page.locator("#result_list input.action-select").all():
        box.check()
    page.select_option("select[name=action]", "lock")
    page.click(".changelist-actions button[name=index]")
    page.click(".sheet-form button[type=submit]")

    expect(page.locator("h2", has_text="Lock: 2 of 2 locked")).to_be_visible()
    assert Dataset.objects.filter(locked_for_auto_update=True).count() == 2
    assert complaints == []


def test_a_document_is_sent_looked_at_and_compared(page: Page, complaints: list[str], tmp_path: Path) -> None:
    dataset = factories.dataset(title="Typed in")
    file = tmp_path / "eml.xml"
    file.write_text("<eml><dataset><title>Kelp by EML</title></dataset></eml>")
    page.goto(of(dataset))

    page.click(".summary-related >> text=documents")
    page.set_input_files("#id_document", file)
    page.click("button >> text=Send")
    expect(page.locator(".read-fields >> text=Kelp by EML")).to_be_visible()
    expect(page.locator(".raw")).to_contain_text("<title>Kelp by EML</title>")
    page.click("text=Compare with the dataset")

    expect(page.locator("h2 >> text=2 fields differ")).to_be_visible()  # DOI and license, which it does not name
    dataset.refresh_from_db()
    assert dataset.title == "Kelp by EML"
    assert complaints == []


def test_public_pages_obey_the_strict_policy(page: Page, complaints: list[str]) -> None:
    factories.dataset()

    page.goto("/")

    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") == "8px"
    assert complaints == []


def test_the_page_of_a_dataset_fits_a_phone(page: Page, complaints: list[str]) -> None:
    """Names of its publisher and installation are cut, not the window's edge passed."""
    publisher = factories.organization(title="The Marine Observatory of the Western Archipelago")
    server = factories.installation(title="Folder of ISO records of the Observatory", organization=publisher)
    dataset = factories.dataset(publishing_organization=publisher, installation=server)
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(of(dataset))
    expect(page.locator(".field-installation .select2-selection")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert complaints == []

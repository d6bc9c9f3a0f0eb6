"""Public pages in a real browser: scripts run under the strict policy, and all works from the keyboard."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entities.models import Tag
from harvesting import scheduling
from harvesting.models import HarvestRun
from harvesting.vocabulary import RunState
from search import building
from search.index import reader
from search.indexer import Indexer
from tests import factories
from tests.browser import IN_BROWSER
from tests.harvesting.pages.conftest import MakeSource, ended, make, record_of, run_of

WIDTHS = [390, 1280]

__all__ = ["make"]  # the fixture of sources

pytestmark = IN_BROWSER


@pytest.fixture
def indexed(settings: Any, tmp_path: Any) -> Iterator[Any]:
    """Brings an index of its own up to date when it is called."""
    settings.SEARCH_DIR = tmp_path / "search"
    building.rebuild()
    indexer = Indexer()

    def follow() -> None:
        while indexer.step():
            pass

    yield follow
    reader.forget()


def test_a_search_is_narrowed_without_loading_the_page_anew(page: Page, complaints: list[str], indexed: Any) -> None:
    factories.dataset(title="Kelp transects", type="OCCURRENCE")
    factories.dataset(title="Kelp names", type="CHECKLIST")
    indexed()
    page.goto("/dataset?q=kelp")
    page.evaluate("window.isTheSamePage = true")

    page.check("label:has-text('Checklist') input")

    expect(page.locator(".hits h3")).to_have_text(["Kelp names"])
    expect(page.locator(".chip-remove")).to_have_text("Type: Checklist")
    expect(page).to_have_url(re.compile(r"/dataset\?q=kelp&type=CHECKLIST&sort=relevance$"))
    page.click(".chip-remove")
    expect(page.locator(".hits h3")).to_have_count(2)
    page.go_back()
    expect(page.locator(".hits h3")).to_have_text(["Kelp names"])
    assert complaints == []


def asked(page: Page, path: str) -> list[str]:
    """Addresses of what the page asks for below a path from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if f"{path}?" in request.url else None)
    return found


def test_a_search_asks_once_whether_by_key_by_button_or_by_filter(
    page: Page, complaints: list[str], indexed: Any
) -> None:
    """A field that loses the focus, or in which Enter is pressed, reports a change as well."""
    factories.dataset(title="Kelp transects", type="OCCURRENCE")
    indexed()
    page.goto("/dataset")
    requests = asked(page, "/dataset")

    page.fill("#q", "kelp")
    page.press("#q", "Enter")
    expect(page).to_have_url(re.compile("q=kelp"))
    page.fill("#q", "transects")
    page.click("button:has-text('Search')")
    expect(page).to_have_url(re.compile("q=transects"))
    page.fill("#q", "kelp transects")
    page.check("label:has-text('Occurrence') input")
    expect(page.locator(".chip-remove")).to_have_text("Type: Occurrence")
    expect(page).to_have_url(re.compile("q=kelp%20transects&type=OCCURRENCE"))
    page.select_option("#sort", "newest")
    expect(page).to_have_url(re.compile("sort=newest"))
    page.wait_for_load_state("networkidle")

    assert len(requests) == 4
    assert complaints == []


@pytest.mark.parametrize("below", ["", "/{source}/records"])
def test_filters_ask_once_by_key_and_by_button(page: Page, complaints: list[str], make: MakeSource, below: str) -> None:
    source = make(name="Kelp", **ended(1, 1))
    record_of(source, title="Kelp transects")
    path = f"/harvests{below.format(source=source.pk)}"
    page.goto(path)
    requests = asked(page, path)

    page.fill("form.filters input[name=q]", "kelp")
    page.press("form.filters input[name=q]", "Enter")
    expect(page).to_have_url(re.compile("q=kelp"))
    page.fill("form.filters input[name=q]", "transects")
    page.click("form.filters button")
    expect(page).to_have_url(re.compile("q=transects"))
    page.wait_for_load_state("networkidle")

    assert len(requests) == 2
    assert complaints == []


def test_a_search_that_does_not_answer_says_so_instead_of_showing_old_hits(
    page: Page, indexed: Any, settings: Any
) -> None:
    factories.dataset(title="Kelp transects")
    indexed()
    page.goto("/dataset?q=kelp")
    current = settings.SEARCH_DIR / "current"
    kept = current.read_bytes()
    current.unlink()

    page.click("label:has-text('Occurrence') input")

    expect(page.locator("#found")).to_contain_text("The search does not answer at the moment.")
    expect(page.locator("#told")).to_contain_text("Search is being prepared")
    current.write_bytes(kept)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator(".hits h3")).to_have_text(["Kelp transects"])
    expect(page.locator(".chip-remove")).to_have_text("Type: Occurrence")


def test_what_was_folded_stays_so_while_results_are_replaced(page: Page, complaints: list[str], indexed: Any) -> None:
    """On a phone the filters stay away from new results; in a wider window they are always there."""
    for number in range(2):
        factories.dataset(title=f"Kelp {number}")
    indexed()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/dataset")
    expect(page.locator(".facet-boxes")).not_to_be_visible()

    page.fill("#q", "kelp")
    page.press("#q", "Enter")

    expect(page.locator("#told")).to_have_text("2 datasets found")
    expect(page.locator(".facet-boxes")).not_to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".facet-boxes")).to_be_visible()
    page.click("[data-fold=type] summary")
    expect(page.locator("[data-fold=type]")).not_to_have_attribute("open", "")
    page.fill("#q", "kelp 1")
    page.press("#q", "Enter")
    expect(page.locator("#told")).to_have_text("1 dataset found")
    expect(page.locator("[data-fold=type]")).not_to_have_attribute("open", "")
    assert complaints == []


def test_further_values_of_a_facet_come_without_loading_the_page_anew(
    page: Page, complaints: list[str], indexed: Any
) -> None:
    dataset = factories.dataset(title="Kelp transects")
    for number in range(15):
        factories.component(dataset, Tag, value=f"word {number:02}")
    indexed()
    page.goto("/dataset?q=kelp")
    page.evaluate("window.isTheSamePage = true")

    page.click("#more-keyword")

    expect(page.locator("input[name=keyword]")).to_have_count(15)
    expect(page).to_have_url(re.compile(r"/dataset\?q=kelp&more=keyword$"))
    page.check("label:has-text('word 14') input")
    expect(page.locator(".chip-remove")).to_have_text("Keyword: word 14")
    expect(page.locator("input[name=keyword]")).to_have_count(15)
    assert page.evaluate("window.isTheSamePage") is True
    assert complaints == []


def test_the_box_suggests_titles_while_one_types(page: Page, complaints: list[str], indexed: Any) -> None:
    factories.dataset(title="Kelp transects")
    indexed()
    page.goto("/dataset")
    page.evaluate("window.isTheSamePage = true")

    page.locator("#q").press_sequentially("kel")
    expect(page.locator("#suggestions option")).to_have_attribute("value", "Kelp transects")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"q=kel"))
    assert page.evaluate("window.isTheSamePage") is True
    assert complaints == []


def test_enter_in_a_field_that_finds_organizations_keeps_what_was_filled_in(page: Page, complaints: list[str]) -> None:
    factories.organization(title="Kelp station")
    page.goto("/register")
    page.fill("input[name=password]", "a secret of mine")

    page.locator("input[name=q]").press_sequentially("kelp")
    page.keyboard.press("Enter")

    expect(page.locator("#organizations label")).to_contain_text("Kelp station")
    expect(page.locator("input[name=password]")).to_have_value("a secret of mine")
    assert complaints == []


def test_a_run_is_followed_without_loading_the_page_anew(page: Page, complaints: list[str], make: MakeSource) -> None:
    source = make()
    run = run_of(source, RunState.RUNNING, listed=timezone.now(), found=4, created=0)
    page.goto(f"/harvests/{source.pk}")
    expect(page.locator("#state")).to_contain_text("0 of 4 documents done.")

    HarvestRun.objects.filter(pk=run.pk).update(found=0)
    scheduling.close(run, RunState.OK)

    expect(page.locator("#state")).to_contain_text("The last run", timeout=10_000)
    assert page.locator("#state").get_attribute("hx-trigger") is None
    assert complaints == []


def test_filters_of_harvests_stand_in_the_address(page: Page, complaints: list[str], make: MakeSource) -> None:
    make(name="Clean", **ended(2, 0))
    make(name="Dirty", **ended(1, 1))
    page.goto("/harvests")

    page.select_option("select[name=condition]", "errors")

    expect(page.locator("#sources .main-cell a")).to_have_text(["Dirty"])
    expect(page).to_have_url(re.compile(r"/harvests\?condition=errors&sort=name$"))
    page.reload()
    expect(page.locator("#sources .main-cell a")).to_have_text(["Dirty"])
    assert complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(
    page: Page, complaints: list[str], make: MakeSource, indexed: Any, width: int
) -> None:
    long = "Kelp-" * 60
    dataset = factories.dataset(title=long, description=long)
    source = make(name=long[:400], **ended(3, 1))
    run_of(source, RunState.FAILED, failure_message=long)
    record_of(source, title=long, validation_errors=[{"line_number": 1, "error": long}], dataset=dataset)
    indexed()
    page.set_viewport_size({"width": width, "height": 900})

    paths = ["/", "/dataset", f"/dataset/{dataset.pk}", f"/organization/{dataset.publishing_organization.pk}", "/node"]
    for path in [*paths, "/harvests", f"/harvests/{source.pk}", f"/harvests/{source.pk}/records", "/about"]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    assert complaints == []


def test_the_last_runs_of_a_source_fit_beside_its_figures(page: Page, make: MakeSource) -> None:
    source = make(**ended(24, 1))
    run_of(source, RunState.FAILED, failure_message="https://data.example.org/: the listing lacks 14 of 25 documents")
    run_of(source, good=24_000, bad=1_000, removed=1_000)
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto(f"/harvests/{source.pk}")

    assert page.locator(".card-flush .table-box").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_everything_works_from_the_keyboard(page: Page, complaints: list[str], indexed: Any) -> None:
    factories.dataset(title="Kelp transects")
    indexed()
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("#q").focus()
    page.keyboard.type("kelp")
    page.keyboard.press("Enter")
    expect(page.locator(".hits h3")).to_have_text(["Kelp transects"])
    page.locator("label:has-text('Occurrence') input").focus()
    page.keyboard.press("Space")

    expect(page.locator(".chip-remove")).to_have_text("Type: Occurrence")
    expect(page.locator("label:has-text('Occurrence') input")).to_be_focused()
    assert complaints == []


def test_without_scripts_a_button_does_what_scripts_do(live_server: Any, page: Page, indexed: Any) -> None:
    factories.dataset(title="Kelp names", type="CHECKLIST")
    factories.dataset(title="Kelp transects", type="OCCURRENCE")
    indexed()
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=live_server.url).new_page()
    plain.goto("/dataset")

    plain.check("label:has-text('Checklist') input")
    plain.click("text=Filter >> nth=-1")

    expect(plain.locator(".hits h3")).to_have_text(["Kelp names"])

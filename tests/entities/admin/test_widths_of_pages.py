"""Pages of decisions and rights fit phones and small windows: nothing that one can press or fill in is cut off."""

import pytest
from playwright.sync_api import Page

from entities.models import Organization
from tests import factories
from tests.browser import IN_BROWSER
from tests.entities.admin.test_browser import page  # noqa: F401 - a page in which an administrator logged in

pytestmark = IN_BROWSER
CUT_OFF = """() => {
    const end = part => part.getBoundingClientRect().right
    const room = part => end(part.closest('.panel-scroll, .sheet') ?? document.documentElement)
    return [...document.querySelectorAll('#main form :is(select, input:not([type=hidden])), .row-button')]
        .filter(part => part.checkVisibility())
        .filter(part => end(part) > Math.min(room(part), document.documentElement.clientWidth))
        .map(part => part.outerHTML)
}"""
"""What reaches further to the right than the sheet or the window that it stands in."""


@pytest.fixture
def waiting() -> Organization:
    """An organization with a long title, of a node with a long title, of a country with a long name."""
    node = factories.node(title="Unknown node 8618c64a-93e0-4300-b546-7249e5148ed2 of the committee of managers")
    title = "North Carolina State University Vascular Plant Herbarium"
    return factories.organization(title=title, endorsing_node=node, country="US")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off(page: Page, waiting: Organization, width: int) -> None:  # noqa: F811
    page.set_viewport_size({"width": width, "height": 900})
    for address in (
        "/admin/entities/organization/endorsements/",
        f"/admin/entities/organization/{waiting.pk}/password/",
        f"/admin/rights/?user=anna&key={waiting.pk}",
    ):
        page.goto(address)
        assert page.evaluate(CUT_OFF) == [], address

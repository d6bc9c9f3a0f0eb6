"""The start page tells which datasets cannot be crawled any more."""

import pytest
from django.test import Client

from entities.services import crawling, history
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_start_page_shows_datasets_whose_last_crawl_failed(client: Client) -> None:
    failing, mended = factories.dataset(title="Pumas of the coast"), factories.dataset(title="Pumas of the hills")
    for dataset, reasons in ((failing, ["NORMAL", "ABORT"]), (mended, ["ABORT", "NORMAL"])):
        for number, reason in enumerate(reasons, start=1):
            values = {"started_crawling": history.moment(), "finish_reason": reason, "crawl_context": "no answer"}
            crawling.record(dataset, number, values, actor=factories.actor())

    client.force_login(factories.admin_user(), backend="entities.permissions.RegistryBackend")

    page = client.get("/admin/").content.decode()

    panel = page.partition("Failing crawls")[2].partition("</section>")[0]
    assert "Pumas of the coast" in panel
    assert "no answer" in panel
    assert "Pumas of the hills" not in panel

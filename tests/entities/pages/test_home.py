"""The public start page, and the pages that answer where something is wrong."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entities.services import lifecycle
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_shows_name_counts_and_latest_datasets_to_everybody(client: Client) -> None:
    dataset, gone = factories.dataset(title="Kelp <forest> transects"), factories.dataset(title="Deleted by mistake")
    lifecycle.delete(gone, actor=factories.actor())

    response: Any = client.get("/")
    text = response.content.decode()

    assert response.status_code == 200
    assert settings.PORTAL_NAME in text
    assert {kind["slug"]: kind["count"] for kind in response.context["counts"]} == {
        "node": 2, "organization": 2, "installation": 2, "dataset": 1, "network": 0,
    }  # fmt: skip
    assert "Kelp &lt;forest&gt; transects" in text
    assert "Deleted by mistake" not in text
    assert f"http://testserver/v1/dataset/{dataset.pk}" in text


def test_an_empty_registry_has_a_start_page_too(client: Client) -> None:
    assert "No dataset is registered yet." in client.get("/").content.decode()


def test_it_costs_two_statements(client: Client) -> None:
    for _ in range(9):
        factories.dataset()

    with CaptureQueriesContext(connection) as captured:
        client.get("/")

    assert len(captured) == 2


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_public_pages_need_no_inline_code(path: str, client: Client) -> None:
    response = client.get(path)
    text = response.content.decode()

    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", text)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_it_answers_reading_only(client: Client) -> None:
    assert client.post("/").status_code == 405
    assert client.head("/").status_code == 200


def test_a_page_that_is_not_there_says_so_in_the_look_of_the_portal(client: Client) -> None:
    response = client.get("/nowhere")

    assert response.status_code == 404
    assert "There is nothing at this address." in response.content.decode()
    assert "/static/css/site.css" in response.content.decode()


def test_the_login_page_bears_the_name_of_the_portal(client: Client) -> None:
    response = client.get("/admin/login/")

    assert settings.PORTAL_NAME in response.content.decode()
    assert "'unsafe-eval'" in response["Content-Security-Policy"]

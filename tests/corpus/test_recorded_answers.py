"""Our answers beside those that the real registry gave for the same entities: shape, types, order of keys."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import transaction

from entities.models import Dataset, User
from tests import factories
from tests.corpus.registry import FOLDER, key_differences, load, read, recordings, shape_differences
from tests.entities.api.client import Api, path_of

pytestmark = [
    pytest.mark.django_db,  # else no database is made where these tests run alone
    pytest.mark.xdist_group("recorded answers"),  # one process imports the corpus, not each of them
]
ELSEWHERE = ("process", "metadata", "comment")
"""Sub-resources of datasets that are no part of a file of entities, or only of entities that were never recorded."""
EMBEDDED = ("contact", "endpoint", "identifier", "machineTag", "tag", "networks")


def subresources(*names: str) -> list[Path]:
    """The recordings of these sub-resources."""
    return [file for file in recordings("subresources") if read(file).segments[-1] in names]


@pytest.fixture(scope="module")
def api(kept: None) -> Api:
    """A client of a registry that holds the corpus."""
    load()
    return Api()


def compared(api: Api, file: Path) -> tuple[Any, Any]:
    """Our answer and the recorded one."""
    recording = read(file)
    answer = api("GET", recording.path)
    if answer.status_code == 404 and recording.segments[1] not in ("country", "doi"):
        pytest.skip("the entity itself was never recorded")
    assert answer.status_code == recording.status, answer.content
    return orjson.loads(answer.content or b"null"), recording.answer


@pytest.mark.parametrize("file", recordings("single"), ids=lambda file: file.stem)
def test_it_answers_an_entity_in_the_same_shape(api: Api, file: Path) -> None:
    ours, theirs = compared(api, file)

    assert list(shape_differences(ours, theirs)) == []
    assert list(key_differences(ours, theirs)) == []


@pytest.mark.parametrize("file", subresources(*EMBEDDED), ids=lambda file: file.stem)
def test_it_answers_a_part_of_an_entity_in_the_same_shape(api: Api, file: Path) -> None:
    ours, theirs = compared(api, file)

    assert list(shape_differences(ours, theirs)) == []
    assert list(key_differences(ours, theirs)) == []


@pytest.mark.parametrize("file", subresources(*ELSEWHERE), ids=lambda file: file.stem)
def test_it_answers_what_no_file_of_entities_holds_in_the_same_shape(api: Api, file: Path) -> None:
    """Crawl attempts, comments and documents, put in by their own addresses and read again."""
    recording = read(file)
    kind = recording.segments[-1]
    dataset = Dataset.live().newest_first().first()
    assert dataset is not None
    path = f"{path_of(dataset)}/{kind}"
    rows = recording.answer["results"] if kind == "process" else recording.answer
    with transaction.atomic():
        for row in reversed(rows):
            assert _put_in(api, dataset, kind, row) in (201, 204)
        found = api.get(path)
        transaction.set_rollback(True)

    ours = found["results"] if kind == "process" else found
    assert len(ours) >= len(rows)
    assert list(shape_differences(ours, rows)) == []
    assert [set(row) - set(mine) for row, mine in zip(rows, ours, strict=False)] == [set()] * len(rows)


def _put_in(api: Api, dataset: Dataset, kind: str, row: dict[str, Any]) -> int:
    """The status of adding what was recorded of another dataset to ours."""
    user = User.objects.filter(user_name="anna").first() or factories.admin_user("anna")
    if kind == "metadata":
        document = sorted((FOLDER.parent / "metadata" / "eml").glob("*.xml"))[0].read_bytes()
        sent_as = {"user": user, "content_type": "application/xml"}
        return int(api("POST", f"{path_of(dataset)}/document", document, **sent_as).status_code)
    sent = row | {"datasetKey": str(dataset.pk)} if kind == "process" else {"content": row["content"]}
    if kind == "process":
        sent["crawlJob"] = row["crawlJob"] | {"datasetKey": str(dataset.pk)}
    return int(api("POST", f"{path_of(dataset)}/{kind}", sent, user=user).status_code)


@pytest.mark.parametrize("file", recordings("list-envelopes"), ids=lambda file: file.stem)
def test_it_answers_a_list_in_the_same_shape(api: Api, file: Path) -> None:
    """Of each entity the recording kept a few properties, in an order of its own."""
    ours, theirs = compared(api, file)

    assert [found for found in shape_differences(ours, theirs) if "order of keys" not in found] == []
    assert list(ours) == ["offset", "limit", "endOfRecords", "count", "results"]
    assert (ours["offset"], ours["limit"]) == (theirs["offset"], theirs["limit"])
    created = [entity["created"] for entity in ours["results"]]
    assert "q=" in read(file).path or created == sorted(created, reverse=True)


@pytest.mark.parametrize("file", recordings("enumeration"), ids=lambda file: file.stem)
def test_it_answers_a_vocabulary_with_what_it_held_then(api: Api, file: Path) -> None:
    recording = read(file)
    answer = api("GET", recording.path)
    if recording.segments[-1] == "asdfadsf":
        assert answer.status_code == 404
        return
    assert set(recording.answer) <= set(orjson.loads(answer.content)) | {"WELLFORMED", "DatasetUsageSortField"}

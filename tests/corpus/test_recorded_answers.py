"""Our answers beside those that the real registry gave for the same entities: shape, types, order of keys."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.corpus.registry import key_differences, load, read, recordings, shape_differences
from tests.entities.api.client import Api

pytestmark = [
    pytest.mark.django_db,  # else no database is made where these tests run alone
    pytest.mark.xdist_group("recorded answers"),  # one process imports the corpus, not each of them
]
ELSEWHERE = ("process", "metadata", "comment")
"""Sub-resources of datasets that are no part of a file of entities."""


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


@pytest.mark.parametrize("file", recordings("subresources"), ids=lambda file: file.stem)
def test_it_answers_a_part_of_an_entity_in_the_same_shape(api: Api, file: Path) -> None:
    if read(file).segments[-1] in ELSEWHERE:
        pytest.skip("not in the files of entities")
    ours, theirs = compared(api, file)

    assert list(shape_differences(ours, theirs)) == []
    assert list(key_differences(ours, theirs)) == []


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

"""A client of the real registry, unchanged, against ours."""

import sys
from typing import Any

import pytest
from pygbif.registry import datasets, installations, networks, nodes, organizations

from entities.models import Dataset, Installation, Network, Node, Organization
from tests.corpus.registry import load

COMPONENTS = ("endpoint", "identifier", "tag", "machineTag", "comment")
BELOW: dict[Any, tuple[str, ...]] = {
    Organization: ("contact", *COMPONENTS, "hostedDataset", "ownedDataset"),
    Node: (*COMPONENTS, "organization", "pendingEndorsement", "dataset", "installation"),
    Network: ("contact", *COMPONENTS, "constituents"),
    Installation: ("contact", *COMPONENTS, "dataset"),
    Dataset: ("contact", "endpoint", "identifier", "tag", "comment", "machinetag", "constituents"),
}
WITHOUT_KEY: dict[Any, tuple[str, ...]] = {
    Organization: ("all", "deleted", "pending", "nonPublishing"),
    Node: ("all",),
    Network: ("all",),
    Installation: ("all", "deleted", "nonPublishing"),
    Dataset: ("all", "deleted", "duplicate", "subDataset", "withNoEndpoint"),
}
CALLS = {
    Organization: organizations, Node: nodes, Network: networks, Installation: installations, Dataset: datasets,
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_it_answers_every_choice_of_the_client(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """`data=` of organizations, nodes, networks, installations and datasets, with and without key and filters."""
    for call in CALLS.values():
        monkeypatch.setattr(sys.modules[call.__module__], "gbif_baseurl", f"{live_server.url}/v1/")
    load()
    asked = 0
    for model, call in CALLS.items():
        key = str(model.live().newest_first().first().pk)
        for name in WITHOUT_KEY[model]:
            results = _results(call(data=name, limit=3))
            assert len(results) <= 3
            asked += 1
        assert _results(call(uuid=key))["key"] == key
        for name in BELOW[model]:
            assert isinstance(_results(call(data=name, uuid=key)), list), (model, name)
            asked += 1
    assert _results(organizations(q="museum", limit=5))
    assert all(entity["type"] == "CHECKLIST" for entity in _results(datasets(type="CHECKLIST", limit=5)))
    assert asked == sum(len(names) for names in (*BELOW.values(), *WITHOUT_KEY.values()))


def _results(answer: Any) -> Any:
    """The rows, wherever the client puts them."""
    found = answer.get("data", answer) if isinstance(answer, dict) else answer
    return found["results"] if isinstance(found, dict) and "results" in found else found

"""Every change reaches the index (dataset-search 3.7, 7.1), and nothing is lost on the way."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from entities.metadata.record import MetadataRecord
from entities.models import Contact, Dataset, DatasetArchive, MachineTag, Organization, Tag
from entities.services import components, constituents, documents, lifecycle, uploads
from entities.services.exchange.importing import import_entities
from search import building, changes, checking, index, indexer, waiting
from search.changes import Follower
from search.facts import Totals
from search.indexer import Indexer
from search.models import SearchChange, SearchIndex
from search.waiting import Waiting
from tests import factories
from tests.search.conftest import SearchClient

ACTOR = factories.actor()


def test_it_follows_datasets_through_their_life(search: SearchClient) -> None:
    dataset = factories.dataset(title="First name")
    assert search.search("first")["count"] == 1
    dataset = lifecycle.change(dataset, {"title": "Second name"}, actor=ACTOR)
    assert (search.search("first")["count"], search.search("second")["count"]) == (0, 1)
    dataset = lifecycle.delete(dataset, actor=ACTOR)
    assert search.search()["count"] == 0
    lifecycle.restore(dataset, actor=ACTOR)
    assert search.search("second")["count"] == 1


@pytest.mark.parametrize(
    ("kind", "values", "q"), [(Tag, {"value": "heath"}, "heath"), (Contact, {"city": "Bergen"}, "bergen")]
)
def test_it_follows_components(search: SearchClient, kind: Any, values: dict[str, str], q: str) -> None:
    dataset = factories.dataset()
    factories.component(dataset, kind, **values)
    assert search.search(q)["count"] == 1
    components.remove(dataset, kind, actor=ACTOR)
    assert search.search(q)["count"] == 0


def test_the_words_of_the_document_that_decides_are_found(search: SearchClient) -> None:
    dataset = factories.dataset()
    eml = b"<eml><dataset><title>Moss</title><unread>lichen</unread></dataset></eml>"
    uploads.upload(dataset, eml, actor=ACTOR)
    core = uploads.upload(
        dataset, b'<dc xmlns="http://purl.org/dc/terms/"><title>Moss</title><unread>fungus</unread></dc>', actor=ACTOR
    )
    assert (search.search("lichen")["count"], search.search("fungus")["count"]) == (1, 0)
    uploads.choose(core, actor=ACTOR)
    assert (search.search("lichen")["count"], search.search("fungus")["count"]) == (0, 1)


def test_it_follows_organizations(search: SearchClient) -> None:
    publisher, host = factories.organization(title="Alder"), factories.organization(title="Birch", country="SE")
    factories.dataset(publishing_organization=publisher, installation=factories.installation(organization=host))
    assert search.search("alder birch", hostingCountry="SE")["count"] == 1
    lifecycle.change(publisher, {"title": "Cedar", "country": "DE"}, actor=ACTOR)
    lifecycle.change(host, {"title": "Douglas"}, actor=ACTOR)
    assert (search.search("alder")["count"], search.search("birch")["count"]) == (0, 0)
    assert search.search("cedar douglas", publishingCountry="DE")["count"] == 1
    node = factories.node()
    lifecycle.change(publisher, {"endorsing_node_id": node.pk}, actor=ACTOR)
    assert search.search(endorsingNodeKey=str(node.pk))["count"] == 1


def test_it_follows_installations_and_networks(search: SearchClient) -> None:
    dataset, network, other = factories.dataset(), factories.network(title="Gentian"), factories.organization()
    lifecycle.change(dataset.installation, {"organization_id": other.pk, "title": "Hornbeam"}, actor=ACTOR)
    assert search.search("hornbeam", hostingOrg=str(other.pk))["count"] == 1
    constituents.join(network, dataset, actor=ACTOR)
    assert search.search("gentian", networkKey=str(network.pk))["count"] == 1
    lifecycle.change(network, {"title": "Iris"}, actor=ACTOR)
    assert (search.search("gentian")["count"], search.search("iris")["count"]) == (0, 1)
    lifecycle.delete(network, actor=ACTOR)
    assert search.search("iris")["count"] == search.search(networkKey=str(network.pk))["count"] == 0
    lifecycle.restore(network, actor=ACTOR)
    constituents.leave(network, dataset, actor=ACTOR)
    assert search.search("iris")["count"] == 0


def test_it_follows_documents_that_come_in_batches(search: SearchClient) -> None:
    server = factories.installation()
    provenance = documents.Provenance(server.organization_id, server.pk, "source")
    record = MetadataRecord(title="Harvested thing")
    content = b"<a note='Juniper berries'>Larch <b>mail@larch.example</b></a>"
    incoming = documents.IncomingDocument(content, "0" * 64, record)
    keys = documents.apply_all([incoming], provenance, actor=ACTOR)
    assert search.search("harvested juniper larch")["count"] == 1
    assert search.search("mail")["count"] == 0
    documents.withdraw(keys, actor=ACTOR)
    assert search.search()["count"] == 0


def test_it_follows_imports(search: SearchClient) -> None:
    dataset = factories.dataset()
    body = json.loads(Dataset.objects.get(pk=dataset.pk).rendered.replace("\x01", "")) | {"title": "Imported maple"}
    import_entities(Dataset, [body], actor=ACTOR)
    publisher = json.loads(Organization.objects.get(pk=dataset.publishing_organization_id).rendered)
    import_entities(Organization, [publisher | {"title": "Nettle"}], actor=ACTOR)
    assert search.search("imported maple nettle")["count"] == 1


def test_it_follows_placeholders_for_what_an_import_refers_to(search: SearchClient) -> None:
    dataset, missing = factories.dataset(), "0f0a328d-c449-45ea-b3ac-ed7d9d074524"
    search.follow()
    body = json.loads(Dataset.objects.get(pk=dataset.pk).rendered.replace("\x01", "")) | {"parentDatasetKey": missing}
    import_entities(Dataset, [body], actor=ACTOR, create_missing=True)
    assert search.search()["count"] == 2
    assert [row["key"] for row in search.search("unknown")["results"]] == [missing]


def test_it_writes_one_row_however_many_datasets_are_touched(search: SearchClient) -> None:
    dataset = factories.dataset()
    for _ in range(3):
        factories.dataset(publishing_organization=dataset.publishing_organization, installation=dataset.installation)
    search.follow()
    before = SearchChange.objects.count()
    lifecycle.change(dataset.publishing_organization, {"title": "Oak"}, actor=ACTOR)
    assert SearchChange.objects.count() == before + 1
    assert search.search("oak")["count"] == 4


def test_it_forgets_a_change_that_is_rolled_back(search: SearchClient) -> None:
    point = transaction.savepoint()
    factories.dataset(title="Never")
    transaction.savepoint_rollback(point)
    assert search.search()["count"] == 0


def test_it_holds_what_would_be_built_now(search: SearchClient) -> None:
    """`check_search`: no differences; what is damaged is found and mended."""
    datasets = [factories.dataset() for _ in range(3)]
    search.follow()
    assert list(checking.differences()) == []
    Dataset.objects.filter(pk=datasets[0].pk).update(deleted=datasets[0].created)
    Dataset.objects.filter(pk=datasets[1].pk).update(license="CC0_1_0")
    assert set(checking.differences()) == {datasets[0].pk, datasets[1].pk}
    assert checking.repair() == 2
    assert search.search()["count"] == 2
    assert list(checking.differences()) == []


def test_it_rebuilds_while_the_old_index_is_served(search: SearchClient) -> None:
    factories.dataset(title="Before")
    assert search.search()["count"] == 1
    old = index.current()
    new = building.rebuild()
    assert index.current() == new != old
    assert [path.name for path in index.folder().iterdir() if path.is_dir()] == [new]
    factories.dataset(title="After")
    assert search.search()["count"] == 2


def test_a_rebuild_ends_though_changes_never_cease(search: SearchClient, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset, reads, read = factories.dataset(title="Heron 0"), list[int](), Follower.read

    def change_and_read(follower: Follower) -> list[changes.Change]:
        assert len(reads) < 100
        reads.append(len(reads) + 1)
        lifecycle.change(dataset, {"title": f"Heron {len(reads)}"}, actor=ACTOR)
        return read(follower)

    monkeypatch.setattr(Follower, "read", change_and_read)
    building.rebuild()
    monkeypatch.setattr(Follower, "read", read)

    assert search.titles("heron") == [f"Heron {len(reads)}"]


@pytest.mark.django_db(transaction=True)
def test_a_follower_forgets_what_it_has_read_though_changes_never_cease(search_folder: Path) -> None:
    follower = Follower(changes.horizon())
    for _ in range(20):
        factories.organization()
        assert follower.read()

    assert len(follower._seen) < 20
    assert follower.transaction == changes.horizon()


@pytest.mark.parametrize("damage", ["gone", "garbage", "another version", "another database", "unreadable part"])
def test_it_builds_anew_what_cannot_be_used(search: SearchClient, damage: str) -> None:
    factories.dataset(title="Survivor")
    search.follow()
    name = index.current() or ""
    folder = index.folder() / name
    if damage == "gone":
        (index.folder() / "current").unlink()
    elif damage == "garbage":
        (folder / "meta.json").write_text("{broken")
        assert search._client.get("/v1/dataset/search").status_code == 503
    elif damage == "another version":
        (index.folder() / "current").write_text("v0-1234")
    elif damage == "another database":
        SearchIndex.objects.update(transaction=2**60)
        search._indexer = Indexer()
    else:
        index.mark_broken(name)
    assert search.titles() == ["Survivor"]
    assert index.current() != name


def test_it_drops_changes_that_all_indexes_have_followed(search: SearchClient) -> None:
    factories.dataset()
    search.follow()
    other = SearchIndex.objects.create(name="other", host="b", transaction=0, followed="2000-01-01T00:00:00Z")
    building.keep_place(index.current() or "", 2**60)
    assert not SearchIndex.objects.filter(pk=other.pk).exists()
    assert SearchChange.objects.count() == 0


def test_it_forgets_an_index_whose_building_was_killed(search: SearchClient) -> None:
    """Changes would wait for it for a week, and its files for ever."""
    writer = index.Writer.new()
    SearchIndex.objects.create(name=writer.name, host="here", transaction=0, followed="2026-01-01T00:00:00Z")
    writer.abandon()
    name = building.rebuild()
    assert [row.name for row in SearchIndex.objects.all()] == [name]
    assert [path.name for path in index.folder().iterdir() if path.is_dir()] == [name]


@pytest.mark.django_db(transaction=True)
def test_it_reads_changes_that_commit_after_later_ones(search_folder: Path) -> None:
    """A row with a lower number may become visible after one with a higher number has been read."""
    follower, late = Follower(changes.horizon()), threading.Event()
    written = threading.Event()
    first, second = (factories.organization().pk for _ in range(2))
    while follower.read():
        pass

    def write_and_wait() -> None:
        with transaction.atomic():
            changes.note_keys("organization", [first])
            written.set()
            late.wait(20)
        connection.close()

    thread = threading.Thread(target=write_and_wait)
    thread.start()
    written.wait(20)
    changes.note_keys("organization", [second])
    assert [row[1:] for row in follower.read()] == [("organization", second)]
    assert follower.read() == []
    late.set()
    thread.join()
    assert [row[1:] for row in follower.read()] == [("organization", first)]
    assert follower.read() == []


def test_it_leaves_out_a_dataset_that_cannot_be_built(search: SearchClient) -> None:
    """One odd row costs itself."""
    odd, even = factories.dataset(title="Odd"), factories.dataset(title="Even")
    factories.component(odd, MachineTag)
    Dataset.objects.filter(pk=odd.pk).update(rendered='{"machineTags": [{}]}')
    assert search.titles() == [even.title]
    assert building.documents([odd.pk], Totals()) == []


def test_it_goes_on_with_the_same_index_after_a_failure(search: SearchClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is away for a moment costs no rebuild, and nothing is lost or half done."""
    factories.dataset(title="Before")
    search.follow()
    name = index.current()
    factories.dataset(title="After")

    def fail(*_: Any) -> None:
        raise OperationalError("the server is away")

    with monkeypatch.context() as patch:
        patch.setattr(building, "documents", fail)
        with pytest.raises(OperationalError):
            search._indexer.step()
        search._indexer.abandon()

    assert sorted(search.titles()) == ["After", "Before"]
    assert index.current() == name


def test_single_changes_overtake_those_that_touch_many(search: SearchClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """7.1: a publisher's new title may take a while, a dataset's may not, nor that of a publisher of a few."""
    publisher, other = factories.organization(title="Alder"), factories.organization(title="Elm")
    installation = factories.installation(organization=publisher)
    for _ in range(8):
        factories.dataset(publishing_organization=publisher, installation=installation)
    single = factories.dataset(title="Single", publishing_organization=other)
    search.follow()
    monkeypatch.setattr(waiting, "FEW", 7)
    search._indexer._waiting = Waiting(part=3)
    for number, (entity, title) in enumerate(((publisher, "Birch"), (single, "Overtaking"), (other, "Gorse"))):
        lifecycle.change(entity, {"title": title}, actor=ACTOR)
        SearchChange.objects.filter(key=entity.pk).update(transaction=changes.horizon() + number)  # else all are one

    assert search._indexer.step() is True

    def count(q: str) -> int:
        return int(search._client.get(f"/v1/dataset/search?limit=0&q={q}").json()["count"])

    assert [count(q) for q in ("overtaking", "gorse", "birch")] == [1, 1, 0]
    while search._indexer.step():
        pass
    assert count("birch") == 8


def test_changes_are_found_while_an_index_is_built_for_new_totals(
    search: SearchClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3.6, 7.1: data volumes are measured anew where the totals have changed; nobody waits for it."""
    dataset, begun, end = factories.dataset(title="Alder"), threading.Event(), threading.Event()
    search._indexer = Indexer(builds_aside=True)
    monkeypatch.setattr(indexer, "_DRIFT_LOOKED_AT_EVERY", 0.0)
    monkeypatch.setattr(building, "rebuild", lambda: (begun.set(), end.wait(20)))
    DatasetArchive.objects.create(dataset=dataset, size=1, fetched=dataset.created, record_count=7)
    try:
        lifecycle.change(dataset, {"title": "Birch"}, actor=ACTOR)
        search.follow()
        assert begun.wait(20)
        lifecycle.change(dataset, {"title": "Cedar"}, actor=ACTOR)
        assert search.titles("cedar") == ["Cedar"]
    finally:
        end.set()


def test_it_rests_after_a_commit_so_that_changes_in_a_row_share_the_next(
    search: SearchClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each commit costs what ten changes cost, and lets all who search open the index anew."""
    stopped, rests = list[bool](), list[float]()
    follower = Indexer(lambda: bool(stopped))
    follower.step()
    factories.dataset()
    monkeypatch.setattr(follower, "_rest", rests.append)
    monkeypatch.setattr(indexer, "_wait", lambda listener: stopped.append(True))

    follower._follow()

    assert 0 < rests[0] <= indexer._CHANGES_COMMITTED_EVERY


@pytest.mark.parametrize("is_replaced", [True, False])
def test_it_rests_after_a_failure_but_not_where_its_index_was_replaced(
    search: SearchClient, monkeypatch: pytest.MonkeyPatch, is_replaced: bool
) -> None:
    """7.1: changes are found within two seconds while another process serves a new index, too."""
    stopped, rests = list[bool](), list[float]()
    follower = Indexer(lambda: bool(stopped))
    follower.step()

    def fail() -> None:
        stopped.append(True)
        if is_replaced:
            building.rebuild()
        raise ValueError("a file cannot be written")

    monkeypatch.setattr(follower, "_follow", fail)
    monkeypatch.setattr(follower, "_rest", rests.append)
    monkeypatch.setattr(connection, "close", lambda: None)
    follower.run()
    assert len(rests) == (0 if is_replaced else 1)

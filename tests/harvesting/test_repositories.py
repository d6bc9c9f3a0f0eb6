"""An OAI-PMH repository as a source: another project's way, and our own registry harvested by itself."""

import pytest

from entities.models import Dataset
from harvesting import pipeline, removal, sources
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import document
from tests.repository import Repository
from tests.servers import Request, WafServer

RECORDS: dict[str, bytes | None] = {
    f"oai:x:{number}": document(f"x:{number}", f"Gauge {number}") for number in range(25)
}


@pytest.fixture
def repository(waf: WafServer) -> Repository:
    behaviour = Repository(RECORDS, size=10)
    waf.script("/oai", behaviour)
    return behaviour


@pytest.fixture
def source(waf: WafServer, make_source: MakeSource) -> HarvestSource:
    return make_source(url=f"{waf.url}oai", harvest_type="OAI-PMH")


@pytest.mark.django_db
def test_records_come_change_and_go(repository: Repository, source: HarvestSource) -> None:
    first = harvest(source)
    repository.records |= {"oai:x:3": document("x:3", "Gauge 3, mended"), "oai:x:5": None}

    second = harvest(source)

    assert (first.state, counts(first)) == (RunState.OK, (25, 0, 0, 0))
    assert (counts(second), second.removed) == ((0, 1, 23, 0), 1)
    assert Dataset.live().get(title="Gauge 3, mended")
    assert not Dataset.live().filter(title="Gauge 5").exists()


@pytest.mark.django_db
def test_a_list_that_breaks_off_removes_nothing(repository: Repository, source: HarvestSource) -> None:
    harvest(source)
    repository.broken_at = 2

    run = harvest(source)

    assert run.state == RunState.FAILED
    assert Dataset.live().count() == 25


@pytest.fixture
def keeping(repository: Repository) -> Repository:
    """A repository that names deleted records."""
    repository.deletions = "persistent"
    return repository


@pytest.mark.django_db
def test_only_what_changed_since_the_last_run_is_asked_for(keeping: Repository, source: HarvestSource) -> None:
    first = harvest(source)
    keeping.records |= {"oai:x:3": document("x:3", "Gauge 3, mended"), "oai:x:5": None}
    keeping.stamps = dict.fromkeys(("oai:x:3", "oai:x:5"), "2999-01-01T00:00:00Z")

    second = harvest(source)
    source.refresh_from_db()

    assert (first.is_partial, second.is_partial) == (False, True)
    assert (second.found, counts(second), second.removed) == (1, (0, 1, 0, 0), 1)
    assert keeping.since[1] < first.started.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert Dataset.live().count() == 24
    assert source.last_record_count == 24


@pytest.mark.django_db
def test_nothing_new_is_a_success(keeping: Repository, source: HarvestSource) -> None:
    harvest(source)

    run = harvest(source)

    assert (run.state, run.found, run.removed, Dataset.live().count()) == (RunState.OK, 0, 0, 25)


@pytest.mark.django_db
def test_a_record_that_was_deleted_comes_back_with_its_dataset(keeping: Repository, source: HarvestSource) -> None:
    harvest(source)
    key = Dataset.live().get(title="Gauge 5").key
    keeping.records["oai:x:5"], keeping.stamps["oai:x:5"] = None, "2999-01-01T00:00:00Z"
    harvest(source)
    keeping.records["oai:x:5"] = document("x:5", "Gauge 5")

    harvest(source)

    assert Dataset.live().get(title="Gauge 5").key == key


@pytest.mark.django_db
def test_many_deletions_at_once_wait_for_a_curator(keeping: Repository, source: HarvestSource) -> None:
    harvest(source)
    names = [f"oai:x:{number}" for number in range(20)]
    keeping.records |= dict.fromkeys(names)
    keeping.stamps = dict.fromkeys(names, "2999-01-01T00:00:00Z")

    run = harvest(source)
    following = removal.confirm(run, actor=factories.actor())
    pipeline.execute(following.pk)
    following.refresh_from_db()

    assert (run.state, run.missing, following.removed) == (RunState.FAILED, 20, 20)
    assert Dataset.live().count() == 5


@pytest.mark.django_db
def test_every_tenth_run_lists_everything(keeping: Repository, source: HarvestSource) -> None:
    runs = [harvest(source).is_partial for _ in range(12)]

    assert runs == [False] + [True] * 9 + [False, True]


@pytest.mark.django_db
def test_a_source_that_was_changed_is_listed_anew(keeping: Repository, source: HarvestSource) -> None:
    harvest(source)
    sources.change(source, {"name": "Gauges"}, actor=factories.actor())

    assert not harvest(source).is_partial


@pytest.mark.django_db
def test_a_repository_that_forgets_deletions_is_listed_as_a_whole(
    repository: Repository, source: HarvestSource
) -> None:
    assert [harvest(source).is_partial for _ in range(2)] == [False, False]


@pytest.mark.django_db
def test_days_are_asked_for_where_the_repository_counts_days(keeping: Repository, source: HarvestSource) -> None:
    keeping.granularity = "YYYY-MM-DD"
    harvest(source)

    harvest(source)

    assert len(keeping.since[1]) == len("2026-01-01")


@pytest.mark.django_db
def test_a_repository_that_does_not_understand_the_moment_is_listed_as_a_whole(
    keeping: Repository, source: HarvestSource, waf: WafServer
) -> None:
    harvest(source)

    def refuse(request: Request) -> None:
        if "from=" in request.path:
            request.reply(b'<OAI-PMH><error code="badArgument"/></OAI-PMH>', headers={"Content-Type": "text/xml"})
        else:
            keeping(request)

    waf.script("/oai", refuse)

    run = harvest(source)

    assert (run.state, run.is_partial, counts(run)) == (RunState.OK, False, (0, 0, 25, 0))


@pytest.mark.django_db(transaction=True)
def test_our_own_repository_is_harvested_into_the_same_datasets(
    live_server: object, settings: object, make_source: MakeSource
) -> None:
    server = factories.installation()
    for number in range(3):
        factories.dataset(
            title=f"Transect {number}", description=f"Yearly transects, part {number}.", installation=server
        )
    address = f"127.0.0.1:{str(live_server).rpartition(':')[2]}"
    settings.HARVEST_ALLOWED_PRIVATE = [address]  # type: ignore[attr-defined]
    url = f"http://{address}/v1/oai-pmh/registry?set=installation:{server.key}"
    source = make_source(url=url, harvest_type="OAI-PMH")

    run = harvest(source)

    copies = Dataset.live().filter(publishing_organization=source.organization)
    assert (run.state, counts(run)) == (RunState.OK, (3, 0, 0, 0))
    assert sorted(copies.values_list("title", flat=True)) == ["Transect 0", "Transect 1", "Transect 2"]
    assert all("Yearly transects, part" in copy.description for copy in copies)
    assert counts(harvest(source)) == (0, 0, 3, 0)

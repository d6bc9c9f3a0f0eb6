"""An IPT as a source: its resources appear, change and vanish as datasets (checklist contract E)."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from entities.models import (
    ChecklistMetrics,
    Contact,
    CrawlRequest,
    Dataset,
    Endpoint,
    Identifier,
    Installation,
    MachineTag,
)
from entities.services import lifecycle, rendering
from harvesting import crawls, sources
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.archives.building import checklist
from tests.harvesting.api.test_harvest_rest import Caller
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.servers import WafServer
from tests.toolkit import PUBLISHED, Published, Toolkit

pytestmark = pytest.mark.django_db
KEY = "9cfd5f70-968c-4690-94ef-834f01b0cea8"


@pytest.fixture
def toolkit(waf: WafServer, settings: LazySettings) -> Toolkit:
    settings.HARVEST_RETRY_PAUSES = ()
    return Toolkit(waf)


@pytest.fixture
def source(toolkit: Toolkit, make_source: MakeSource) -> HarvestSource:
    return make_source(url=f"{toolkit.base}/rss.do", harvest_type="IPT", name="Coast")


def archive(tmp_path: Path) -> bytes:
    """A checklist of two species."""
    rows = [("1", "Puma concolor"), ("2", "Puma yagouaroundi")]
    return checklist(tmp_path / "a.zip", ("id", "scientificName"), rows, {}).read_bytes()


def components(dataset: Any, kind: Any, *columns: str) -> list[Any]:
    """What the dataset has of a kind."""
    return list(
        type(dataset).components[kind]._default_manager.filter(entity=dataset).order_by("pk").values_list(*columns)
    )


def tags(dataset: Dataset) -> dict[str, str]:
    """The dataset's machine tags."""
    return dict(components(dataset, MachineTag, "name", "value"))


def errors(source: HarvestSource) -> list[str]:
    """What is wrong with the source's records."""
    return [error["error"] for record in source.documents.order_by("pk") for error in record.validation_errors]


def test_a_new_resource_becomes_a_dataset_with_all_that_the_list_says(
    toolkit: Toolkit, source: HarvestSource, tmp_path: Path
) -> None:
    toolkit.lists = ("rss", "v1")
    toolkit.publish(Published("birds", key=KEY, archive=archive(tmp_path), kind="checklist", records=2))

    run = harvest(source)

    dataset = Dataset.live().get()
    assert (run.state, counts(run)) == (RunState.OK, (1, 0, 0, 0))
    assert (dataset.title, dataset.type, dataset.language, dataset.license) == (
        "Birds of the coast", "CHECKLIST", "eng", "UNSPECIFIED",
    )  # fmt: skip
    assert (dataset.publishing_organization, dataset.installation) == (source.organization, source.installation)
    assert components(dataset, Endpoint, "type", "url") == [
        ("EML", f"{toolkit.base}/eml.do?r=birds"),
        ("DWC_ARCHIVE", f"{toolkit.base}/archive.do?r=birds"),
    ]
    assert components(dataset, Identifier, "type", "identifier") == [
        ("UUID", KEY),
        ("URL", f"{toolkit.base}/resource?r=birds"),
    ]
    assert tags(dataset) == {"resource": "birds", "declaredCount": "2"}


def test_the_archive_of_a_resource_gives_records_and_figures(
    toolkit: Toolkit, source: HarvestSource, tmp_path: Path
) -> None:
    toolkit.publish(Published("pumas", archive=archive(tmp_path)))
    harvest(source)

    assert crawls.work() == 1

    dataset = Dataset.live().get()
    assert dataset.type == "CHECKLIST"
    assert ChecklistMetrics.objects.get(dataset=dataset).usages == 2


def test_a_change_of_what_was_crawled_is_crawled_again(toolkit: Toolkit, source: HarvestSource, tmp_path: Path) -> None:
    resource = Published("pumas", archive=archive(tmp_path))
    toolkit.publish(resource)
    harvest(source)
    crawls.work()

    resource.version = "1.1"
    resource.eml = Published("pumas").document()
    assert counts(harvest(source)) == (0, 0, 1, 0)

    assert CrawlRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("policy", "content", "reason"),
    [("USUAL", b"x" * 1000, "1,000"), ("NEVER", b"x", "")],
)
def test_archives_are_fetched_as_the_source_says(
    toolkit: Toolkit, source: HarvestSource, policy: str, content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harvesting.registration.USUAL_ARCHIVE", 100)
    sources.change(source, {"archives": policy}, actor=factories.actor())
    toolkit.publish(Published("birds", archive=content))
    harvest(source)

    assert CrawlRequest.objects.count() == bool(reason)
    crawls.work()

    assert not ChecklistMetrics.objects.exists()


def test_what_the_list_says_is_the_same_is_not_even_asked_for(
    toolkit: Toolkit, source: HarvestSource, waf: WafServer
) -> None:
    toolkit.publish(Published("birds"), Published("fish"))
    harvest(source)

    assert counts(harvest(source)) == (0, 0, 2, 0)

    assert waf.requests["/ipt/eml.do"] == 2


def test_a_new_version_changes_its_dataset_only(toolkit: Toolkit, source: HarvestSource, waf: WafServer) -> None:
    toolkit.publish(Published("birds"), Published("fish", title="Fish"))
    harvest(source)

    toolkit.publish(Published("fish", title="Fish, revised", version="1.1", published=PUBLISHED + timedelta(days=1)))

    assert counts(harvest(source)) == (0, 1, 1, 0)
    assert set(Dataset.live().values_list("title", flat=True)) == {"Birds of the coast", "Fish, revised"}
    assert waf.requests["/ipt/eml.do"] == 3


def test_a_resource_that_vanishes_takes_its_dataset_along_and_brings_it_back(
    toolkit: Toolkit, source: HarvestSource
) -> None:
    birds, fish, bats = Published("birds"), Published("fish"), Published("bats")
    toolkit.publish(birds, fish, bats)
    harvest(source)
    keys = set(Dataset.live().values_list("pk", flat=True))

    toolkit.withdraw("fish")
    run = harvest(source)
    assert (run.removed, Dataset.live().count()) == (1, 2)

    toolkit.publish(fish)
    harvest(source)
    assert set(Dataset.live().values_list("pk", flat=True)) == keys


def test_far_fewer_resources_than_before_delete_nothing(toolkit: Toolkit, source: HarvestSource) -> None:
    toolkit.publish(*(Published(f"r{number}") for number in range(8)))
    harvest(source)
    toolkit.withdraw(*(f"r{number}" for number in range(6)))

    run = harvest(source)

    assert (run.state, run.missing, Dataset.live().count()) == (RunState.FAILED, 6, 8)


@pytest.mark.parametrize(
    ("lists", "number", "generator", "is_partial"),
    [
        (("rss",), 25, "GBIF IPT 2.3.4-r68469e8", True),
        (("rss",), 24, "GBIF IPT 2.3.4-r68469e8", False),
        (("rss",), 25, "GBIF IPT 2.4.0", False),
        (("rss",), 25, "GBIF IPT 3.0.5-r1", False),
        (("rss",), 25, "", True),
        (("v1",), 3, "", True),
        (("v2",), 25, "", False),
        (("rss", "v2"), 25, "GBIF IPT 2.3.4", False),
    ],
)
def test_a_list_that_is_not_complete_deletes_nothing(
    toolkit: Toolkit, source: HarvestSource, lists: tuple[str, ...], number: int, generator: str, is_partial: bool
) -> None:
    toolkit.publish(Published("old"))
    harvest(source)
    toolkit.lists, toolkit.generator = lists, generator
    toolkit.resources = []
    toolkit.publish(*(Published(f"r{each}", key=f"00000000-0000-4000-8000-{each:012}") for each in range(number)))

    run = harvest(source)

    assert (run.state, run.is_partial, run.removed) == (RunState.OK, is_partial, int(not is_partial))


def test_a_list_that_the_toolkit_has_but_could_not_send_makes_the_run_partial(
    toolkit: Toolkit, source: HarvestSource, waf: WafServer
) -> None:
    toolkit.publish(Published("birds"), Published("fish"))
    harvest(source)
    waf.script("/ipt/inventory/v2/dataset", lambda request: request.reply(b"", 500))
    toolkit.withdraw("fish")

    run = harvest(source)

    assert (run.state, run.is_partial, Dataset.live().count()) == (RunState.OK, True, 2)
    assert source.documents.get(file_id="fish").missing_since is None


def test_without_any_list_the_run_fails(toolkit: Toolkit, source: HarvestSource) -> None:
    toolkit.lists = ()

    run = harvest(source)

    assert (run.state, run.failure_code, run.failure_kind) == (RunState.FAILED, 404, "HTTP")


# ------------------------------------------------------------------- which dataset a resource is (E.3)


def registered(source: HarvestSource, **values: Any) -> Dataset:
    """A dataset of the source's organization and installation."""
    common = {"publishing_organization": source.organization, "installation": source.installation, "title": "As it was"}
    return factories.dataset(**common | values)


def by_identifier(source: HarvestSource) -> Dataset:
    dataset = registered(source)
    factories.component(dataset, Identifier, type="UUID", identifier=KEY)
    return dataset


def by_address(source: HarvestSource) -> Dataset:
    dataset = registered(source)
    url = source.url.replace("http:", "https:").replace("rss.do", "eml.do?v=7.1&r=birds")
    factories.component(dataset, Endpoint, type="EML", url=url)
    return dataset


@pytest.mark.parametrize(
    "register",
    [
        lambda source: registered(source, key=KEY),
        by_identifier,
        by_address,
        lambda source: registered(source, doi="10.5072/birds"),
    ],
    ids=["key", "identifier", "address", "doi"],
)
def test_a_resource_is_found_among_the_registered_datasets(
    toolkit: Toolkit, source: HarvestSource, register: Any
) -> None:
    dataset = register(source)
    factories.component(dataset, Contact, type="ORIGINATOR", last_name="Former", primary=True)
    toolkit.publish(Published("birds", key=KEY, doi="10.5072/birds"))

    run = harvest(source)

    dataset.refresh_from_db()
    assert counts(run) == (0, 1, 0, 0)
    assert (Dataset.live().count(), dataset.title, dataset.type) == (1, "Birds of the coast", "OCCURRENCE")
    assert components(dataset, Contact, "last_name") == [("Berg",)]
    assert tags(dataset)["resource"] == "birds"


def test_an_equal_title_proves_nothing(toolkit: Toolkit, source: HarvestSource) -> None:
    registered(source, title="Birds of the coast")
    toolkit.publish(Published("birds"))

    harvest(source)

    assert Dataset.live().filter(title="Birds of the coast").count() == 2


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (lambda: {"publishing_organization": factories.organization()}, "another organization"),
        (lambda: {"installation": factories.installation(title="Other IPT")}, "another installation, 'Other IPT'"),
    ],
)
def test_what_belongs_to_somebody_else_is_a_conflict_and_stays(
    toolkit: Toolkit, source: HarvestSource, values: Any, reason: str
) -> None:
    dataset = registered(source, key=KEY, **values())
    toolkit.publish(Published("birds", key=KEY), Published("fish", title="Fish"))

    first, second = harvest(source), harvest(source)

    dataset.refresh_from_db()
    assert (counts(first), counts(second)) == ((1, 0, 0, 1), (0, 0, 1, 1))
    assert dataset.title == "As it was"
    assert len(errors(source)) == 1
    assert str(dataset.pk) in errors(source)[0]
    assert reason in errors(source)[0]


def test_a_dataset_of_a_disabled_installation_is_no_conflict(toolkit: Toolkit, source: HarvestSource) -> None:
    dataset = registered(source, key=KEY, installation=factories.installation(disabled=True))
    toolkit.publish(Published("birds", key=KEY))

    harvest(source)

    dataset.refresh_from_db()
    assert (dataset.title, dataset.installation.disabled) == ("Birds of the coast", True)


def test_a_dataset_whose_installation_is_gone_moves_to_that_of_the_source(
    toolkit: Toolkit, source: HarvestSource
) -> None:
    dataset = factories.dataset(publishing_organization=source.organization)
    lifecycle.delete(dataset.installation, actor=factories.actor())
    toolkit.publish(Published("birds", key=str(dataset.pk)))

    harvest(source)

    moved = Dataset.live().get()
    assert (moved.pk, moved.installation) == (dataset.pk, source.installation)
    assert not list(rendering.differences(Dataset))


def test_two_resources_that_are_one_dataset_are_a_conflict(toolkit: Toolkit, source: HarvestSource) -> None:
    registered(source, key=KEY)
    toolkit.publish(Published("birds", key=KEY), Published("bats", key=KEY))

    run = harvest(source)

    assert counts(run) == (0, 1, 0, 1)
    assert errors(source) == [f"It leads to dataset {KEY}, as resource 'birds' does."]


def test_what_a_curator_deleted_is_not_made_anew(toolkit: Toolkit, source: HarvestSource) -> None:
    dataset = registered(source, key=KEY)
    lifecycle.delete(dataset, actor=factories.actor())
    toolkit.publish(Published("birds", key=KEY))

    harvest(source)

    assert not Dataset.live().exists()
    assert errors(source) == [f"Dataset {KEY} was deleted by a curator."]


def test_a_resource_by_another_name_keeps_its_dataset(toolkit: Toolkit, source: HarvestSource) -> None:
    toolkit.publish(Published("birds", key=KEY), Published("fish"), Published("bats"))
    harvest(source)
    key = source.documents.get(file_id="birds").dataset_id
    toolkit.withdraw("birds")
    toolkit.publish(Published("seabirds", key=KEY))

    run = harvest(source)

    assert (run.state, run.removed, Dataset.live().count()) == (RunState.OK, 1, 3)
    assert source.documents.get(file_id="seabirds").dataset_id == key


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_dataset_that_was_registered_before_or_is_locked_outlives_the_list(
    toolkit: Toolkit, source: HarvestSource, is_locked: bool
) -> None:
    if not is_locked:
        registered(source, key=KEY)
    toolkit.publish(Published("birds", key=KEY), Published("fish"), Published("bats"))
    harvest(source)
    dataset = Dataset.live().get(title="Birds of the coast", harvested_documents__file_id="birds")
    Dataset.objects.filter(pk=dataset.pk).update(locked_for_auto_update=is_locked)
    toolkit.withdraw("birds")

    run = harvest(source)

    assert (run.removed, Dataset.live().filter(pk=dataset.pk).exists()) == (1, True)
    assert "resource" not in tags(dataset)


def test_a_locked_dataset_keeps_its_fields_and_gets_its_endpoints(toolkit: Toolkit, source: HarvestSource) -> None:
    dataset = registered(source, key=KEY, locked_for_auto_update=True)
    toolkit.publish(Published("birds", key=KEY))

    harvest(source)

    dataset.refresh_from_db()
    assert dataset.title == "As it was"
    assert components(dataset, Endpoint, "type") == [("EML",)]


def test_endpoints_that_others_added_stay(toolkit: Toolkit, source: HarvestSource, tmp_path: Path) -> None:
    resource = Published("birds", archive=archive(tmp_path))
    toolkit.publish(resource)
    harvest(source)
    dataset = Dataset.live().get()
    factories.component(dataset, Endpoint, type="BIOCASE", url="https://biocase.example/x")

    toolkit.publish(Published("birds", version="2.0"))
    harvest(source)

    assert components(dataset, Endpoint, "type") == [("EML",), ("BIOCASE",)]


def test_deleting_the_source_deletes_what_it_made_only(toolkit: Toolkit, source: HarvestSource) -> None:
    before = registered(source, key=KEY)
    toolkit.publish(Published("birds", key=KEY), Published("fish"))
    harvest(source)

    sources.delete(source, actor=factories.actor())

    assert list(Dataset.live().values_list("pk", flat=True)) == [before.pk]


# ------------------------------------------------------------------- the installation (E.2)


def test_a_new_source_of_an_ipt_makes_its_installation_and_the_feed_introduces_it(
    toolkit: Toolkit, source: HarvestSource
) -> None:
    toolkit.publish(Published("birds"))
    harvest(source)
    installation = source.installation
    installation.refresh_from_db()

    assert (installation.type, installation.title) == ("IPT_INSTALLATION", "Coast IPT")
    assert installation.description == "All resources of the coast"
    assert components(installation, Endpoint, "type", "url") == [("FEED", f"{toolkit.base}/rss.do")]
    assert components(installation, Identifier, "type", "identifier") == [("UUID", toolkit.identifier)]
    assert components(installation, Contact, "type", "first_name", "last_name", "email") == [
        ("TECHNICAL_POINT_OF_CONTACT", "Kim van", "Berg", ["kim@example.org"])
    ]
    assert components(installation, MachineTag, "name", "value") == [("version", "GBIF IPT 3.0.5-r1")]


@pytest.mark.parametrize("person", ["kim@localhost (Kim)", "kim@.. (Kim)", f"kim@example.org ({'x' * 5000})"])
@pytest.mark.parametrize("title", ["x", "t" * 5000])
def test_a_toolkit_that_says_nonsense_of_itself_is_harvested_all_the_same(
    toolkit: Toolkit, source: HarvestSource, title: str, person: str
) -> None:
    toolkit.title, toolkit.person = title, person
    toolkit.publish(Published("birds"))

    run = harvest(source)

    assert (run.state, run.failure_message, run.created) == (RunState.OK, "", 1)


def test_afterwards_only_the_version_of_the_installation_is_kept_current(
    toolkit: Toolkit, source: HarvestSource
) -> None:
    toolkit.publish(Published("birds"))
    harvest(source)
    lifecycle.change(source.installation, {"title": "By hand"}, actor=factories.actor())
    toolkit.generator = "GBIF IPT 3.1.0"

    harvest(source)

    source.installation.refresh_from_db()
    assert source.installation.title == "By hand"
    assert components(source.installation, MachineTag, "value") == [("GBIF IPT 3.1.0",)]


def test_the_installation_is_found_by_the_address_of_its_feed(toolkit: Toolkit, make_source: MakeSource) -> None:
    installation = factories.installation(type="IPT_INSTALLATION")
    url = toolkit.base.replace("http:", "https:") + "/rss.do"
    factories.component(installation, Endpoint, type="FEED", url=url)

    source = make_source(url=toolkit.base, harvest_type="IPT", organization=installation.organization)

    assert source.installation == installation


def test_the_installation_is_found_by_its_identifier_once_the_feed_is_read(
    toolkit: Toolkit, make_source: MakeSource
) -> None:
    installation = factories.installation(type="IPT_INSTALLATION")
    factories.component(installation, Identifier, type="UUID", identifier=toolkit.identifier)
    source = make_source(url=toolkit.base, harvest_type="IPT", organization=installation.organization)
    toolkit.publish(Published("birds"))

    harvest(source)

    source.refresh_from_db()
    assert source.installation == installation
    assert Dataset.live().get().installation == installation
    assert Installation.live().filter(organization=installation.organization).count() == 1


def test_an_unpublished_source_is_for_looking_only(toolkit: Toolkit, make_source: MakeSource) -> None:
    toolkit.publish(Published("birds", key=KEY))
    source = make_source(url=toolkit.base, harvest_type="IPT", publish=False)

    harvest(source)
    assert not Dataset.live().exists()

    sources.change(source, {"publish": True}, actor=factories.actor())
    source.refresh_from_db()
    assert counts(harvest(source)) == (1, 0, 0, 0)
    assert tags(Dataset.live().get())["resource"] == "birds"


@pytest.mark.parametrize(("policy", "status"), [("ALWAYS", 204), ("NEVER", 204), ("SOMETIMES", 400), (7, 400)])
def test_programs_say_which_archives_are_fetched(source: HarvestSource, policy: Any, status: int) -> None:
    call = Caller(factories.editor_user(source.organization))
    shown = call("get", f"/{source.pk}").json()

    assert shown["archives"] == "USUAL"
    assert call("put", f"/{source.pk}", shown | {"archives": policy}).status_code == status


def test_the_command_line_says_how_many_archives_wait(toolkit: Toolkit, source: HarvestSource, tmp_path: Path) -> None:
    told = StringIO()
    toolkit.publish(Published("birds", archive=archive(tmp_path)), Published("fish"))

    call_command("harvest", source.pk, stdout=told, stderr=StringIO())

    assert "1 archives wait for a worker that reads their data." in told.getvalue()

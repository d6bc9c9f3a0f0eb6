"""What happens to documents that a source no longer lists (harvest contract 3.5; RELIABILITY I1, I2)."""

import pytest

from entities.exceptions import WrongState
from entities.models import Dataset
from harvesting import pipeline, removal
from harvesting.models import HarvestRun, HarvestSource
from harvesting.removal import is_suspicious
from harvesting.vocabulary import RunState
from tests import factories
from tests.behaviours import answer, login_page, status
from tests.harvesting.conftest import counts, harvest
from tests.harvesting.documents import document, folder
from tests.servers import Behaviour, WafServer, serve

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("missing", "live", "expected"),
    [
        (0, 10, False), (1, 1, False), (1, 2, False), (1, 20, False), (5, 20, False), (6, 20, True), (10, 20, True),

        (6, 59, True), (6, 60, False), (2, 2, True), (2, 4, True), (2, 5, False), (100, 1000, False),
        (101, 1000, True), (1000, 1000, True),
    ],
)  # fmt: skip
def test_more_than_a_few_or_a_tenth_or_half_is_suspicious(missing: int, live: int, expected: bool) -> None:
    assert is_suspicious(missing, live) is expected


def test_one_that_is_gone_is_removed(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(20)
    harvest(source)
    del waf.files["gauge-007.xml"]

    run = harvest(source)

    gone = source.documents.get(identity="gauge-007")
    assert (run.state, counts(run), run.removed) == (RunState.OK, (0, 0, 19, 0), 1)
    assert gone.removed is not None
    assert gone.dataset.deleted is not None  # type: ignore[union-attr]
    assert Dataset.live().count() == 19


def test_one_that_comes_back_gets_its_dataset_back(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(20)
    harvest(source)
    key = source.documents.get(identity="gauge-007").dataset_id
    content = waf.files.pop("gauge-007.xml")
    harvest(source)
    waf.files["gauge-007.xml"] = content

    run = harvest(source)

    assert counts(run) == (0, 1, 19, 0)
    assert Dataset.live().filter(pk=key).exists()
    assert source.documents.get(identity="gauge-007").removed is None


@pytest.mark.parametrize("left", [0, 10])
def test_a_listing_that_lacks_many_removes_nothing(waf: WafServer, source: HarvestSource, left: int) -> None:
    waf.files |= folder(20) | {"sub/readme.txt": b"."}
    harvest(source)
    waf.files = dict(list(waf.files.items())[20 - left : 20]) | {"sub/readme.txt": b"."}

    run = harvest(source)

    assert (run.state, run.removed) == (RunState.FAILED, 0)
    assert Dataset.live().count() == 20
    assert source.documents.filter(removed=None).count() == 20


def test_a_suspicious_listing_says_how_much_is_missing_and_since_when(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(20)
    harvest(source)
    waf.files = folder(10)

    run = harvest(source)

    assert (run.missing, source.documents.exclude(missing_since=None).count()) == (10, 10)
    assert "10 of 20" in run.failure_message


def test_a_curator_confirms_one_listing(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(20)
    harvest(source)
    waf.files = folder(10)
    suspicious = harvest(source)

    confirmed = removal.confirm(suspicious, actor=factories.actor("curator"))
    pipeline.execute(confirmed.pk)

    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.removed, Dataset.live().count()) == (RunState.OK, 10, 10)
    assert confirmed.removal_confirmed_by == "curator"


def test_a_confirmation_does_not_hold_for_another_listing(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(20)
    harvest(source)
    waf.files = folder(10)
    suspicious = harvest(source)
    waf.files = folder(4)

    confirmed = removal.confirm(suspicious, actor=factories.actor())
    pipeline.execute(confirmed.pk)

    confirmed.refresh_from_db()
    assert (confirmed.state, Dataset.live().count()) == (RunState.FAILED, 20)


def test_only_a_suspicious_run_can_be_confirmed(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(2)
    with pytest.raises(WrongState):
        removal.confirm(harvest(source), actor=factories.actor())


@pytest.mark.parametrize(
    "behaviour",
    [status(404), status(401), login_page(), answer("<html>Down for maintenance</html>"), answer("[]", "text/json")],
)
def test_a_source_that_misbehaves_loses_nothing_and_heals(
    waf: WafServer, source: HarvestSource, behaviour: Behaviour
) -> None:
    waf.files |= folder(8)
    harvest(source)
    waf.script("/", behaviour)

    failed = harvest(source)

    assert (failed.state, failed.removed, Dataset.live().count()) == (RunState.FAILED, 0, 8)
    assert failed.failure_message
    assert failed.failure_code in (401, 404, 500)
    waf.script("/", serve)
    assert counts(harvest(source)) == (0, 0, 8, 0)


def test_a_source_whose_documents_all_fail_is_given_up(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(40)
    harvest(source)
    for name in waf.files:
        waf.script(f"/{name}", status(403))

    run = harvest(source)

    assert (run.state, run.failure_code, run.removed) == (RunState.FAILED, 403, 0)
    assert Dataset.live().count() == 40
    assert HarvestRun.objects.filter(state=RunState.OK).count() == 1


def test_a_document_that_never_was_readable_goes_with_its_record(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(6) | {"bad.xml": b"<a"}
    harvest(source)
    waf.files["bad.xml"] = document("good")

    run = harvest(source)

    assert (counts(run), run.removed, source.documents.count()) == ((1, 0, 6, 0), 0, 7)

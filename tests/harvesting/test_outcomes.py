"""What each run did with each document is kept (FEATURES 4, needs 9, 10 and 23)."""

from datetime import timedelta

import pytest
from django.db.models import F

from harvesting import outcomes
from harvesting.models import DocumentOutcome, HarvestRun, HarvestSource
from harvesting.vocabulary import Outcome, RunState
from tests.behaviours import status
from tests.harvesting.conftest import harvest
from tests.harvesting.documents import MALFORMED, document, folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def _outcomes(run: HarvestRun) -> dict[str, str]:
    return {url.rpartition("/")[2]: outcome for url, outcome in run.outcomes.values_list("url", "outcome")}


def test_each_run_keeps_what_it_did_and_why(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(20) | {"bad.xml": MALFORMED, "gone.xml": document("gone"), "late.xml": document("late")}
    waf.script("/late.xml", status(404))
    first = harvest(source)
    del waf.files["gone.xml"]
    waf.files["new.xml"] = document("new")
    waf.script("/late.xml", status(410))
    second = harvest(source)

    told = _outcomes(first)
    assert (len(told), told["bad.xml"], told["gone.xml"], told["late.xml"]) == (23, "BAD", "CREATED", "BAD")
    assert first.outcomes.get(url__endswith="bad.xml").errors[0]["error"].startswith("XML Syntax Error:")
    assert _outcomes(second) == {"new.xml": "CREATED", "gone.xml": "REMOVED", "late.xml": "BAD"}
    assert "answered 410" in second.outcomes.get(url__endswith="late.xml").errors[0]["error"]


def test_counts_of_a_run_are_the_number_of_its_outcomes(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(30) | {"bad.xml": MALFORMED}
    run = harvest(source)

    for outcome in (Outcome.CREATED, Outcome.UPDATED, Outcome.BAD):
        assert run.outcomes.filter(outcome=outcome).count() == getattr(run, outcome.lower())


def test_a_suspicious_run_says_what_is_missing(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(20)
    harvest(source)
    for name in list(waf.files)[:12]:
        del waf.files[name]

    run = harvest(source)

    assert (run.state, run.missing) == (RunState.FAILED, 12)
    assert list(run.outcomes.values_list("outcome", flat=True)) == [Outcome.MISSING] * 12


def test_outcomes_of_the_last_runs_are_kept_and_runs_for_their_time(
    waf: WafServer, source: HarvestSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "RUNS_WITH_OUTCOMES", 2)
    for number in range(3):
        waf.files["a.xml"] = document("a", f"Version {number}")
        run = harvest(source)
    assert DocumentOutcome.objects.values("run").distinct().count() == 2
    assert HarvestRun.objects.count() == 3

    HarvestRun.objects.exclude(pk=run.pk).update(finished=F("finished") - timedelta(days=500))
    assert outcomes.forget_runs() == 2
    assert HarvestRun.objects.get() == run

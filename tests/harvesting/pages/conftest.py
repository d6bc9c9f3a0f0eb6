"""Sources with a past, without a network: rows as runs leave them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from harvesting import sources
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import Outcome, RunState, Trigger
from tests import factories

MakeSource = Callable[..., HarvestSource]


@pytest.fixture
def make() -> MakeSource:
    """Makes sources; names that are no column of a new source are set as runs would set them."""
    made = iter(range(1, 1000))

    def make_one(**values: Any) -> HarvestSource:
        number = next(made)
        given = {"name": f"Source {number}", "url": f"https://data.example.org/{number}/", "publish": True}
        given |= {name: values.pop(name) for name in list(values) if name in sources.WRITABLE}
        given["organization"] = given.get("organization") or factories.organization()
        source = sources.create(given, actor=factories.actor())
        if values:
            HarvestSource.objects.filter(pk=source.pk).update(**values)
            source.refresh_from_db()
        return source

    return make_one


def ended(good: int, bad: int, **values: Any) -> dict[str, Any]:
    """What a source remembers of a run with so many records."""
    counts = {"last_record_count": good + bad, "last_good_count": good, "last_bad_count": bad}
    return {"last_outcome": RunState.OK, "last_started": timezone.now()} | counts | values


def run_of(source: HarvestSource, state: RunState = RunState.OK, **values: Any) -> HarvestRun:
    """A run of the source; its counts add up."""
    moment = timezone.now()
    good, bad = values.pop("good", 0), values.pop("bad", 0)
    active = state in (RunState.QUEUED, RunState.RUNNING)
    return HarvestRun.objects.create(
        **{"source": source, "trigger": Trigger.MANUAL, "requested_by": "anna", "state": state, "queued": moment}
        | {"started": moment, "finished": None if active else moment, "found": good + bad, "created": good + bad}
        | {"good_count": good, "bad_count": bad}
        | values
    )


def record_of(source: HarvestSource, number: int = 1, **values: Any) -> HarvestedDocument:
    """A record of the source."""
    moment = timezone.now()
    name = f"gauge-{number}"
    return HarvestedDocument.objects.create(
        **{"source": source, "identity": name, "file_id": name, "url": f"{source.url}{name}.xml", "title": name}
        | {"outcome": Outcome.CREATED, "readable": True, "update_time": moment, "last_seen": moment}
        | values
    )

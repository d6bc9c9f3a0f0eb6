"""Harvest one source in the foreground."""

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from entities.exceptions import RegistryError
from entities.models import CrawlRequest, Organization
from entities.permissions import Actor, Channel
from harvesting import pipeline, previewing, scheduling, sources
from harvesting.exceptions import HarvestError
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import LISTED_OUTCOMES, HarvestType, RunState, Trigger

ACTOR = Actor("harvest-command", Channel.COMMAND)
_OUTCOMES = tuple(outcome.value.lower() for outcome in LISTED_OUTCOMES)


class Command(BaseCommand):
    """Runs in this process; workers that are there join in. Exit code 1 where the run fails."""

    help = "Harvest one source in the foreground, with progress and a summary that adds up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which source, or where and for whom."""
        parser.add_argument("source", metavar="SOURCE|URL", help="identifier or URL of a source")
        parser.add_argument("--organization", type=UUID, metavar="KEY", help="register a URL that is no source yet")
        parser.add_argument("--type", choices=HarvestType.values, default=HarvestType.WAF.value)
        parser.add_argument("--unpublished", action="store_true", help="register it for preview: no datasets are made")
        parser.add_argument("--dry-run", action="store_true", help="list, fetch and validate; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find or register the source, run it, tell what came of it."""
        try:
            source = _stored(options["source"])
            if options["dry_run"]:
                self._preview(source or HarvestSource(url=options["source"], harvest_type=options["type"]))
            else:
                self._harvest(source or self._registered(options))
        except (HarvestError, RegistryError) as error:
            raise CommandError(str(error)) from error

    def _registered(self, options: dict[str, Any]) -> HarvestSource:
        if options["organization"] is None:
            raise CommandError("There is no such source. To register a URL, say for whom: --organization KEY")
        organization = Organization.objects.filter(pk=options["organization"]).first()
        if organization is None:
            raise CommandError(f"There is no organization {options['organization']}.")
        values = {
            "url": options["source"],
            "harvest_type": options["type"],
            "organization": organization,
            "publish": not options["unpublished"],
        }
        source = sources.create(values, actor=ACTOR)
        self.stdout.write(f"Registered {source.url} as harvest {source.pk} of {organization.title}.")
        return source

    def _harvest(self, source: HarvestSource) -> None:
        run, is_new = scheduling.start(source, Trigger.COMMAND, actor=ACTOR, send=False)
        if not is_new:
            raise CommandError(f"A run of this source is {run.get_state_display()} already (since {run.queued:%H:%M}).")
        with _progress() as progress:
            task = progress.add_task("listing", total=None)

            def observe(counts: "Counter[str]") -> None:
                found = HarvestRun.objects.values_list("found", flat=True).get(pk=run.pk)
                done = sum(counts[name] for name in _OUTCOMES)
                progress.update(task, description="documents", total=found, advance=done)

            pipeline.execute(run.pk, observe)
        run.refresh_from_db()
        self.stdout.write(_summary(run.found, Counter({name: getattr(run, name) for name in _SHOWN}), run.removed))
        waiting = CrawlRequest.objects.filter(dataset__harvested_documents__source=source).count()
        if waiting:
            self.stdout.write(f"{waiting} archives wait for a worker that reads their data.")
        if run.state != RunState.OK:
            raise CommandError(f"The run {run.outcome}: {run.failure_message}")

    def _preview(self, source: HarvestSource) -> None:
        totals: Counter[str] = Counter()
        with _progress() as progress:
            task = progress.add_task("documents", total=None)
            seen = previewing.preview(source, lambda found: progress.update(task, total=found))
            for url, errors, counts in seen:
                totals += counts
                progress.advance(task)
                for error in errors:
                    self.stdout.write(f"{url}, line {error['line_number']}: {error['error']}")
        found = sum(totals[name] for name in _OUTCOMES)
        self.stdout.write(_summary(found, totals, 0) + " Nothing was written.")


_SHOWN = (*_OUTCOMES, "fetched", "good_count", "bad_count")


def _stored(name: str) -> HarvestSource | None:
    live = HarvestSource.objects.live().select_related("organization")
    return live.filter(pk=name).first() or live.filter(url=name).first()


def _progress() -> Progress:
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(file=sys.stderr))


def _summary(found: int, counts: "Counter[str]", removed: int) -> str:
    outcomes = ", ".join(f"{counts[name]} {name}" for name in _OUTCOMES)
    return (
        f"{found} documents found: {outcomes}. {counts['fetched']} fetched, {removed} removed. "
        f"{counts['good_count']} records without errors, {counts['bad_count']} with errors."
    )

"""Looks at a source without writing anything: what it lists, and what is wrong with its documents."""

from collections import Counter
from collections.abc import Callable, Iterator

from harvesting.http import HttpClient
from harvesting.models import HarvestSource
from harvesting.pipeline import open_protocol
from harvesting.prefetching import Prefetcher
from harvesting.reading import Failed, Reading, RecordError, read
from harvesting.vocabulary import Outcome

Listed = Callable[[int], None]


def preview(source: HarvestSource, listed: Listed) -> Iterator[tuple[str, list[RecordError], "Counter[str]"]]:
    """For each document its URL, its errors, and counts as a run would have them; `listed` is told how many there are.

    The source need not be stored. HarvestError where it cannot be listed completely.
    """
    with HttpClient.from_settings(connections=source.connections, allowed_hosts=source.allowed_hosts) as http:
        protocol = open_protocol(source, http)
        references = list(protocol.discover())
        listed(len(references))
        with Prefetcher(protocol.fetch) as fetcher:
            for reference in references:
                fetcher.order(None, reference, None)
            fetcher.resize(source.connections)
            left = len(references)
            while left:
                arrival = fetcher.next(timeout=1.0)
                if arrival is not None:
                    left -= 1
                    yield arrival.reference.url, *_judged(read(arrival, None))


def _judged(meaning: object) -> tuple[list[RecordError], "Counter[str]"]:
    if isinstance(meaning, Reading):
        errors = list(meaning.validation_errors)
        outcome = Outcome.BAD if meaning.record is None else Outcome.CREATED
        return errors, _counts(outcome, has_errors=bool(errors), fetched=1)
    if isinstance(meaning, Failed):
        return [{"line_number": "?", "error": meaning.message}], _counts(Outcome.BAD, has_errors=True, fetched=0)
    raise TypeError(f"{meaning!r} cannot come of an unconditional request")


def _counts(outcome: Outcome, *, has_errors: bool, fetched: int) -> "Counter[str]":
    side = "bad_count" if has_errors else "good_count"
    return Counter({outcome.value.lower(): 1, side: 1, "fetched": fetched})

"""What every damaged document must come to, and a long run over one format.

`python -m tests.corpus.fuzzing --format eml --minutes 10` damages the real documents of REGISTRY_CORPUS. A document
must be read or refused in words, within 5 seconds of processor time, by a process that has 500 MB of addresses. What
breaks that is written to a file, whose name is printed, and the run ends with 1.
"""

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import orjson
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
django.setup()

from entities.metadata import RefusedDocument, parse, read_xml
from entities.metadata.eml_writer import Surroundings, eml
from entities.services.document_preview import preview
from tests.corpus.conftest import documents_of
from tests.corpus.mutations import Change, damaged, damages

FORMATS = ("eml", "iso19139", "iso19115-3", "dublin-core")
SECONDS = 5
"""Of the processor, for one document."""
MEMORY = 500 * 1024 * 1024
"""Bytes of addresses, for the whole process."""
LARGEST = 100_000
"""Bytes of the documents that are damaged: larger ones only take longer."""
_BATCH = 100
_KEY = "00000000-0000-4000-8000-000000000000"


def judge(content: bytes) -> bool:
    """Whether the document is read; then it makes a dataset, and the dataset an EML document that can be read."""
    try:
        record = parse(content)
    except RefusedDocument:
        return False
    if record.title is None:
        return False
    dataset = {"key": _KEY, "publishingOrganizationKey": _KEY, **preview(record, "Publisher")}
    orjson.dumps(dataset)
    read_xml(etree.tostring(eml(dataset, Surroundings("Publisher", "http://example.org")), encoding="UTF-8"))
    return True


def contents_of(name: str) -> list[bytes]:
    """The documents of a format that are small enough."""
    contents = (known.content for known in documents_of(name))
    return [content for content in contents if len(content) <= LARGEST]


def main() -> int:
    """One process for each format; the first failure is told, and the exit code counts them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--format", choices=FORMATS, action="append")
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--inside", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.inside:
        return _inside(given.format[0], given.minutes, Path(given.inside))
    return sum(_in_a_process(name, given.minutes) for name in given.format or FORMATS)


def _in_a_process(name: str, minutes: float) -> bool:
    """Whether a run over a format failed; the document it was at is kept then."""
    with tempfile.NamedTemporaryFile(prefix=f"damaged-{name}-", suffix=".xml", delete=False) as file:
        command = [sys.executable, "-m", "tests.corpus.fuzzing", "--format", name, "--minutes", str(minutes)]
        code = subprocess.run([*command, "--inside", file.name], check=False).returncode
    if code == 0:
        Path(file.name).unlink()
        return False
    why = f"took more than {SECONDS} s" if code == -signal.SIGPROF else f"ended with {code}"
    _say(f"{name}: {why}; the document is {file.name}")
    return True


def _inside(name: str, minutes: float, last: Path) -> int:
    """Damage documents of a format until the time is over; `last` holds the one that is tried."""
    contents, end = contents_of(name), time.monotonic() + minutes * 60
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    bounds = settings(
        max_examples=_BATCH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # the document that fails is kept as it is: making it smaller takes minutes
    )
    tried = read = 0
    longest = 0.0

    def check(content: bytes, changes: list[Change]) -> None:
        nonlocal tried, read, longest
        content = damaged(content, changes)
        last.write_bytes(content)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # its signal ends the process, whatever the process is at
        read += judge(content)
        longest = max(longest, SECONDS - signal.setitimer(signal.ITIMER_PROF, 0)[0])
        tried += 1

    while time.monotonic() < end:
        batch = seed(time.time_ns())(given(st.sampled_from(contents), damages)(check))
        bounds(batch)()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(
        f"{name}: {tried:,} damaged documents, {read:,} of them read, in {minutes:g} minutes; "
        f"the longest took {longest:.2f} s, the process {most} MB at most"
    )
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

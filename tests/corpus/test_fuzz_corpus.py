"""Real documents, damaged at random: read, or refused in words; never an error of ours.

`FUZZ_EXAMPLES` says how many are tried for each format; a few in every run of the tests. Long runs, with bounds of time
and memory, are those of `tests.corpus.fuzzing`.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.fuzzing import FORMATS, contents_of, judge
from tests.corpus.mutations import Change, damaged, damages

_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_document_is_read_or_refused(name: str) -> None:
    contents = contents_of(name)

    @settings(max_examples=_EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(st.sampled_from(contents), damages)
    def check(content: bytes, changes: list[Change]) -> None:
        judge(damaged(content, changes))

    check()

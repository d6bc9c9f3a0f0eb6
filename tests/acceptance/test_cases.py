"""Every case has its test."""

import ast
import re
from collections import Counter
from pathlib import Path

from tests.acceptance.cases import CASES

HERE = Path(__file__).resolve().parent


def _tested() -> Counter[str]:
    """The cases that tests of this folder name, and how often."""
    names = [
        node.name
        for file in HERE.glob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]
    return Counter(match[1] for name in names if (match := re.match(r"test_([A-N]\d\d)_", name)))


def test_it_knows_all_cases() -> None:
    assert len(CASES) == len(set(CASES)) == 268


def test_it_tests_each_case() -> None:
    assert sorted({*_tested()}) == CASES


def test_it_skips_none() -> None:
    for file in HERE.glob("test_*.py"):
        if file.name != "test_cases.py":
            assert not re.search(r"mark\.(skip|xfail)|pytest\.skip", file.read_text()), file.name

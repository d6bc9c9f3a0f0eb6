"""Nothing in the samples points at a real host or at a real person's identifier."""

import re
from pathlib import Path

import pytest

from samples.identity import orcid
from samples.reading import FOLDER

HOST = re.compile(r"(?:https?|ftp)://([^/\s\"'<>:?#\\]+)")
MAIL = re.compile(r"[\w.+-]+@([\w.-]+)")
ORCID = re.compile(r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
DOI = re.compile(r"\b10\.\d{4,9}/")
ALLOWED = {
    "orcid.org",
    "creativecommons.org",
    "doi.org",
    "www.w3.org",
    "www.isotc211.org",
    "www.opengis.net",
    "rs.tdwg.org",
}
FIRST_ORCID_OF_PEOPLE = 15_000_000


def texts() -> list[Path]:
    """Committed files of the samples that hold data."""
    return [path for path in sorted(FOLDER.rglob("*")) if path.suffix in (".json", ".tsv", ".xml", ".py", ".md")]


def read(path: Path) -> str:
    """Text of a file in the encoding that it declares."""
    content = path.read_bytes()
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16")
    return content.decode("latin-1" if b"ISO-8859-1" in content[:60] else "utf-8")


def is_reserved(host: str) -> bool:
    """Whether a host name can never belong to anybody."""
    host = host.rstrip(".")
    return host.endswith(".example") or any(
        host == name or host.endswith(f".{name}") for name in ("example.org", "example.net")
    )


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.name)
def test_it_names_only_hosts_that_nobody_can_own(path: Path) -> None:
    content = read(path)

    hosts = {host for host in HOST.findall(content) if "{" not in host and host not in ALLOWED}
    hosts |= {host for host in MAIL.findall(content) if "." in host}

    assert {host for host in hosts if not is_reserved(host)} == set()


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.name)
def test_it_uses_orcids_below_those_of_people_and_test_dois(path: Path) -> None:
    content = read(path)

    numbers = [int(found.replace("-", "")[:15]) for found in ORCID.findall(content)]

    assert all(number < FIRST_ORCID_OF_PEOPLE for number in numbers)
    assert {prefix for prefix in DOI.findall(content) if prefix != "10.5072/"} == set()


@pytest.mark.parametrize("number", [1, 10, 234, 899_999])
def test_it_writes_orcids_with_a_right_check_digit(number: int) -> None:
    digits = orcid(number).removeprefix("https://orcid.org/").replace("-", "")

    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = 10 if digits[-1] == "X" else int(digits[-1])

    assert (total + check) % 11 == 1

"""Typed readers of the environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from registry_site import environment


def test_it_reads_a_value_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from the file\n")
    monkeypatch.setenv("A_SECRET_FILE", str(file))
    assert environment.secret("A_SECRET") == "from the file"


def test_it_names_the_variable_of_a_missing_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match="A_SECRET_FILE"):
        environment.secret("A_SECRET")


def test_it_falls_back_to_the_kept_secret(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert environment.secret("A_SECRET_OF_NOBODY", kept) == ""
    kept.write_text("kept\n")
    assert environment.secret("A_SECRET_OF_NOBODY", kept) == "kept"


@pytest.mark.parametrize(("text", "value"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("No", False)])
def test_it_reads_flags(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("A_FLAG", text)
    assert environment.flag("A_FLAG", default=not value) is value


@pytest.mark.parametrize("text", ["maybe", "2", "truefalse"])
def test_it_refuses_a_flag_that_is_none(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("A_FLAG", text)
    with pytest.raises(ImproperlyConfigured, match="A_FLAG"):
        environment.flag("A_FLAG", default=False)


@pytest.mark.parametrize("text", ["many", "1.5", "-1", "11"])
def test_it_refuses_numbers_out_of_bounds(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("A_NUMBER", text)
    with pytest.raises(ImproperlyConfigured, match="A_NUMBER"):
        environment.integer("A_NUMBER", 5, minimum=0, maximum=10)


def test_it_takes_the_default_for_an_empty_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_NUMBER", " ")
    assert environment.integer("A_NUMBER", 5) == 5


def test_it_refuses_a_word_that_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_CHOICE", "blue")
    with pytest.raises(ImproperlyConfigured, match="red, green"):
        environment.choice("A_CHOICE", "red", ("red", "green"))


def test_it_splits_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_LIST", "a, b ,,c")
    assert environment.items("A_LIST") == ["a", "b", "c"]


@pytest.mark.parametrize("entry", ["127.0.0.1:8080", "10.0.0.0/8:80", "[::1]:8080", "fd00::/8:443"])
def test_it_accepts_addresses_with_a_port(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    monkeypatch.setenv("ALLOWED", entry)
    assert environment.private_addresses("ALLOWED") == [entry]


@pytest.mark.parametrize("entry", ["*", "127.0.0.1", "127.0.0.1:*", "localhost:80", "10.0.0.0/8:0", "10.0.0.1:65536"])
def test_it_refuses_addresses_without_one(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    monkeypatch.setenv("ALLOWED", entry)
    with pytest.raises(ImproperlyConfigured, match="ALLOWED"):
        environment.private_addresses("ALLOWED")


def test_it_reads_a_database_behind_a_socket() -> None:
    settings = environment.database("DATABASE_URL", "postgres://u:p%2Fw@/name?host=/run/database")
    assert (settings["HOST"], settings["NAME"], settings["PASSWORD"]) == ("/run/database", "name", "p/w")


def test_it_keeps_other_options_of_a_database() -> None:
    settings = environment.database("DATABASE_URL", "postgresql://u@db.example.org:5433/name?sslmode=require")
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == ("db.example.org", 5433, {"sslmode": "require"})


@pytest.mark.parametrize("url", ["mysql://u@h/name", "nonsense", "postgres://u@h", "postgres://u@h:port/name"])
def test_it_refuses_what_is_no_postgresql(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database("DATABASE_URL", url)


@pytest.mark.parametrize("url", ["http://host", "redis:", "unix://", "host:6379"])
def test_it_refuses_what_is_no_redis(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        environment.redis("REDIS_URL", url)


def test_it_writes_a_socket_as_celery_reads_it() -> None:
    assert environment.celery_broker("unix:///run/v.sock?db=3") == "redis+socket:///run/v.sock?virtual_host=3"
    assert environment.celery_broker("unix:///run/v.sock") == "redis+socket:///run/v.sock?virtual_host=0"
    assert environment.celery_broker("redis://h:6379/1") == "redis://h:6379/1"


READERS = {
    "addresses": environment.private_addresses,
    "number": lambda name: environment.integer(name, 1),
    "flag": lambda name: environment.flag(name, default=True),
    "database": lambda name: environment.database(name, environment.text(name)),
    "broker": lambda name: environment.redis(name, environment.text(name)),
}


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_it_answers_any_text_with_a_value_or_with_the_name(reader: str, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FREE_TEXT", text)
        assert refusal(reader) is None or "FREE_TEXT" in str(refusal(reader))


def refusal(reader: str) -> ImproperlyConfigured | None:
    """What the reader has to say against the text."""
    try:
        READERS[reader]("FREE_TEXT")
    except ImproperlyConfigured as error:
        return error
    return None

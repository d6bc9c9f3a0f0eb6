"""Wrong passwords are counted, by account, by address and in all (reliability 5)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from entities import logins
from entities.client_address import address_of
from entities.exceptions import TooManyAttempts, WrongCredentials
from entities.models import FailedLogin, User
from tests import factories

pytestmark = pytest.mark.django_db
HERE, THERE = "192.0.2.1", "2001:db8::1"


@pytest.fixture
def kari(db: None) -> User:
    """An account."""
    return factories.account("kari")


def failures(count: int, minutes: float, account: str = "kari", address: str | None = HERE) -> None:
    """So many failures, so long ago."""
    moment = timezone.now() - timedelta(minutes=minutes)
    FailedLogin.objects.bulk_create(FailedLogin(account=account, address=address, moment=moment) for _ in range(count))


def names(count: int, prefix: str = "n") -> Iterator[str]:
    """Accounts of others."""
    return (f"{prefix}{number}" for number in range(count))


@pytest.mark.parametrize(
    ("made", "pause"),
    [
        ([(9, 1)], None),
        ([(10, 1)], 300),
        ([(10, 6)], None),
        ([(10, 1, "kari", THERE)], None),
        ([(99, 30, "kari", THERE)], None),
        ([(100, 30, "kari", THERE)], 3600),
        ([(100, 61, "kari", THERE)], None),
        ([(1, 1, name) for name in names(49)], None),
        ([(1, 1, name) for name in names(50)], 300),
        ([(20, 1, name, f"198.51.100.{number}") for number, name in enumerate(names(50))], 300),
    ],
    ids=range(10),
)
def test_each_limit_holds_for_its_time(kari: User, made: list[Any], pause: int | None) -> None:
    for each in made:
        failures(*each)
    before = FailedLogin.objects.count()
    if pause is None:
        assert logins.log_in("kari", factories.PASSWORD, address=HERE) == kari
        return
    with pytest.raises(TooManyAttempts) as caught:
        logins.log_in("kari", factories.PASSWORD, address=HERE)

    assert caught.value.pause.total_seconds() == pause
    assert FailedLogin.objects.count() == before  # who waits does not wait longer by asking


def test_success_forgets_the_failures_of_this_account_from_this_address(kari: User) -> None:
    failures(5, 1)
    failures(5, 1, "kari", THERE)
    failures(5, 1, "berta")
    logins.log_in("Kari@Example.org", factories.PASSWORD, address=HERE)

    assert set(FailedLogin.objects.values_list("account", "address")) == {
        ("berta", HERE),
        ("kari", THERE),
    }


def test_all_spellings_of_an_account_count_together(kari: User) -> None:
    for name in ("kari", "KARI", "kari@example.org", " kari "):
        with pytest.raises(WrongCredentials):
            logins.log_in(name, "wrong", address=HERE)

    assert set(FailedLogin.objects.values_list("account", flat=True)) == {"kari"}


def test_a_name_that_nobody_has_is_not_kept(db: None) -> None:
    with pytest.raises(WrongCredentials):
        logins.log_in("my-password-in-the-wrong-box", "x", address=None)

    assert "password" not in FailedLogin.objects.get().account


def test_old_failures_are_removed(kari: User) -> None:
    failures(3, 61)
    failures(2, 59)

    assert (logins.forget_old_failures(), FailedLogin.objects.count()) == (3, 2)


@pytest.mark.parametrize(
    ("proxies", "passed", "expected"),
    [
        (0, "203.0.113.9", HERE),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (3, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (1, "", HERE),
        (1, "nonsense", None),
    ],
)
def test_the_address_is_the_one_that_our_own_proxy_saw(
    settings: Any, proxies: int, passed: str, expected: str | None
) -> None:
    settings.NUM_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=passed)

    assert address_of(request) == expected

"""Who registers or forgot a password makes us do the same work, whether there is such an account or not.

Times are not measured here: what takes time is compared, statement by statement.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entities.models import Challenge, OutgoingMail, Registration, User
from entities.services import membership
from entities.services.membership import Application
from registry_site.passwords import RegistryArgon2PasswordHasher
from tests.factories import PASSWORD, account

pytestmark = pytest.mark.django_db

_KINDS = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)|(SELECT)')


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that are hashed, each of which takes as long as all else."""
    found: list[str] = []
    encode = RegistryArgon2PasswordHasher.encode
    monkeypatch.setattr(
        RegistryArgon2PasswordHasher,
        "encode",
        lambda self, password, salt: (found.append(password), encode(self, password, salt))[1],
    )
    return found


def work(done: Callable[[], Any]) -> Counter[str]:
    """How often each table is written, and how many reads there are."""
    with CaptureQueriesContext(connection) as queries:
        done()
    matches = (_KINDS.match(query["sql"]) for query in queries.captured_queries)
    return Counter(match[1] or match[2] for match in matches if match)


def asked(name: str) -> Counter[str]:
    return work(lambda: membership.ask_for_reset(name))


def registered(email: str) -> Counter[str]:
    return work(lambda: membership.register(Application(email, "kelp-forest-of-the-north", "Ada", "Lovelace")))


def test_a_forgotten_password_of_nobody_makes_the_same_work() -> None:
    account("known", email="known@data.example")
    account("locked", email="locked@data.example", is_active=False)

    known = asked("known")
    assert known["entities_challenge"] == known["entities_outgoingmail"] == 1
    assert asked("stranger") == asked("locked") == asked("nul\0") + Counter(SELECT=1) == known
    assert OutgoingMail.objects.count() == Challenge.objects.count() == 1


def test_the_fourth_key_within_an_hour_makes_the_same_work_and_no_mail() -> None:
    account("known", email="known@data.example")
    first = asked("known")
    for _ in range(5):
        again = asked("known")

    assert OutgoingMail.objects.count() == Challenge.objects.count() == 3
    assert again == first - Counter(entities_challenge=1)


@pytest.mark.parametrize(
    ("state", "subject"),
    [
        ({"email_verified": True, "approved": True}, "You have an account already"),
        ({"email_verified": True, "approved": False}, "You have an account already"),
        ({"email_verified": False, "approved": True}, "Confirm your address"),
        ({"email_verified": False, "approved": False}, "Confirm your address"),
    ],
    ids=str,
)
def test_whoever_registers_again_makes_the_same_work(hashes: list[str], state: dict[str, bool], subject: str) -> None:
    known = account("ada", email="ada@data.example", **state)
    hashes.clear()

    new, new_hashes = registered("ada@other.example"), len(hashes)
    again, all_hashes = registered("ADA@data.example"), len(hashes)

    assert new_hashes == 1
    assert all_hashes == 2
    assert set(again) - {"entities_accesstoken"} == set(new)
    assert abs(again.total() - new.total()) <= 8
    assert User.objects.filter(user_name__startswith="ada").count() == 2
    assert Registration.objects.filter(user=known).count() == (not any(state.values()))
    assert OutgoingMail.objects.filter(to="ada@data.example").values_list("subject", flat=True)[0] == subject
    known.refresh_from_db()
    assert known.check_password(PASSWORD) is any(state.values())

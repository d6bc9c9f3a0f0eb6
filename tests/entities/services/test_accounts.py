"""Rules about accounts that hold for every entrance (harvest contract 5, reliability 5)."""

import threading
from typing import Any

import pytest
from django.db import connection

from entities.exceptions import NotPermitted, RegistryError, RuleViolation, WrongState
from entities.models import User
from entities.permissions import Actor, Channel
from entities.services import accounts, rights
from entities.vocabulary import UserRole
from tests import factories

LOCKS: list[dict[str, Any]] = [
    {"roles": [UserRole.USER]},
    {"approved": False},
    {"is_active": False},
    {"email_verified": False},
]


def of(user: User) -> Actor:
    """A person in the admin."""
    return Actor.of(user, Channel.ADMIN)


@pytest.mark.django_db
@pytest.mark.parametrize("values", LOCKS, ids=str)
def test_nobody_locks_out_themselves_nor_the_last_administrator(values: dict[str, Any]) -> None:
    anna, berta = factories.admin_user("anna"), factories.admin_user("berta")

    with pytest.raises(WrongState, match="themselves"):
        accounts.change(anna, values, actor=of(anna))
    accounts.change(anna, values, actor=of(berta))
    with pytest.raises(WrongState, match="last administrator"):
        accounts.change(berta, values, actor=factories.actor())
    assert User.objects.get(user_name="berta").may_log_in


@pytest.mark.django_db(transaction=True)
def test_two_administrators_do_not_demote_each_other_at_once() -> None:
    anna, berta = factories.admin_user("anna"), factories.admin_user("berta")
    refused: list[RegistryError] = []

    def demote(other: User, by: User) -> None:
        try:
            accounts.change(other, {"roles": [UserRole.USER]}, actor=of(by))
        except RegistryError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=demote, args=pair) for pair in ((anna, berta), (berta, anna))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert User.objects.filter(roles__contains=[UserRole.REGISTRY_ADMIN]).count() == 1


@pytest.mark.django_db
def test_people_change_their_own_name_and_nothing_else() -> None:
    kari, berta = factories.account("kari"), factories.account("berta")

    accounts.change(kari, {"first_name": "Kari"}, actor=of(kari))
    for user, values in (
        (kari, {"roles": [UserRole.REGISTRY_ADMIN]}),
        (kari, {"email": "x@example.org"}),
        (kari, {"approved": True}),
        (kari, {"system_settings": {"a": 1}}),
        (berta, {"first_name": "Karin"}),
    ):
        with pytest.raises(NotPermitted):
            accounts.change(user, values, actor=of(kari))
    for change in (accounts.erase, lambda user, actor: rights.give_country(user, "NO", actor=actor)):
        with pytest.raises(NotPermitted):
            change(berta, actor=of(kari))
    with pytest.raises(NotPermitted):
        accounts.set_password(berta, "dulse-and-laver", actor=of(kari))
    with pytest.raises(NotPermitted):
        accounts.create({"user_name": "ola", "email": "ola@example.org"}, None, actor=of(kari))


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [["KING"], ["APP"], ["USER", "REGISTRY_KING"]])
def test_roles_are_those_of_the_vocabulary(roles: list[str]) -> None:
    with pytest.raises(RuleViolation):
        accounts.change(factories.account("kari"), {"roles": roles}, actor=factories.actor())


@pytest.mark.django_db
def test_an_account_without_password_opens_for_nobody() -> None:
    ola = accounts.create({"user_name": "ola", "email": "ola@example.org"}, None, actor=factories.actor())

    assert not ola.has_usable_password()
    assert ola.roles == [UserRole.USER]

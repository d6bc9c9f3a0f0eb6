"""F: endorsement of organizations."""

import re
import uuid
from typing import Any

import pytest

from entities.models import DirectoryContact, Node, Organization, OutgoingMail, User
from tests.acceptance.calls import delete, is_listed, put, status
from tests.entities.api.client import Api, path_of
from tests.factories import account, body, editor_user, node, organization

pytestmark = pytest.mark.django_db

CONTACT = {"type": "ADMINISTRATIVE_POINT_OF_CONTACT", "lastName": "Berg", "email": ["berg@example.org"]}


@pytest.fixture
def endorsing(db: None) -> Node:
    """A node whose manager has an address."""
    found = node(title="Node of the fjords")
    table = Node.components[DirectoryContact]
    table._default_manager.create(
        entity=found, key=1, type="NODE_MANAGER", last_name="Lund", email=["lund@example.org"]
    )
    return found


@pytest.fixture
def applied(api: Api, application: User, endorsing: Node) -> Organization:
    """An organization that an application registered."""
    sent = body(Organization, endorsingNodeKey=str(endorsing.pk), contacts=[CONTACT], comments=[{"content": "Please"}])
    return Organization.objects.get(pk=api.create(Organization, sent, application))


def mailed_key() -> str:
    """The key of confirmation in the mail to the node's manager."""
    message = OutgoingMail.objects.get()
    assert message.to == "lund@example.org"
    return re.search(r"Confirmation key: (\S+)", message.text)[1]  # type: ignore[index]


def state(api: Api, found: Organization) -> tuple[str, bool, bool]:
    """Status, approval, and whether there is a time of endorsement."""
    stored = api.get(path_of(found))
    return stored["endorsementStatus"], stored["endorsementApproved"], "endorsed" in stored


def decide(api: Api, method: str, found: Organization, user: User | None, below: str = "", sent: Any = None) -> int:
    """The status of a decision."""
    return status(api(method, f"{path_of(found)}/endorsement{below}", sent, user=user))


PENDING = ("WAITING_FOR_ENDORSEMENT", False, False)
ENDORSED = ("ENDORSED", True, True)


def test_F01_it_stores_contacts_and_comments_of_an_application(api: Api, applied: Organization) -> None:
    stored = api.get(path_of(applied))

    assert [contact["lastName"] for contact in stored["contacts"]] == ["Berg"]
    assert [comment["content"] for comment in stored["comments"]] == ["Please"]
    assert state(api, applied) == PENDING


def test_F02_it_confirms_by_the_mailed_key(api: Api, application: User, applied: Organization) -> None:
    key = mailed_key()

    wrong = api("POST", f"{path_of(applied)}/endorsement/{uuid.uuid4()}", user=application)
    assert (wrong.status_code, wrong.content) == (201, b"false")
    assert state(api, applied) == PENDING

    right = api("POST", f"{path_of(applied)}/endorsement/{key}", user=application)
    assert (right.status_code, right.content) == (201, b"true")
    assert state(api, applied) == ENDORSED
    assert api("POST", f"{path_of(applied)}/endorsement/{key}", user=application).content == b"false"


def test_F03_it_confirms_by_a_key_in_the_body(api: Api, application: User, applied: Organization) -> None:
    key = mailed_key()

    assert decide(api, "POST", applied, application, sent={}) == 422
    assert decide(api, "POST", applied, application, sent={"confirmationKey": str(uuid.uuid4())}) == 400
    assert decide(api, "POST", applied, application, sent={"confirmationKey": "x"}) == 400
    assert decide(api, "POST", applied, application, sent={"confirmationKey": ""}) == 422
    assert decide(api, "POST", applied, application, sent={"confirmationKey": key}) == 204
    assert state(api, applied) == ENDORSED


def test_F04_it_lets_only_applications_confirm(api: Api, admin: User, applied: Organization) -> None:
    assert decide(api, "POST", applied, admin, f"/{mailed_key()}") == 403
    assert decide(api, "POST", applied, admin, sent={"confirmationKey": mailed_key()}) == 403
    assert decide(api, "POST", applied, None, f"/{mailed_key()}") == 403


def test_F05_it_is_endorsed_by_no_update(api: Api, admin: User) -> None:
    found = organization()

    assert put(api, found, admin, endorsementApproved=True, endorsementStatus="ENDORSED") == 204
    assert state(api, found) == PENDING


def test_F06_it_endorses_once(api: Api, admin: User) -> None:
    found = organization()
    modified = api.get(path_of(found))["modified"]

    assert decide(api, "PUT", found, admin) == 204
    assert state(api, found) == ENDORSED
    assert api.get(path_of(found))["modified"] == modified
    assert decide(api, "PUT", found, admin) == 400


def test_F07_it_asks_for_a_right_on_organization_or_node(api: Api) -> None:
    found = organization()

    assert decide(api, "PUT", found, None) == 403
    assert decide(api, "PUT", found, editor_user(organization())) == 403
    assert decide(api, "PUT", found, account()) == 403
    assert decide(api, "PUT", found, editor_user(found.endorsing_node)) == 204
    assert decide(api, "DELETE", found, editor_user(found)) == 204


def test_F08_it_revokes_once(api: Api, admin: User) -> None:
    found = organization()
    decide(api, "PUT", found, admin)

    assert decide(api, "DELETE", found, admin) == 204
    assert state(api, found) == ("REJECTED", False, False)
    assert decide(api, "DELETE", found, admin) == 400


def test_F09_it_endorses_a_rejected_one(api: Api, admin: User) -> None:
    found = organization()
    decide(api, "POST", found, admin, "/status/REJECTED")

    assert decide(api, "PUT", found, admin) == 204
    assert state(api, found) == ENDORSED


def test_F10_it_takes_any_status_from_an_administrator(api: Api, admin: User) -> None:
    found = organization()

    assert decide(api, "POST", found, admin, "/status/ENDORSED") == 204
    assert state(api, found) == ENDORSED
    assert decide(api, "POST", found, admin, "/status/ON_HOLD") == 204
    assert state(api, found) == ("ON_HOLD", False, False)
    assert decide(api, "POST", found, admin, "/status/FOO") == 400
    assert decide(api, "POST", found, editor_user(found.endorsing_node), "/status/ENDORSED") == 403


def test_F11_it_decides_nothing_about_a_deleted_one(api: Api, admin: User) -> None:
    found = organization()
    delete(api, found, admin)

    assert decide(api, "PUT", found, admin) == 400
    assert decide(api, "DELETE", found, admin) == 400
    assert decide(api, "POST", found, admin, "/status/ENDORSED") == 204
    assert state(api, found) == PENDING


def test_F12_it_endorses_at_once_where_a_create_says_so(api: Api, admin: User) -> None:
    above = node()
    sent = body(Organization, endorsingNodeKey=str(above.pk), endorsementApproved=True)

    for user in (admin, editor_user(above)):
        made = Organization.objects.get(pk=api.create(Organization, sent, user))
        assert state(api, made) == ENDORSED


def test_F13_it_lists_all_but_the_endorsed_as_pending(api: Api, admin: User) -> None:
    above = node()
    waiting, rejected, held, endorsed = (organization(endorsing_node=above) for _ in range(4))
    elsewhere = organization()
    decide(api, "POST", rejected, admin, "/status/REJECTED")
    decide(api, "POST", held, admin, "/status/ON_HOLD")
    decide(api, "PUT", endorsed, admin)

    assert is_listed(api, "/organization/pending", waiting, rejected, held, elsewhere)
    assert is_listed(api, "/node/pendingEndorsement", waiting, rejected, held, elsewhere)
    assert is_listed(api, f"{path_of(above)}/pendingEndorsement", waiting, rejected, held)


def test_F14_it_tells_who_decides(api: Api, admin: User) -> None:
    found = organization()
    deciding, other = editor_user(found.endorsing_node, user_name="lund"), editor_user(user_name="berg")

    assert decide(api, "GET", found, None, f"/user/{deciding.user_name}") == 204
    assert decide(api, "GET", found, None, f"/user/{other.user_name}") == 403
    assert decide(api, "GET", found, None, "/user/nobody") == 403
    assert decide(api, "GET", found, admin, f"/user/{other.user_name}") == 204
    assert status(api("GET", f"/organization/{uuid.uuid4()}/endorsement/user/lund")) == 404


def test_it_tells_the_contacts_what_was_decided(api: Api, admin: User, applied: Organization) -> None:
    """8.4: contacts and node are notified by mail"""
    OutgoingMail.objects.all().delete()
    decide(api, "PUT", applied, admin)

    message = OutgoingMail.objects.get()
    assert message.to == "berg@example.org"
    assert "Endorsed" in message.subject

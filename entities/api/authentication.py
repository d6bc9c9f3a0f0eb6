"""Who calls `/v1`: HTTP Basic, a JSON web token, or a signed request (contract 1.5, 9.1; reliability 5).

A Basic password is verified once a minute for each caller and process.

Cookies never open this API, and a scheme that is not known here counts as no credentials at all.
"""

import base64
import binascii
import hmac
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from django.http import HttpRequest

from entities.api import bearer, signatures
from entities.api.bodies import is_storable
from entities.client_address import address_of
from entities.exceptions import MalformedValue, NotPermitted, WrongCredentials
from entities.logins import log_in
from entities.models import User
from entities.permissions import Actor, Channel
from entities.representation import read_uuid

REMEMBERED_SECONDS = 60
MOST_REMEMBERED = 1000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_SECRET = secrets.token_bytes(32)
IPT_PREFIX = "IPT__"


class Scheme(StrEnum):
    """How a caller proved who it is."""

    BASIC = "basic"
    BEARER = "bearer"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who calls, and how that was proved; `renewal` is the token that a Bearer call is given for the next one."""

    user: User
    scheme: Scheme
    renewal: str = ""


def identify(request: HttpRequest) -> Credentials | None:
    """Who the request's credentials name; None for an anonymous call.

    WrongCredentials where they are wrong, even if the request would not need any; a wrong token on a write is
    NotPermitted, as clients expect (1.5).
    """
    header = request.META.get("HTTP_AUTHORIZATION", "")
    scheme, _, encoded = header.strip().partition(" ")
    match scheme.lower():
        case "basic":
            return _by_password(request, encoded)
        case "bearer":
            return _by_token(request, encoded.strip())
        case signatures.SCHEME:
            return Credentials(signatures.signer(request), Scheme.APPLICATION)
    return None


def _by_password(request: HttpRequest, encoded: str) -> Credentials | None:
    name, password = decoded_credentials(encoded)
    if _is_key(name):
        return None
    return Credentials(_known(name, password) or _checked(request, name, password), Scheme.BASIC)


def _by_token(request: HttpRequest, token: str) -> Credentials:
    try:
        user, logged_in = bearer.read(token)
    except WrongCredentials as error:
        if request.method in SAFE_METHODS:
            raise
        raise NotPermitted(str(error)) from error
    return Credentials(user, Scheme.BEARER, bearer.issue(user, logged_in))


def writer(user: User | None) -> Actor:
    """The author of a change; NotPermitted for anonymous callers and for accounts that may change nothing."""
    if user is None:
        raise NotPermitted("Unauthenticated or incomplete request")
    if not (user.may_log_in or user.is_application):
        raise NotPermitted(f"The account {user.user_name} is not confirmed")
    if not (user.is_editor or user.is_application):
        raise NotPermitted("User has no editor rights")
    return Actor.of(user, Channel.API)


def decoded_credentials(encoded: str) -> tuple[str, str]:
    """Name and password of a Basic header; MalformedValue where they cannot be read."""
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise MalformedValue("The Authorization header cannot be decoded") from error
    name, colon, password = text.partition(":")
    if not colon or not is_storable(text):
        raise MalformedValue("The Authorization header must hold user name and password")
    return name, password


def is_of_software(request: HttpRequest) -> bool:
    """Whether publishing software calls, which sends the key of an organization or installation as its name."""
    scheme, _, encoded = request.META.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    return scheme.lower() == "basic" and _is_key(decoded_credentials(encoded)[0])


def _is_key(name: str) -> bool:
    """Whether the name is the key of an organization or installation: those open the legacy API, and little else."""
    try:
        read_uuid(name.removeprefix(IPT_PREFIX))
    except MalformedValue:
        return False
    return True


def _known(name: str, password: str) -> User | None:
    """The account, if the same password was verified against the same stored hash within the last minute."""
    if not _remembered:
        return None
    try:
        user = User.objects.get_by_natural_key(name)
    except User.DoesNotExist:
        return None
    if not _remembered.holds(_mark(user, password)):
        return None
    return user if user.may_log_in else None


def _checked(request: HttpRequest, name: str, password: str) -> User:
    """The account, after the slow verification, which also counts failures."""
    user = log_in(name, password, address=address_of(request))
    _remembered.add(_mark(user, password))
    return user


def _mark(user: User, password: str) -> bytes:
    """Stands for a verified pair without telling it; another stored hash makes another mark."""
    return hmac.digest(_SECRET, f"{user.pk}\0{password}\0{user.password}".encode(), "sha256")


class _Marks:
    """Marks with the time until which they hold; the oldest go first."""

    def __init__(self) -> None:
        self._until: OrderedDict[bytes, float] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._until)

    def add(self, mark: bytes) -> None:
        with self._lock:
            self._until[mark] = time.monotonic() + REMEMBERED_SECONDS
            self._until.move_to_end(mark)
            while len(self._until) > MOST_REMEMBERED:
                self._until.popitem(last=False)

    def holds(self, mark: bytes) -> bool:
        return self._until.get(mark, 0) > time.monotonic()


_remembered = _Marks()

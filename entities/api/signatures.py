"""Requests that trusted applications sign, in the name of a user or as themselves (contract 9.5).

`Authorization: GBIF <application key>:<signature>`, `x-gbif-user: <user name>`, and `Content-MD5` where there is a
body. The scheme is off where no secrets are configured: then every signature is wrong.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest

from entities.api.bodies import content_of, is_storable
from entities.exceptions import MalformedValue, WrongCredentials
from entities.models import User
from entities.models.account import application

SCHEME = "gbif"


def signer(request: HttpRequest) -> User:
    """In whose name the application signed: a user's, or its own if it is a trusted one.

    MalformedValue where the user is missing, WrongCredentials where the signature is wrong or the user unknown. The
    user may be one who has not confirmed the account yet: views ask `may_log_in` before they let it do anything.
    """
    name = request.headers.get("x-gbif-user", "")
    if not name or not is_storable(name):
        raise MalformedValue("The header x-gbif-user is missing")
    key, _, signature = request.META["HTTP_AUTHORIZATION"].strip().partition(" ")[2].strip().partition(":")
    secret = settings.APPLICATION_SECRETS.get(key)
    expected = _signature(secret or "", request, name)
    if secret is None or not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
        raise WrongCredentials(f"Failed to authenticate application {key}")
    if name == key and key in settings.TRUSTED_APPLICATIONS:
        return application(key)
    user = User.objects.filter(user_name=name, deleted=None, is_active=True).first()
    if user is None:
        raise WrongCredentials(f"Failed to authenticate user {name}")
    return user


def _signature(secret: str, request: HttpRequest, user_name: str) -> str:
    lines = [request.method or "", request.path]
    if content := content_of(request):
        digest = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        if not hmac.compare_digest(digest.encode(), request.headers.get("Content-MD5", "").encode(errors="replace")):
            raise WrongCredentials("The header Content-MD5 does not fit the body")
        lines += [request.headers.get("Content-Type", "").lower(), digest]
    text = "\n".join([*lines, user_name])
    return base64.b64encode(hmac.digest(secret.encode(), text.encode(), "sha1")).decode()

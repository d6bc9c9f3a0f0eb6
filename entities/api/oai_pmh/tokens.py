"""Resumption tokens: they carry the request and the place where it goes on, so the registry need not remember them."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from entities.api.oai_pmh.requests import OaiRequest, ProtocolError
from entities.services.oai_records import Position

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Resumption:
    """Where a list goes on: the arguments it began with, the last record sent, how many were sent, how many there are.

    The sizes are those of the beginning; changes since then make them a hint, as the protocol allows.
    """

    verb: str
    arguments: dict[str, str]
    after: Position
    sent: int
    size: int

    def token(self) -> str:
        """The text that stands for it."""
        content = [self.verb, self.arguments, self.after.modified, self.after.key, self.sent, self.size]
        return base64.urlsafe_b64encode(orjson.dumps(content)).decode().rstrip("=")

    @classmethod
    def of(cls, token: str, verb: str) -> "Resumption":
        """What a token stands for; ProtocolError where it is none of ours, or of another verb."""
        try:
            if len(token) > _LONGEST:
                raise ValueError("too long")
            padded = token.encode("ascii") + b"=" * (-len(token) % 4)
            named, arguments, modified, key, sent, size = orjson.loads(base64.b64decode(padded, b"-_", validate=True))
            after = Position(datetime.fromisoformat(modified), UUID(key))
            resumption = cls(str(named), {**arguments}, after, int(sent), int(size))
        except (ValueError, TypeError, AttributeError, binascii.Error) as error:
            raise ProtocolError("badResumptionToken", "this token was not given here") from error
        if not resumption.is_sound() or resumption.verb != verb:
            raise ProtocolError("badResumptionToken", "this token was not given for this request")
        return resumption

    def is_sound(self) -> bool:
        """Whether it has the form of what is given here; whoever makes one up learns no more than by asking."""
        texts = all(isinstance(text, str) for pair in self.arguments.items() for text in pair)
        return texts and "metadataPrefix" in self.arguments and self.after.modified.tzinfo is not None

    @property
    def request(self) -> OaiRequest:
        """The request that the list began with."""
        return OaiRequest(self.verb, self.arguments)

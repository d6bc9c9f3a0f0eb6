"""What can go wrong in the registry; the API's handler maps each class to a status, the admin to a message."""

from collections.abc import Mapping
from datetime import timedelta


class RegistryError(Exception):
    """Base of all refusals; the message says what was wrong, where, and what to do."""


class MalformedValue(RegistryError):
    """A value of the wrong type: unknown constant, malformed UUID, URI or DOI (contract 1.3: 400)."""


class RuleViolation(RegistryError):
    """A well-formed entity or component that breaks rules (contract 1.4: 422).

    `failures` maps each field's JSON name to the sentence that says what the rule wants.
    """

    def __init__(self, failures: Mapping[str, str]) -> None:
        self.failures = dict(sorted(failures.items()))
        super().__init__("; ".join(f"{field}: {sentence}" for field, sentence in self.failures.items()))


class WrongState(RegistryError):
    """The operation is not allowed in the entity's present state (contract 1.3: 400)."""


class Conflict(RegistryError):
    """The row exists already, or was changed by somebody else meanwhile (409)."""


class ChangedMeanwhile(RegistryError):
    """The caller wants to change what it read, and somebody else has changed that already (412)."""


class NotPermitted(RegistryError):
    """The actor may not do this to this entity (403)."""


class WrongCredentials(RegistryError):
    """Credentials were sent, and are wrong (contract 1.5: 401)."""


class TooManyAttempts(RegistryError):
    """Somebody tries too often; `pause` is after what time it makes sense to try again (429)."""

    def __init__(self, message: str, pause: timedelta = timedelta(minutes=5)) -> None:
        self.pause = pause
        super().__init__(message)


class NotFound(RegistryError):
    """There is no such entity (404)."""


class UnreadableDocument(RegistryError):
    """A metadata document that cannot become a record; the message is what its provider is shown."""

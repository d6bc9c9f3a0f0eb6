"""How passwords are stored, and how long new ones must be.

Argon2id over the hex SHA-256 of the password: so one stored hash serves clients that send the password and clients
that send that digest (harvest contract 4). The digest of a digest is another one, so it is no password by itself.
"""

import hashlib
import hmac
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, BasePasswordHasher
from django.core.exceptions import ValidationError

LONGEST = 256


class RegistryArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, 2 passes, 1 lane: about 25 ms and little memory, so that Basic logins stay cheap."""

    algorithm = "argon2_sha256"
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """The stored form of a password."""
        return super().encode(_hex_digest(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether the password is the stored one."""
        return self.verify_digest(_hex_digest(password), encoded)

    def verify_digest(self, hex_digest: str, encoded: str) -> bool:
        """Whether this is the hex SHA-256, in lower case, of the stored password."""
        return bool(super().verify(hex_digest, encoded))


class IteratedSha512PasswordHasher(BasePasswordHasher):
    """Verifies the hashes `$S$D…` of the predecessor, which are replaced at the first login (contract 9.6).

    After `$S$` stand a character for the logarithm of the number of rounds, eight of salt, and 43 of the digest.
    """

    algorithm = "iterated_sha512"
    _alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    _salt_begins, _salt_ends, _length = 4, 12, 55
    _fewest, _most = 7, 20  # of the logarithm of rounds; more would be a way to keep us busy

    def encode(self, password: str, salt: str) -> str:
        """The stored form; `salt` is the first twelve characters of another one."""
        rounds = self._alphabet.find(salt[3:4])
        if not salt.startswith("$S$") or not self._fewest <= rounds <= self._most or len(salt) < self._salt_ends:
            return f"{self.algorithm}$!"
        found = hashlib.sha512((salt[self._salt_begins : self._salt_ends] + password).encode()).digest()
        for _ in range(1 << rounds):
            found = hashlib.sha512(found + password.encode()).digest()
        return f"{self.algorithm}${(salt[: self._salt_ends] + self._written(found))[: self._length]}"

    def verify(self, password: str, encoded: str) -> bool:
        """Whether the password is the stored one."""
        stored = encoded.partition("$")[2]
        return hmac.compare_digest(self.encode(password, stored).encode(), encoded.encode())

    def decode(self, encoded: str) -> dict[str, Any]:
        """The parts of a stored hash."""
        stored = encoded.partition("$")[2]
        return {"algorithm": self.algorithm, "salt": stored[self._salt_begins : self._salt_ends], "hash": stored}

    def safe_summary(self, encoded: str) -> Any:
        """What an administrator may see."""
        return {"algorithm": self.algorithm}

    def must_update(self, encoded: str) -> bool:
        """Always."""
        return True

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing: an unknown name costs what a new hash costs."""

    def _written(self, content: bytes) -> str:
        """Base 64 with the least significant bits first."""
        digits = []
        for start in range(0, len(content), 3):
            part = content[start : start + 3]
            value = int.from_bytes(part, "little")
            digits += [self._alphabet[(value >> 6 * place) & 63] for place in range(len(part) + 1)]
        return "".join(digits)


class LengthValidator:
    """New passwords have at least 8 characters, those of administrators 12, and none more than 256."""

    def __init__(self, shortest: int = 8, shortest_of_administrators: int = 12) -> None:
        self.shortest, self.shortest_of_administrators = shortest, shortest_of_administrators

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError unless the password is long enough for this account."""
        shortest = self.shortest_of_administrators if getattr(user, "is_administrator", False) else self.shortest
        if not shortest <= len(password) <= LONGEST:
            raise ValidationError(f"A password has {shortest} to {LONGEST} characters.", code="password_length")

    def get_help_text(self) -> str:
        """For forms."""
        return (
            f"{self.shortest} characters or more, {self.shortest_of_administrators} for administrators;"
            " none of the passwords that everybody knows."
        )


def _hex_digest(password: str) -> str:
    return hashlib.sha256(password.encode(errors="surrogatepass")).hexdigest()

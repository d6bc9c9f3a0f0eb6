"""How passwords are stored (contract 9.6, reliability 5)."""

import hashlib

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from registry_site.passwords import IteratedSha512PasswordHasher, RegistryArgon2PasswordHasher

PUBLISHED = "$S$C33783772bRXEx1aCsvY.dqgaaSu76XmVlKrW9Qu8IQlvxHlmzLf"
"""A published example of the predecessor's form; its password is `hashcat`."""


def test_one_stored_hash_serves_the_password_and_its_digest() -> None:
    stored, digest = make_password("kelp"), hashlib.sha256(b"kelp").hexdigest()

    assert "m=19456,t=2,p=1" in stored
    assert len(stored) <= 128
    assert check_password("kelp", stored)
    assert not check_password(digest, stored)
    assert RegistryArgon2PasswordHasher().verify_digest(digest, stored)
    assert not identify_hasher(stored).must_update(stored)


def test_hashes_of_the_predecessor_verify() -> None:
    stored = f"iterated_sha512${PUBLISHED}"

    assert check_password("hashcat", stored)
    assert not check_password("hashcats", stored)


@pytest.mark.parametrize("damaged", ["", "$S$", "$S$~33783772", "$S$z33783772x", "$S$.33783772x", "$P$C33783772bRX"])
def test_damaged_hashes_open_nothing_and_keep_nobody_busy(damaged: str) -> None:
    assert not IteratedSha512PasswordHasher().verify("hashcat", f"iterated_sha512${damaged}")

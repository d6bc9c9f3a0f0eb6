"""Promises about the tests themselves."""

import socket

import pytest


def test_it_connects_to_this_machine_only() -> None:
    with socket.socket() as client, pytest.raises(PermissionError, match=r"192\.0\.2\.1"):
        client.connect(("192.0.2.1", 80))

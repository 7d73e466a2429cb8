"""Functions for the child process of the tests; the module is on PYTHONPATH there."""

from __future__ import annotations

import os
import sys
import time

from koers.documents.errors import Unreadable


def echo(payload: bytes) -> bytes:
    return payload[::-1]


def refuse(payload: bytes) -> bytes:
    raise Unreadable("password")


def crash(payload: bytes) -> bytes:
    raise ValueError(payload)


def die(payload: bytes) -> bytes:
    os.abort()


def hang(payload: bytes) -> bytes:
    time.sleep(60)
    return b""


def hang_silently(payload: bytes) -> bytes:
    sys.stdout.flush()
    os.close(1)
    time.sleep(60)
    return b""


def grow(payload: bytes) -> bytes:
    held = []
    while True:
        held.append(bytearray(b"x") * 5_000_000)
        time.sleep(0.005)


def grab(payload: bytes) -> bytes:
    return bytes(30_000_000_000)


def flood(payload: bytes) -> bytes:
    return b"x" * 30_000_000


def surroundings(payload: bytes) -> bytes:
    return " ".join(sorted(os.environ)).encode()

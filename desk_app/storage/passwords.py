"""Hashes of staff passwords: scrypt, with its costs written into each hash so that they can be raised later."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os

_BLOCK, _PARALLEL = 8, 1


class ScryptPasswords:
    """A `ports.Passwords`. `cost` is scrypt's N: 2**15 takes about a sixth of a second and 32 MB."""

    def __init__(self, cost: int = 2**15) -> None:
        self._cost = cost

    def hash(self, password: str) -> str:
        salt = os.urandom(16)
        digest = scrypt(password, salt, self._cost, _BLOCK, _PARALLEL)
        return f"scrypt${self._cost}${_BLOCK}${_PARALLEL}${_letters(salt)}${_letters(digest)}"

    def matches(self, password: str, hashed: str) -> bool:
        """True if it is the password. A hash that cannot be read matches nothing."""
        try:
            name, cost, block, parallel, salt, digest = hashed.split("$")
            if name != "scrypt":
                return False
            wanted = base64.b64decode(digest, validate=True)
            found = scrypt(password, base64.b64decode(salt, validate=True), int(cost), int(block), int(parallel))
        except (ValueError, binascii.Error):
            return False
        return hmac.compare_digest(found, wanted)


def scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    """Return 32 bytes that only this password and salt give."""
    memory = 132 * cost * block * parallel + 1024 * 1024
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=cost, r=block, p=parallel, maxmem=memory, dklen=32)


def _letters(data: bytes) -> str:
    return base64.b64encode(data).decode()

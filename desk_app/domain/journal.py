"""The journal: each row holds the hash of the one before it, so that a change behind it shows."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

_SEPARATOR = b"desk-journal-v1"
GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One row: what was done, by whom, to what. `body` is the exact bytes that were hashed."""

    office: UUID
    seq: int
    at: datetime
    actor: UUID | None
    action: str
    subject: UUID | None
    body: bytes
    previous: bytes
    hash: bytes

    @property
    def code(self) -> str:
        return short_code(self.hash)


def canonical(facts: Mapping[str, object]) -> bytes:
    """Return the facts as JSON with sorted keys and no spaces, UTF-8. Never holds a personal value."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def chain(previous: bytes, body: bytes) -> bytes:
    """Return SHA-256 over the version mark, the previous hash and the body."""
    return hashlib.sha256(_SEPARATOR + previous + body).digest()


def short_code(digest: bytes) -> str:
    """Return the first 60 bits as twelve base32 characters in groups of four, as printed on papers."""
    letters = base64.b32encode(digest[:8]).decode()[:12]
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))

"""Keys made by the client: UUID version 7 (RFC 9562), so that rows made later sort later."""

from __future__ import annotations

import os
import time
from uuid import UUID


def new_key(milliseconds: int | None = None) -> UUID:
    """Return a fresh UUIDv7 for the given Unix time in milliseconds (now when left out)."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    random = int.from_bytes(os.urandom(10), "big")
    value = (
        (moment & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    )
    return UUID(int=value)

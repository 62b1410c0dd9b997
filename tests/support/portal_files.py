"""Request files as the portal's side puts them into the folder. All people are invented."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.office import TestOffice, invented_iin

BORN = date(1990, 1, 1)
SIGNATURE = b"-----BEGIN CMS-----\nMIIB invented\n-----END CMS-----\n"
OLD = 1_000_000_000
"""Seconds of an epoch long ago: a file of that age has been quiet for long."""


def request(
    request_id: str = "EGOV-2019-0001", serial: int = 1, kind: str = "service", **changed: Any
) -> dict[str, Any]:
    """A request for the certificate in order; `changed` puts other values in its place, None takes a field out."""
    found: dict[str, Any] = {
        "format": "tereze-portal-request",
        "version": 1,
        "id": request_id,
        "kind": kind,
        "service": "tsa_certificate",
        "sent_at": "2019-09-16T09:40:00+06:00",
        "language": "kk",
        "applicant": {
            "iin": invented_iin(serial, BORN),
            "name": {"surname": "Әбдірахманов", "name": "Нұрлан", "patronymic": "Ерікұлы"},
            "birth_date": BORN.isoformat(),
            "address": "Қостанай қаласы, Әл-Фараби даңғылы, 112-үй, 27-пәтер",
            "phone": "+7 700 000 00 00",
        },
        "consent": {"given": True, "at": "2019-09-16T09:39:00+06:00"},
    }
    if kind == "information":
        del found["service"]
    for name, value in changed.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = value
    return found


def declared(name: str, content: bytes) -> dict[str, Any]:
    return {"file": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "title": "Құжат"}


def put(
    base: Path,
    content: dict[str, Any] | bytes,
    name: str = "",
    signature: bytes | None = SIGNATURE,
    files: dict[str, bytes] | None = None,
) -> Path:
    """Write a request with what belongs to it into `in`, long ago."""
    folder = base / "in"
    folder.mkdir(parents=True, exist_ok=True)
    if not name:
        assert isinstance(content, dict)
        name = f"{content['id']}.json"
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    made = {name: data, **(files or {})}
    if signature is not None:
        made[f"{name}.sig"] = signature
    for one, text in made.items():
        (folder / one).write_bytes(text)
        os.utime(folder / one, (OLD, OLD))
    return folder / name


def exchange_folder(office: TestOffice, place: Path) -> Path:
    """A new folder of the exchange, named by the supervisor."""
    folder = place / "portal"
    folder.mkdir()
    boss = office.desks["basqaru"]
    boss.exchange.set_folder(boss.session, folder)
    return folder

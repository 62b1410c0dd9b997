"""Domain values to JSON text and back. The text is canonical: the same value is always the same bytes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from desk_app.domain.application import Application
from desk_app.domain.cases import Evidence
from desk_app.domain.papers import CONTENT_OF_KIND, PaperContent, PaperKind


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _text(kind: Any, value: object) -> str:
    return _canonical(_adapter(kind).dump_python(value, mode="json"))


def _canonical(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def application_text(application: Application) -> str:
    plain = _adapter(Application).dump_python(application, mode="json")
    for bearer in (plain, *plain["household"]):
        bearer["traits"].sort()  # a set has no order of its own
    return _canonical(plain)


def application_of(text: str) -> Application:
    found: Application = _adapter(Application).validate_json(text)
    return found


def content_text(content: PaperContent) -> str:
    return _text(type(content), content)


def content_of(kind: PaperKind, text: str) -> PaperContent:
    found: PaperContent = _adapter(_content_class(kind)).validate_json(text)
    return found


def _content_class(kind: PaperKind) -> Any:
    return CONTENT_OF_KIND[kind]


def evidence_text(evidence: tuple[Evidence, ...]) -> str:
    return _text(tuple[Evidence, ...], evidence)


def evidence_of(text: str) -> tuple[Evidence, ...]:
    found: tuple[Evidence, ...] = _adapter(tuple[Evidence, ...]).validate_json(text)
    return found


def list_text(codes: tuple[str, ...]) -> str:
    """Codes (never free text) in one column, in their order."""
    return ",".join(codes)


def list_of(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()

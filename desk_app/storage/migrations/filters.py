"""What Alembic compares: not the search indexes, which only one engine each has."""

from __future__ import annotations


def include_object(item: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    del item, reflected, compared
    if kind == "table":
        return not (name or "").startswith("search_")
    return not (kind == "index" and (name or "").endswith("_trigram"))

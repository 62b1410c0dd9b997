"""Write the published schemas of the exchange: `python -m tests.support.portal_schemas`."""

from __future__ import annotations

import json
from typing import Any

from desk_app import paths
from desk_app.exchange.shape import SCHEMAS


def text_of(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for name, make in SCHEMAS.items():
        (paths.resources_dir() / "exchange" / name).write_text(text_of(make()), encoding="utf-8")

"""The use cases run over both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.office import TestOffice, open_office


@pytest.fixture(params=["local", pytest.param("shared", marks=pytest.mark.postgres)])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestOffice]:
    """An office with all its people, on the encrypted file and on a fresh PostgreSQL database."""
    database = request.getfixturevalue("postgres_database") if request.param == "shared" else ""
    found = open_office(tmp_path, database)
    yield found
    found.close()

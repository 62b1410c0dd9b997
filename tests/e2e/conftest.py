"""Whole days and whole desks, through the real windows, offscreen."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desk_app.domain.language import Language
from tests.support.office import TestOffice, open_office
from ui.demo.stage import Stage


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """No window of an earlier test hears the keys: outside a running loop nothing else carries out deleteLater."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """An office whose people can all sign in. What a test needs beforehand is done through the use cases."""
    found = open_office(tmp_path / "desk", with_accounts=True)
    yield found
    found.close()


@pytest.fixture(params=list(Language))
def stage(request: pytest.FixtureRequest, qapp: QApplication, office: TestOffice, tmp_path: Path) -> Stage:
    """The windows over the same office, in each language. Use `with stage.person(...)`; the office's own desks rest."""
    workplace = office.program.workplace.load()
    office.program.workplace.save(type(workplace)(language=request.param))
    return Stage(qapp, office.program, office.clock, tmp_path / "pictures", request.param)

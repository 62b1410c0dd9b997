"""Windows are tested offscreen, in Kazakh unless a test says otherwise, and leave no thread behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Language
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.theme import apply_theme


@pytest.fixture(autouse=True)
def kazakh_screen(qapp) -> Iterator[None]:  # type: ignore[no-untyped-def]  # pytest-qt's own fixture
    apply_theme(qapp)
    switch(Language.KK)
    yield
    # outside a running loop nothing else carries out deleteLater, and a window left alive still hears the scanner
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    switch(Language.KK)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    found = Background()
    yield found
    assert found.wait_idle(), "work was left running"
    found.stop()


@pytest.fixture
def hands(background: Background) -> Hands:
    return Hands(background)

"""No tip reads markup in what somebody typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from pytestqt.qtbot import QtBot

from tests.support.office import TestOffice, open_office
from tests.ui.test_register_page import open_page, register
from ui.background import Background
from ui.widgets.tips import plain_tip

TYPED = 'Ахметов<b>ов</b> <img src="file:///etc/hostname">'


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def as_shown(tip: str) -> str:
    """What a person reads on the tip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def test_what_was_typed_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    assert as_shown(TYPED) != TYPED, "Qt would have read it"
    for text in (TYPED, "Әбдірахманов Н. Е.", "A & B < C > D", "<", "&lt;b&gt;", "бірінші\nекінші", ""):
        assert as_shown(plain_tip(text)) == text
    assert plain_tip("Әбдірахманов") == "Әбдірахманов"


def test_the_registers_tips_are_plain(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    register(office, 1, TYPED)
    page = open_page(qtbot, office, background)
    page.search_now()
    assert background.wait_idle()
    model = page.table.lines
    tips = [model.data(model.index(0, column), Qt.ItemDataRole.ToolTipRole) for column in range(model.columnCount())]
    assert any(TYPED in as_shown(tip) for tip in tips)

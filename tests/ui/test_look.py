"""Contrast, fields, and the change of language in a running window."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextLayout
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.application import DocumentState, PresentedDocument
from desk_app.domain.keys import new_key
from desk_app.domain.language import Language
from desk_app.i18n import N_
from desk_app.paths import resources_dir
from desk_app.regulation.catalogue import Catalogue
from ui.demo.keys import Hands
from ui.intake.documents_model import DocumentsModel
from ui.intake.documents_view import DocumentsView
from ui.intake.form import IntakeForm, PersonForm
from ui.intake.visitor import VisitorBlock
from ui.language import switch
from ui.register.elided import NumberedLink, WholeLabel
from ui.register.table import share_width
from ui.theme import DARK, LIGHT, Tokens, contrast, font
from ui.widgets import DateField, IinEdit, LabeledField, MainButton, text_label

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_are_readable_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.page, tokens.surface, tokens.selection, tokens.gap_row):
        assert contrast(tokens.text, ground) >= 4.5
    for ink in (tokens.quiet, tokens.accent, tokens.good, tokens.warn, tokens.bad):
        assert contrast(ink, tokens.surface) >= 4.5
    for ink in (tokens.quiet, tokens.accent):
        assert contrast(ink, tokens.page) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.field_line, tokens.surface) >= 3.0


def test_screen_font_has_all_kazakh_letters(qapp: object) -> None:
    metrics = QFontMetrics(font())
    assert [letter for letter in ALPHABET + ALPHABET.upper() if not metrics.inFontUcs4(ord(letter))] == []


@pytest.mark.parametrize("sign", sorted("✓✗○⏱"))
def test_sign_does_not_push_the_words_of_its_line(qapp: object, sign: str) -> None:
    """Each cell of a row is centred by the height of its line: a taller one stands above its neighbours."""

    def line(text: str) -> tuple[float, float]:
        layout = QTextLayout(text, font())
        layout.beginLayout()
        first = layout.createLine()
        layout.endLayout()
        return first.ascent(), first.descent()

    assert line(f"{sign} дайын") == line("дайын")


def _shown(qtbot: QtBot, *fields: QWidget) -> QWidget:
    window = QWidget()
    rows = QVBoxLayout(window)
    for field in fields:
        rows.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fields[0].setFocus()
    return window


def test_iin_is_shown_as_six_and_six_digits(qtbot: QtBot, hands: Hands) -> None:
    field = IinEdit()
    _window = _shown(qtbot, field)
    hands.type("900101300007")
    assert field.text() == "900101 300007" and field.iin() == "900101300007"


def test_digits_of_the_kazakh_layout_are_digits(qtbot: QtBot, hands: Hands) -> None:
    """The digit row of the Kazakh keyboard gives letters for 1 to 0."""
    field = IinEdit()
    _window = _shown(qtbot, field)
    hands.type('"әіңғ,.үұқ"ә')
    assert field.iin() == "123456789012"


def test_a_correction_in_the_middle_keeps_the_cursor_there(qtbot: QtBot, hands: Hands) -> None:
    field = IinEdit()
    _window = _shown(qtbot, field)
    hands.type("9001013")
    field.setCursorPosition(2)
    hands.press(Qt.Key.Key_Backspace)
    hands.type("5")
    assert field.iin() == "9501013"


def test_date_is_typed_without_dots_and_an_impossible_one_is_framed(qtbot: QtBot, hands: Hands) -> None:
    field = DateField()
    _window = _shown(qtbot, field)
    hands.type("29022020")
    assert field.value() == date(2020, 2, 29)
    field.clear()
    hands.type("29.02.2020")
    assert field.value() == date(2020, 2, 29)
    field.clear()
    hands.type('"ә"ә".,ә')
    assert field.text() == "12.12.1762"
    field.clear()
    hands.type("31022020")
    assert field.text() == "31.02.2020" and field.value() is None and field.property("fault")


def test_language_changes_with_the_form_half_filled(qtbot: QtBot, hands: Hands) -> None:
    field, label = LabeledField(N_("Search")), text_label(N_("Search"))
    _window = _shown(qtbot, field.edit, field.label, label)
    hands.type("Әбдірах")
    kazakh = label.text()
    switch(Language.RU)
    assert label.text() != kazakh and field.label.text() == label.text()
    assert field.edit.text() == "Әбдірах" and field.edit.hasFocus()
    assert field.edit.accessibleName() == label.text()
    hands.type("манов")
    assert field.edit.text() == "Әбдірахманов"


def test_main_button_names_itself_in_both_languages(qtbot: QtBot) -> None:
    button = MainButton(N_("Search"), "F8")
    qtbot.addWidget(button)
    kazakh = button.accessibleName()
    switch(Language.RU)
    assert button.accessibleName() and button.accessibleName() != kazakh


@pytest.mark.parametrize("screen", list(Language))
def test_title_of_a_document_is_whole_where_its_line_has_room(qtbot: QtBot, screen: Language) -> None:
    """On the desk of a small screen the list is 568 pixels wide."""
    switch(screen)
    today = date(2019, 9, 16)
    edition = Catalogue(resources_dir()).edition("tsa_assignment/2018-03-23")
    rules = edition.documents[:7]  # what everybody is asked for
    model = DocumentsModel()
    model.show_documents(rules, [PresentedDocument(rule.code, DocumentState.SEEN) for rule in rules], today)
    view = DocumentsView(model)
    qtbot.addWidget(view)
    view.resize(568, 300)
    view.show()
    metrics = QFontMetrics(font())
    for row in range(model.rowCount()):
        title, words = model.index(row).data(), model.words(row)
        room = view.state_x_of(row) - 32 - 12
        assert metrics.elidedText(title, Qt.TextElideMode.ElideRight, room) == title
        said = QFontMetrics(font(strong=True)).horizontalAdvance(words.state) + metrics.horizontalAdvance(words.detail)
        assert view.state_x_of(row) + said < view.viewport().width(), "the state and its detail are not pushed out"


@pytest.mark.parametrize(
    ("room", "needs", "shared"),
    [
        (700, (100, 100, 900), (100, 100, 500)),
        (700, (900, 100, 900), (300, 100, 300)),
        (700, (900, 900, 900), (300, 100, 300)),
        (700, (10, 10, 10), (300, 100, 300)),
        (0, (10, 10, 10), (0, 0, 0)),
    ],
)
def test_width_that_one_column_does_not_need_goes_to_those_that_lack_it(
    room: int, needs: tuple[int, ...], shared: tuple[int, ...]
) -> None:
    assert share_width(room, needs, (3, 1, 3)) == shared


def test_long_surname_is_read_whole_beside_the_iin(qtbot: QtBot) -> None:
    block = VisitorBlock(lambda: date(2019, 9, 16))
    qtbot.addWidget(block)
    block.resize(588, 140)
    block.show()
    person = PersonForm("900101300044", surname="Әбдірахманқожаев", name="Нұрлан", patronymic="Ерікұлы")
    block.show_form(IntakeForm(new_key(), datetime(2019, 9, 16, 4, 0, tzinfo=UTC), person=person))
    qtbot.waitUntil(lambda: block.surname.width() > block.name.width())
    for edit in (block.iin, block.surname, block.name, block.patronymic):
        assert edit.fontMetrics().horizontalAdvance(edit.text()) <= edit.width() - 24, edit.objectName()


def test_words_are_whole_on_as_many_lines_as_they_need(qtbot: QtBot) -> None:
    label = WholeLabel("Құжаттар топтамасын қарау, нәтижені дайындау және Орталыққа жіберу")
    qtbot.addWidget(label)
    line = label.fontMetrics().height()
    assert label.sizeHint().height() < 2 * line, "one line where there is room"
    assert label.heightForWidth(label.sizeHint().width() // 2) >= 2 * line


def test_link_shortens_its_words_and_never_the_number(qtbot: QtBot) -> None:
    link = NumberedLink("Қабылдау туралы қолхат", "Б-2019-00005")
    qtbot.addWidget(link)
    whole = link.text()
    link.resize(link.sizeHint())
    link.show()
    assert link.text() == whole and not link.toolTip()
    link.resize(link.sizeHint().width() - 60, link.height())
    assert link.text().endswith("… Б-2019-00005") and link.toolTip() == whole
    link.resize(link.sizeHint())
    assert link.text() == whole

"""What pages are built from: by keys, with long words, in both palettes and both sizes of text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.calendar import DayReason, DueDate, ExplainedInterval
from desk_app.domain.language import Bilingual, Language
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours
from desk_app.domain.regulation import Source
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases.ports import PageImage
from desk_app.words import term_words
from ui.demo.keys import Hands
from ui.language import switch
from ui.theme import DARK, FIELD_HEIGHT, LIGHT, MAIN_HEIGHT, TILE_HEIGHT, Tokens, apply_theme, contrast, icon, scaled
from ui.widgets import (
    BigNumber,
    DateField,
    DayStrip,
    FigureTile,
    IinEdit,
    LabeledField,
    MainButton,
    MessageBar,
    PaperView,
    QuietButton,
    Segmented,
    Sign,
    VerdictHeader,
    value_label,
)

# ink on ground, as the style sheet and the painted widgets put them together
PAIRS = (
    [(ink, "surface") for ink in ("text", "quiet", "accent", "good", "warn", "bad")]
    + [(ink, "page") for ink in ("text", "quiet", "accent")]
    + [(ink, "selection") for ink in ("text", "quiet", "accent")]
    + [(ink, "gap_row") for ink in ("text", "quiet", "bad")]
    + [("on_accent", "accent")]
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink, ground", PAIRS, ids=lambda name: str(name))
def test_words_are_readable_on_their_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


def _shown(qtbot: QtBot, *widgets: QWidget, width: int = 336, height: int = 500) -> QWidget:
    window = QWidget()
    rows = QVBoxLayout(window)
    for widget in widgets:
        rows.addWidget(widget)
    rows.addStretch(1)
    window.resize(width, height)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widgets[0].setFocus()
    return window


# fields


@pytest.mark.parametrize("typed, shown", [("ж", ""), ("900101ж3", "900101 3"), ("ИИН 900101-300007", "900101 300007")])
@pytest.mark.parametrize("paste", [False, True], ids=["typed", "pasted"])
def test_what_is_no_digit_is_dropped_from_an_iin(
    qtbot: QtBot, hands: Hands, typed: str, shown: str, paste: bool
) -> None:
    field = IinEdit()
    _window = _shown(qtbot, field)
    if paste:
        QGuiApplication.clipboard().setText(typed)
        field.paste()
    else:
        hands.type(typed)
    assert field.text() == shown


@pytest.mark.parametrize("pasted", ["1.2.2020", "01.02.2020", "01/02/2020", "2020-02-01", " 01.02.2020 "])
def test_a_pasted_date_is_read_in_its_usual_forms(qtbot: QtBot, pasted: str) -> None:
    field = DateField()
    _window = _shown(qtbot, field)
    QGuiApplication.clipboard().setText(pasted)
    field.paste()
    assert field.value() == date(2020, 2, 1)


def test_a_letter_in_a_date_is_dropped(qtbot: QtBot, hands: Hands) -> None:
    field = DateField()
    _window = _shown(qtbot, field)
    hands.type("01ж02л2020")
    assert field.value() == date(2020, 2, 1)


def test_only_a_valid_iin_has_a_tick(qtbot: QtBot) -> None:
    field, wrong = IinEdit(), IinEdit()
    _window = _shown(qtbot, field, wrong)
    field.set_iin("900101300017")
    wrong.set_iin("900101300016")
    field.clearFocus()
    assert _has_colour(field.grab(), LIGHT.good) and not _has_colour(wrong.grab(), LIGHT.good)


def _has_colour(picture: QPixmap, wanted: str) -> bool:
    image = picture.toImage()
    return any(
        image.pixelColor(x, y).name().upper() == wanted.upper()
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_fault_is_told_below_its_field_and_to_who_cannot_see_it(qtbot: QtBot) -> None:
    field = LabeledField(N_("Surname"))
    _window = _shown(qtbot, field)
    field.say("Тегі толық жазылмаған", "bad")
    assert field.message.isVisible() and field.edit.property("fault")
    assert field.edit.accessibleDescription() == "Тегі толық жазылмаған"
    assert field.message.geometry().top() >= field.edit.geometry().bottom()
    field.say("")
    assert not field.message.isVisible() and not field.edit.property("fault")


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_controls_have_the_heights_of_the_design(qtbot: QtBot, qapp: QApplication, large: bool) -> None:
    apply_theme(qapp, large_text=large)
    field, quiet, main, tile = IinEdit(), QuietButton(N_("Search"), "F2"), MainButton(N_("Search"), "F8"), _tile()
    _window = _shown(qtbot, field, quiet, main, tile)
    for widget, expected in ((field, FIELD_HEIGHT), (quiet, FIELD_HEIGHT), (main, MAIN_HEIGHT), (tile, TILE_HEIGHT)):
        assert widget.height() == scaled(expected)


# buttons


def _tile() -> FigureTile:
    return FigureTile(N_("Registered"), N_("Search"))


def test_long_words_of_the_main_button_take_two_lines_and_are_whole(qtbot: QtBot) -> None:
    button, cut = MainButton("", "F7"), MainButton("", "F7")
    _window = _shown(qtbot, button, cut, width=300)
    button.set_words("Бас тарту қолхатын беру")
    cut.set_words("Жекебасынкуәландыратынқұжаттыңкөшірмесінберу")
    button.grab()
    cut.grab()
    assert button.toolTip() == "" and cut.toolTip() == cut.words()


@pytest.mark.parametrize("make", [lambda: MainButton(N_("Search"), "F8"), lambda: QuietButton(N_("Search")), _tile])
def test_buttons_are_pressed_by_enter_and_space(qtbot: QtBot, hands: Hands, make: type[QPushButton]) -> None:
    button = make()
    _window = _shown(qtbot, button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            hands.press(key)


def test_a_choice_is_moved_by_arrows_and_left_by_one_tab(qtbot: QtBot, hands: Hands) -> None:
    choice, after = Segmented([(1, "қаз"), (2, "рус"), (3, "екеуі")], "paper", N_("Language of the paper")), IinEdit()
    _window = _shown(qtbot, choice, after)
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    for _ in range(3):
        hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Left)
    assert chosen == [2, 3, 1, 3] and choice.value() == 3
    choice.set_value(2)
    assert chosen == [2, 3, 1, 3]
    hands.press(Qt.Key.Key_Tab)
    assert after.hasFocus()


# answers


def due(norm: Norm, confirmed: bool = True) -> DueDate:
    """Received on Monday 14 December 2026; the holiday of the 16th stands between."""
    first = datetime(2026, 12, 14, 9, tzinfo=UTC)
    lines = [ExplainedInterval(first, first, DayReason.RECEPTION, False)]
    ordinal = 0
    for days in range(1, 5):
        day = first + timedelta(days=days)
        holiday = day.day == 16
        ordinal += not holiday
        name = Bilingual("Тәуелсіздік күні", "День Независимости") if holiday else None
        reason = DayReason.HOLIDAY if holiday else DayReason.COUNTED
        lines.append(ExplainedInterval(day, day, reason, not holiday, None if holiday else ordinal, name))
    source = Source(Bilingual("Стандарттың 4-тармағы", "Пункт 4 стандарта"))
    return DueDate(norm, first, first + timedelta(days=4), tuple(lines), source, confirmed)


def _said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text())


@pytest.mark.parametrize(
    "language, words",
    [
        (Language.KK, ("16.12 – Тәуелсіздік күні", "Стандарттың 4-тармағы")),
        (Language.RU, ("16.12 – День Независимости",)),
    ],
)
def test_why_this_date_names_the_holiday_in_the_language_of_the_screen(
    qtbot: QtBot, language: Language, words: tuple[str, ...]
) -> None:
    strip = DayStrip()
    _window = _shown(qtbot, strip)
    strip.set_due(due(WorkingDays(3)))
    switch(language)
    assert all(word in _said(strip) and word in strip.accessibleName() for word in words)


def test_a_term_without_an_official_text_says_so(qtbot: QtBot) -> None:
    strip = DayStrip()
    _window = _shown(qtbot, strip)
    strip.set_due(due(WorkingDays(3)))
    confirmed = _said(strip)
    strip.set_due(due(WorkingDays(3), confirmed=False))
    assert _said(strip).startswith(confirmed) and len(_said(strip)) > len(confirmed)


def test_a_term_in_minutes_is_told_in_lines_without_a_calendar(qtbot: QtBot) -> None:
    strip = DayStrip()
    _window = _shown(qtbot, strip)
    strip.set_due(due(WorkingDays(3)))
    tall = strip.sizeHint().height()
    strip.set_due(due(Minutes(30)))
    assert "09:00–09:00" in _said(strip) and strip.sizeHint().height() < tall
    strip.set_due(None)
    assert not strip.isVisible()


@pytest.mark.parametrize("unit", get_args(Norm))
def test_a_norm_is_said_in_its_own_unit(unit: type[WorkingDays | CalendarDays | Minutes | WorkingHours]) -> None:
    assert term_words(due(unit(7))).startswith("7 ")


def test_the_verdict_has_a_sign_a_word_and_a_colour(qtbot: QtBot, qapp: QApplication) -> None:
    header = VerdictHeader()
    _window = _shown(qtbot, header)
    header.show_verdict("Топтама толық емес", "bad", ["good", "bad", "line"], "1 / 3 құжат бар", "1 кемшілік")
    assert {"Топтама толық емес", "1 / 3 құжат бар", "1 кемшілік"} <= set(_said(header).split("\n"))
    assert _has_colour(header.grab(), LIGHT.bad) and _has_colour(header.grab(), LIGHT.good)
    apply_theme(qapp, dark=True)
    assert _has_colour(header.findChildren(Sign)[0].grab(), DARK.bad)


def test_the_serial_of_a_number_is_its_strong_part(qtbot: QtBot) -> None:
    number = BigNumber()
    _window = _shown(qtbot, number)
    number.set_number("А-2026-03418")
    assert _said(number).split("\n") == ["А-2026-", "03418"] and number.accessibleName() == "А-2026-03418"


def test_a_tile_says_its_number(qtbot: QtBot) -> None:
    tile = _tile()
    _window = _shown(qtbot, tile)
    tile.set_number(22, "bad")
    assert tile.accessibleName().endswith(": 22") and tile.number() == 22


def test_a_message_follows_the_language_and_is_never_markup(qtbot: QtBot) -> None:
    bar = MessageBar()
    _window = _shown(qtbot, bar)
    bar.show_error(UserError("E-101", "<b>{name}</b>", name="<i>Ким</i>"))
    kazakh = bar.detail.text()
    assert bar.what.text() == "<b><i>Ким</i></b>" and bar.what.textFormat() is Qt.TextFormat.PlainText
    switch(Language.RU)
    assert bar.detail.text() != kazakh and "E-101" in _said(bar)
    bar.clear()
    assert not bar.isVisible()


def test_news_leaves_with_its_language_and_a_warning_stays(qtbot: QtBot) -> None:
    bar = MessageBar()
    _window = _shown(qtbot, bar)
    bar.say("Жазылды.")
    switch(Language.RU)
    assert not bar.isVisible()
    bar.say("Осторожно.", level="warn")
    switch(Language.KK)
    assert bar.isVisible() and bar.what.text() == "Осторожно."


def test_labels_are_plain_text() -> None:
    assert value_label("<b>").textFormat() is Qt.TextFormat.PlainText


# paper


def test_a_page_is_zoomed_by_keys_and_stays_white_in_the_dark(qtbot: QtBot, hands: Hands, qapp: QApplication) -> None:
    apply_theme(qapp, dark=True)
    view = PaperView()
    view.setMinimumSize(300, 300)
    _window = _shown(qtbot, view)
    view.set_pages([PageImage(210, 297, b"\xff" * (210 * 297 * 3))])
    page = view.findChildren(QLabel)[-1]
    fitted = page.pixmap().width()
    hands.type("+++")
    larger = view.findChildren(QLabel)[-1].pixmap()
    assert larger.width() > fitted and view.page_count() == 1
    image: QImage = larger.toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#ffffff"


def test_an_icon_that_is_missing_leaves_its_place_empty() -> None:
    assert icon("no-such-icon").isNull() and not icon("lock").isNull()


def test_a_row_of_fields_keeps_its_labels_level(qtbot: QtBot) -> None:
    first, second = LabeledField(N_("Surname")), LabeledField(N_("Name"))
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.addWidget(first, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(second, 1, Qt.AlignmentFlag.AlignTop)
    _window = _shown(qtbot, holder)
    second.say("Аты толық жазылмаған, құжаттағыдай жазыңыз", "bad")
    QApplication.processEvents()
    assert (
        first.edit.mapTo(holder, first.edit.rect().topLeft()).y()
        == second.edit.mapTo(holder, second.edit.rect().topLeft()).y()
    )

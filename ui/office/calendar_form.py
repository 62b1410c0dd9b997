"""The form of one changed day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton

from desk_app.domain.calendar_edits import DayChange, EditKind
from desk_app.domain.language import Bilingual
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases.calendars import SpecialDay
from ui.entrance.forms import Form, labelled
from ui.language import bind
from ui.theme import font, scaled
from ui.widgets import DateField, Segmented

# Translators: what is to be said of a day of the working calendar
CHOICES = (
    (EditKind.HOLIDAY, N_("Holiday")),
    (EditKind.DAY_OFF, N_("Day off")),
    (EditKind.WORKING, N_("Working day")),
    (EditKind.ORDINARY, N_("Strike out")),
)


def widen(choice: Segmented) -> None:
    """Room for each choice in the strong letters it has when it is chosen."""
    metrics = QFontMetrics(font(strong=True))
    for part in choice.findChildren(QPushButton):
        part.setMinimumWidth(metrics.horizontalAdvance(part.text()) + scaled(28))


class DayForm(Form):
    """A day, what it is, its name in both languages and the source."""

    def __init__(self) -> None:
        super().__init__()
        self.day = DateField()
        self.kind = Segmented(CHOICES, "calendar_kind", N_("What the day is"))
        self.five_day = QCheckBox()
        self.five_day.setObjectName("calendar_five_day")
        bind(self.five_day, self.five_day.setText, N_("Five-day week only"))
        bind(self.five_day, self.five_day.setAccessibleName, N_("Five-day week only"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled("calendar_day", N_("Day"), self.day)[0])
        column = labelled("calendar_kind", N_("What the day is"), self.kind)[0]
        row.addLayout(column)
        last = QHBoxLayout()
        last.setContentsMargins(0, 0, 0, 8)
        last.addWidget(self.five_day, 0, Qt.AlignmentFlag.AlignBottom)
        row.addLayout(last, 1)
        self._rows.addLayout(row)
        self.name_of_day = self.both("calendar_name", N_("Name in Kazakh"), N_("Name in Russian"))
        self.source = QLineEdit()
        self.source.setMaxLength(300)
        self.field("calendar_source", N_("Source: the order or law, its date and number"), self.source)
        bind(self.kind, lambda: widen(self.kind))
        self.kind.chosen.connect(lambda _kind: self._fit())

    def _fit(self) -> None:
        """A day that is struck out needs no name."""
        is_named = self.kind.value() is not EditKind.ORDINARY
        for field in (self.name_of_day.kk, self.name_of_day.ru, self.five_day):
            field.setEnabled(is_named)

    def show_day(self, found: SpecialDay) -> None:
        """Fill the form with a day of the list."""
        self.day.set_value(found.day)
        self.kind.set_value(found.kind)
        self.name_of_day.kk.setText(found.name.kk)
        self.name_of_day.ru.setText(found.name.ru)
        self.source.setText(found.source if found.is_own else "")
        self.five_day.setChecked(found.five_day_only)
        self._fit()

    def change(self) -> DayChange:
        """Raises UserError E-380 where no day is typed."""
        day: date | None = self.day.value()
        if day is None:
            raise UserError("E-380", N_("Type the day, for example 22.03.2027."))
        kind = self.kind.value()
        assert isinstance(kind, EditKind)
        is_struck = kind is EditKind.ORDINARY
        name = Bilingual("", "") if is_struck else self.name_of_day.value()
        return DayChange(day, kind, name, self.source.text().strip(), self.five_day.isChecked() and not is_struck)

    def clear(self) -> None:
        """Empty the form but for the source, which the next day of the same order has too."""
        source = self.source.text()
        super().clear()
        self.source.setText(source)

"""The working calendar: the special days of a year, changes to them, and what a change moves before it is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.calendar_edits import Change, YearChange
from desk_app.errors import UserError
from desk_app.i18n import N_, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.calendars import Applied, MovedCase, Scope, SpecialDay, YearState
from desk_app.usecases.desk import Desk
from desk_app.usecases.explained import Two
from desk_app.usecases.law import zone_of
from ui.background import PRINTING, Background
from ui.entrance.lists import RowList
from ui.language import bind
from ui.office.calendar_form import DayForm
from ui.office.calendar_review import Review
from ui.office.calendar_words import DAY_HEADINGS, DAY_WIDTHS, change_words, day_row, year_words
from ui.office.plain_table import PlainTable
from ui.office.section import Section
from ui.office.why_dates import show_why
from ui.widgets import set_role, text_label, value_label
from ui.widgets.progress import ProgressRow


class CalendarSection(Section):
    """Days above, the form under them; then the cases a change moves, and whose dates move."""

    title = N_("Working calendar")
    name = "calendar"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        self._zone = zone_of(desk.session)
        self._years: tuple[YearState, ...] = ()
        self._days: tuple[SpecialDay, ...] = ()
        self._changes: list[Change] = []
        self.year = QComboBox()
        self.year.setObjectName("calendar_year")
        bind(self.year, self.year.setAccessibleName, N_("Year"))
        self.state = value_label("", "quiet", wrap=True)
        self.confirm = self.button("calendar_confirm", N_("They are published"))
        self.days = PlainTable("calendar_days", N_("Special days of the year"), DAY_HEADINGS, DAY_WIDTHS)
        self.days.setMinimumHeight(190)
        self.form = DayForm()
        self.add = self.button("calendar_add", N_("Add to the change"))
        self.changes = RowList()
        self.changes.setObjectName("calendar_changes")
        self.remove = self.button("calendar_remove", N_("Take out of the change"))
        self.show_moved = self.button("calendar_preview", N_("Show which cases move"), "primary")
        self.progress = ProgressRow("calendar_progress")
        self.review = Review(self._zone)
        self._lay_out()
        self._connect()
        bind(self.changes, self._write)
        self._turn_to_review(False)

    def _lay_out(self) -> None:
        self._edit = QWidget()
        rows = QVBoxLayout(self._edit)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.year)
        top.addWidget(self.state, 1)
        top.addWidget(self.confirm)
        rows.addLayout(top)
        rows.addWidget(self.days, 1)
        rows.addWidget(text_label(N_("Enter takes a day of the list into the form."), "quiet", wrap=True))
        rows.addWidget(self.form)
        rows.addWidget(self.changes)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.add, self.remove, self.show_moved):
            buttons.addWidget(button)
        buttons.addStretch()
        rows.addLayout(buttons)
        self.rows.addWidget(self._edit, 1)
        self.rows.addWidget(self.review, 1)
        self.rows.addWidget(self.progress)
        self.rows.addWidget(self.answer)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _index: self._on_year_chosen())
        self.confirm.clicked.connect(self._on_confirm_clicked)
        self.days.activated.connect(lambda index: self._take_day(index.row()))
        self.add.clicked.connect(self._on_add_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.show_moved.clicked.connect(self._on_show_clicked)
        self.review.back.clicked.connect(self._on_back_clicked)
        self.review.record.clicked.connect(self._on_record_clicked)
        self.review.why_asked.connect(self._on_why_asked)

    def activate(self) -> None:
        desk = self._desk
        self.background.run(self, lambda: desk.calendars.years(desk.session), self._show_years, self.show_error)

    def _show_years(self, years: tuple[YearState, ...]) -> None:
        before, self._years = self.year.currentText(), years
        self.year.blockSignals(True)
        self.year.clear()
        self.year.addItems([str(state.year) for state in years])
        now = str(self._desk.clock.now().astimezone(self._zone).year)
        self.year.setCurrentIndex(max(self.year.findText(before or now), 0))
        self.year.blockSignals(False)
        self._on_year_chosen()

    def _on_year_chosen(self) -> None:
        self._write()
        desk, state = self._desk, self._state()
        if state is not None:
            self.background.run(
                self, lambda: desk.calendars.days(desk.session, state.year), self._show_days, self.show_error
            )

    def _state(self) -> YearState | None:
        index = self.year.currentIndex()
        return self._years[index] if 0 <= index < len(self._years) else None

    def _show_days(self, days: tuple[SpecialDay, ...]) -> None:
        self._days = days
        self.days.show_rows(lambda: [day_row(day, self._zone) for day in days])

    def _take_day(self, number: int) -> None:
        self.form.show_day(self._days[number])
        self.form.day.setFocus()

    def _write(self) -> None:
        state = self._state()
        if state is not None:
            self.state.setText(year_words(state))
            set_role(self.state, "quiet" if state.confirmed else "warn")
            self.confirm.setVisible(not state.confirmed)
        self.changes.setAccessibleName(_("What is to be changed"))
        self.changes.clear()
        for change in self._changes:
            self.changes.add_row(change_words(change))
        self.changes.fit(3)
        for widget in (self.changes, self.remove):
            widget.setVisible(bool(self._changes))
        self.changes.setCurrentRow(len(self._changes) - 1)
        self.show_moved.setEnabled(bool(self._changes))

    def _on_confirm_clicked(self) -> None:
        state = self._state()
        if state is not None:
            self._add(YearChange(state.year, True, self.form.source.text().strip()))

    def _on_add_clicked(self) -> None:
        try:
            change = self.form.change()
        except UserError as error:
            self.show_error(error)
            self.form.day.setFocus()
            return
        self._add(change)

    def _add(self, change: Change) -> None:
        """Keep a change that can be made together with those before it."""
        desk, together = self._desk, [*self._changes, change]
        self.background.run(
            self,
            lambda: desk.calendars.check(desk.session, together),
            lambda _fine: self._keep(change),
            self.show_error,
        )

    def _keep(self, change: Change) -> None:
        self._changes.append(change)
        self.say_nothing()
        self._write()
        self.form.clear()
        self.form.day.setFocus()

    def _on_remove_clicked(self) -> None:
        if self._changes:
            del self._changes[self.changes.currentRow()]
            self._write()
            self.form.day.setFocus()

    def _on_show_clicked(self) -> None:
        desk, changes = self._desk, tuple(self._changes)
        self.say_nothing()
        self.show_moved.setEnabled(False)
        progress = self.progress.begin(_("Looking which cases move …"))
        self.background.run(
            self,
            lambda: desk.calendars.preview(desk.session, changes, progress),
            self._show_moved,
            self._show_fault,
            lane=PRINTING,
        )

    def _show_moved(self, moved: tuple[MovedCase, ...]) -> None:
        self.progress.end()
        self.review.show_moved(moved, tuple(self._changes))
        self._turn_to_review(True)
        self.review.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_why_asked(self, moved: MovedCase) -> None:
        desk, changes = self._desk, tuple(self._changes)

        def show(two: Two) -> None:
            show_why(moved.number, (N_("Was due"), N_("Will be due")), two, self._zone, self.review.table)

        self.background.run(self, lambda: desk.calendars.why(desk.session, moved, changes), show, self.show_error)

    def _turn_to_review(self, on: bool) -> None:
        self.review.setVisible(on)
        self._edit.setVisible(not on)
        self.show_moved.setEnabled(bool(self._changes))

    def _on_back_clicked(self) -> None:
        self._turn_to_review(False)
        self.form.day.setFocus()

    def _on_record_clicked(self) -> None:
        desk, changes, scope = self._desk, tuple(self._changes), self.review.scope.value()
        assert isinstance(scope, Scope)
        self.review.setEnabled(False)
        progress = self.progress.begin(_("Recording …"))
        self.background.run(
            self,
            lambda: desk.calendars.apply(desk.session, changes, scope, progress),
            self._show_applied,
            self._show_fault,
            lane=PRINTING,
        )

    def _show_applied(self, done: Applied) -> None:
        self.progress.end()
        self.review.setEnabled(True)
        self._changes.clear()
        self._turn_to_review(False)
        self._write()
        self.say(lambda: _changed_words(done))
        self.form.source.clear()
        self.form.day.setFocus()
        self.activate()

    def _show_fault(self, error: Exception) -> None:
        """Nothing was changed; what was entered stays."""
        self.progress.end()
        self.review.setEnabled(True)
        self.show_moved.setEnabled(bool(self._changes))
        self.show_error(error)


def _changed_words(done: Applied) -> str:
    moved = ngettext("{count} case has new dates", "{count} cases have new dates", done.moved)
    kept = ngettext("{count} case keeps its dates", "{count} cases keep their dates", done.kept)
    words = ", ".join((moved.format(count=done.moved), kept.format(count=done.kept)))
    return _("The calendar is changed: {words}.").format(words=words)

"""Who signs while the head is away: the list above, the form of a new substitution under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from desk_app.domain.paper_texts import ACTING_HEAD
from desk_app.domain.staff import StaffMember
from desk_app.domain.standing_in import StandIn
from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.entrance.forms import Form, labelled
from ui.office.section import Section
from ui.register.words import DONE, LATER, Said
from ui.theme import ROW_HEIGHT, scaled
from ui.widgets import DateField, text_label
from ui.work.said_table import Row, SaidTable

# Translators: headings of the list of the head's substitutes
HEADINGS = (N_("Who stands in"), N_("Days"), N_("Signs as"), N_("Order"), N_("State"))
MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class _Read:
    stand_ins: tuple[StandIn, ...]
    people: tuple[StaffMember, ...]
    names: dict[UUID, str]
    today: date


class StandInsSection(Section):
    """An order names a colleague who does the head's work from one day to another."""

    title = N_("Substitutes of the head")
    name = "stand_ins"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        self._read = _Read((), (), {}, date.min)
        self._ending: UUID | None = None
        self.table = SaidTable("stand_ins_list", N_("Substitutes of the head"), HEADINGS, (18, 25, 22, 20, 15))
        self.nobody = text_label(N_("Nobody was named yet. The head signs."), "quiet", wrap=True)
        self.end = self.button("stand_ins_end", N_("End now"))
        self.form = Form()
        self.person, self.order = QComboBox(), QLineEdit()
        self.order.setMaxLength(200)
        self.form.pair(
            ("stand_ins_person", N_("Who stands in"), self.person),
            ("stand_ins_order", N_("Order: number and day"), self.order),
        )
        self.begins, self.ends = DateField(), DateField()
        self.form.add(self._days())
        self.position = self.form.both("stand_ins_position", N_("Signs in Kazakh as"), N_("Signs in Russian as"))
        self.add = self.button("stand_ins_add", N_("Name the substitute"), "primary")
        self._lay_out()
        self._fill_position()
        self.add.clicked.connect(self._on_add_clicked)
        self.end.clicked.connect(self._on_end_clicked)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._ask_again())

    def _lay_out(self) -> None:
        about = N_(
            "From the first day to the last the substitute signs results and resolutions with these words, from their"
            " next sign-in on. Whoever drafted a result still does not sign it."
        )
        self.rows.addWidget(text_label(about, "quiet", wrap=True))
        self.rows.addWidget(self.nobody)
        self.rows.addWidget(self.table)
        for button in (self.end, self.add):
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch()
            if button is self.add:
                self.rows.addWidget(text_label(N_("New substitution"), "heading"))
                self.rows.addWidget(self.form)
            self.rows.addLayout(row)
        self.rows.addWidget(self.answer)
        self.rows.addStretch()

    def _days(self) -> QWidget:
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(labelled("stand_ins_from", N_("First day"), self.begins)[0])
        row.addLayout(labelled("stand_ins_to", N_("Last day"), self.ends)[0])
        row.addStretch()
        return days

    def _fill_position(self) -> None:
        self.position.kk.setText(ACTING_HEAD.kk)
        self.position.ru.setText(ACTING_HEAD.ru)

    def activate(self) -> None:
        desk = self._desk

        def read() -> _Read:
            session, stand_ins = desk.session, desk.stand_ins
            names = {member.key: member.short_name for member in desk.office.members(session)}
            return _Read(stand_ins.all(session), stand_ins.people(session), names, stand_ins.today(session))

        self.background.run(self, read, self._show, self.show_error)

    def _show(self, found: _Read) -> None:
        self._read = found
        held = self.person.currentData()
        self.person.clear()
        for member in found.people:
            self.person.addItem(member.full_name, member.key)
        self.person.setCurrentIndex(max(self.person.findData(held), 0))
        self.add.setEnabled(bool(found.people))
        self.table.show_rows(self._words)
        shown = min(max(len(found.stand_ins), 1), MOST_ROWS)
        self.table.setFixedHeight(shown * scaled(ROW_HEIGHT) + self.table.horizontalHeader().sizeHint().height() + 6)
        for widget in (self.table, self.end):
            widget.setVisible(bool(found.stand_ins))
        self.nobody.setVisible(not found.stand_ins)
        self._ask_again()

    def _words(self) -> tuple[Row, ...]:
        return tuple(
            (
                Said("", self._read.names.get(one.member, "")),
                Said("", f"{short_date(one.begins)} – {short_date(one.ends)}"),
                Said("", one.position.text(language()), "quiet"),
                Said("", one.order, "quiet"),
                self._state(one),
            )
            for one in self._read.stand_ins
        )

    def _state(self, one: StandIn) -> Said:
        if one.ended_at is not None:
            return Said("", _("ended early"), "quiet")
        if one.ends < self._read.today:
            return Said("", _("over"), "quiet")
        return Said(DONE, _("in force"), "good") if one.begins <= self._read.today else Said(LATER, _("to come"))

    def chosen(self) -> StandIn | None:
        """The substitution the cursor is on."""
        row = self.table.current_row
        return self._read.stand_ins[row] if 0 <= row < len(self._read.stand_ins) else None

    def _ask_again(self) -> None:
        self._ending = None
        self.end.setText(_("End now"))
        found = self.chosen()
        self.end.setEnabled(found is not None and found.ended_at is None and found.ends >= self._read.today)

    def _on_end_clicked(self) -> None:
        """The first press asks, the second ends: no window in between."""
        found = self.chosen()
        if found is None:
            return
        if self._ending != found.key:
            self._ending = found.key
            self.end.setText(_("Press once more: from now on nothing is signed"))
            return
        self._ask_again()
        desk = self._desk
        self.background.run(
            self,
            lambda: desk.stand_ins.end(desk.session, found.key),
            lambda _nothing: self._show_done(lambda: _("The substitution is ended.")),
            self.show_error,
        )

    def _on_add_clicked(self) -> None:
        desk, member = self._desk, self.person.currentData()
        begins, ends = self.begins.value(), self.ends.value()
        if begins is None or ends is None:
            self.say(lambda: _("Enter the first and the last day from the order."), "bad")
            (self.begins if begins is None else self.ends).setFocus()
            return
        position, order = self.position.value(), self.order.text()
        self.add.setEnabled(False)
        self.background.run(
            self,
            lambda: desk.stand_ins.name(desk.session, member, begins, ends, position, order),
            self._show_named,
            self._show_fault,
        )

    def _show_fault(self, error: Exception) -> None:
        self.add.setEnabled(True)
        self.show_error(error)

    def _show_named(self, found: StandIn) -> None:
        name = self._read.names.get(found.member, "")
        self.form.clear()
        self._fill_position()
        self._show_done(
            lambda: _("{name} signs from {first} to {last}.").format(
                name=name, first=short_date(found.begins), last=short_date(found.ends)
            )
        )

    def _show_done(self, words: Callable[[], str]) -> None:
        self.say(words)
        self.activate()

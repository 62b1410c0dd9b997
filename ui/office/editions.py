"""By which wordings of the acts the office works, and from which day by another one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from desk_app.domain.regulation import ServiceEdition
from desk_app.errors import DataFileError
from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import Adoption
from ui.background import Background
from ui.entrance.forms import Form
from ui.language import bind
from ui.office.edition_card import EditionCard
from ui.office.edition_file import EditionFileBlock
from ui.office.edition_trial import TrialBlock
from ui.office.section import Section
from ui.widgets import DateField, text_label, value_label

Read = tuple[tuple[ServiceEdition, ...], tuple[Adoption, ...], frozenset[str], tuple[DataFileError, ...]]


class EditionsSection(Section):
    """Adoptions above; under them any wording to be read, tried and adopted; a new one from a file at the end."""

    title = N_("Services and their acts")
    name = "editions"

    def __init__(self, desk: Desk, background: Background, *, may_adopt: bool) -> None:
        super().__init__(background)
        self._desk = desk
        self._editions: tuple[ServiceEdition, ...] = ()
        self._adoptions: tuple[Adoption, ...] = ()
        self._own: frozenset[str] = frozenset()
        self._wanted = ""
        self.list = value_label("", wrap=True)
        self.list.setObjectName("adoptions")
        self.choice, self.form = Form(), Form()
        self.edition = self.choice.field("adopt_edition", N_("Wording"), QComboBox())
        self.edition.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.card = EditionCard()
        self.day = self.form.field("adopt_day", N_("From which day"), DateField())
        self.adopt = self.button("adopt", N_("Work by this wording"), "primary")
        self.trial = TrialBlock(desk, background, self.button("trial_start", N_("Try it on cases")))
        self.file = EditionFileBlock(desk, background, self.button("edition_add", N_("Add from a file …")))
        self._lay_out(may_adopt)
        self.edition.currentIndexChanged.connect(lambda _index: self._write_chosen())
        self.adopt.clicked.connect(self._on_adopt_clicked)
        self.file.added.connect(self._on_added)
        bind(self.list, self._write)

    def _lay_out(self, may_adopt: bool) -> None:
        heading = text_label(N_("Adopt another wording"), "heading")
        kept = text_label(N_("Cases that are open keep the wording they were registered under."), "quiet", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.adopt)
        row.addStretch()
        for shown in (self.list, self.choice, self.card, self.trial, heading, kept, self.form):
            self.rows.addWidget(shown)
        self.rows.addLayout(row)
        self.rows.addWidget(self.answer)
        self.rows.addWidget(self.file)
        self.rows.addStretch()
        if not may_adopt:
            for widget in (heading, kept, self.form, self.adopt, self.trial, self.file):
                widget.hide()

    def activate(self) -> None:
        self.background.run(self, self._read, self._show, self.show_error)

    def _read(self) -> Read:
        desk = self._desk
        editions = desk.editions.known()
        return editions, desk.office.adoptions(desk.session), desk.editions.own(), desk.editions.faulty()

    def _show(self, read: Read) -> None:
        self._editions, self._adoptions, self._own, faulty = read
        if self.day.value() is None:
            self.day.set_value(self._desk.clock.now().astimezone(zone_of(self._desk.session)).date())
        self._write()
        if faulty:
            self.show_error(faulty[0])

    def _write(self) -> None:
        held = self._wanted or self.edition.currentData() or self._first_in_force()
        self._wanted = ""
        # the choice stays the same while its words are written anew, and so does what was found by trying it
        with QSignalBlocker(self.edition):
            self.edition.clear()
            for edition in self._editions:
                first = short_date(edition.effective_from)
                self.edition.addItem(f"{edition.short_title.text(language())}, {first}", edition.id)
            self.edition.setCurrentIndex(max(self.edition.findData(held), 0))
        by_id = {edition.id: edition for edition in self._editions}
        lines = [
            _("{service}: from {day} by {act}").format(
                service=by_id[adoption.edition].title.text(language()),
                day=short_date(adoption.adopted_from),
                act=by_id[adoption.edition].act.text(language()),
            )
            for adoption in self._adoptions
            if adoption.edition in by_id
        ]
        self.list.setText("\n\n".join(lines) or _("No service has been adopted yet."))
        self._write_chosen()

    def _first_in_force(self) -> str:
        """Id of the first wording in force on the day above: what has lapsed is never offered by itself."""
        day = self.day.value()
        return next((one.id for one in self._editions if day is not None and one.is_in_force(day)), "")

    def _write_chosen(self) -> None:
        chosen = next((one for one in self._editions if one.id == self.edition.currentData()), None)
        self.card.show_edition(chosen, is_own=chosen is not None and chosen.id in self._own)
        self.trial.show_edition(chosen.id if chosen is not None else "")

    def _on_added(self, edition: str) -> None:
        self._wanted = edition
        self.activate()

    def _on_adopt_clicked(self) -> None:
        day, edition = self.day.value(), self.edition.currentData()
        if day is None or edition is None:
            self.say(lambda: _("Enter the day as dd.mm.yyyy."), "bad")
            self.day.setFocus()
            return
        desk = self._desk
        self.background.run(
            self,
            lambda: desk.office.adopt(desk.session, str(edition), day),
            lambda _nothing: self._show_adopted(day),
            self.show_error,
        )

    def _show_adopted(self, day: date) -> None:
        self.say(lambda: _("Adopted from {day}.").format(day=short_date(day)))
        self.activate()

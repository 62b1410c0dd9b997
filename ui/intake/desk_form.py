"""The middle column while a visitor is served: the four blocks as one form, and the places the focus goes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk_app.domain.keys import new_key
from desk_app.domain.regulation import ServiceEdition
from desk_app.usecases import intake
from desk_app.usecases.desk import Desk
from desk_app.usecases.intake import Offer
from desk_app.usecases.law import zone_of
from ui.intake.columns import FormScroll
from ui.intake.consent import ConsentBlock
from ui.intake.documents import DocumentsBlock
from ui.intake.form import Cursor, IntakeForm, tidy
from ui.intake.service import ServiceBlock
from ui.intake.verdict import VerdictPanel
from ui.intake.visitor import VisitorBlock

_POWER = (intake.POWER_INCOMPLETE, intake.POWER_EXPIRED)


class DeskForm(FormScroll):
    """Loading and reading are apart: what is loaded is not saved, what is typed is never overwritten by it.

    Signals:
        changed(): the person typed, ticked or decided something.
        service_chosen(): the person chose another service.
        all_decided(): the last open document was decided.
        consent_taken(): the tick of the consent was set.
        button_wanted(): Enter on the consent.
    """

    changed = Signal()
    service_chosen = Signal()
    all_decided = Signal()
    consent_taken = Signal()
    button_wanted = Signal()

    def __init__(self, desk: Desk, verdict: VerdictPanel) -> None:
        super().__init__()
        self._desk = desk
        self._verdict = verdict
        self.visitor = VisitorBlock(self.day)
        self.service = ServiceBlock()
        self.documents = DocumentsBlock(self.day)
        self.consent = ConsentBlock()
        self.set_blocks(self.visitor, self.service, self.documents, self.consent)
        self._base = self.new_form()
        self._touched = False
        self.visitor.changed.connect(self.touch)
        self.documents.changed.connect(self.touch)
        verdict.languages.chosen.connect(self.touch)
        self.service.chosen.connect(self.service_chosen)
        self.documents.all_decided.connect(self.all_decided)
        self.documents.view.row_shown.connect(lambda rect: self.show_rect(self.documents.view, rect))
        self.documents.view.left.connect(lambda by: self.focusNextPrevChild(by > 0))
        self.consent.changed.connect(self._on_consent_changed)
        self.consent.accepted.connect(self.button_wanted)
        self.visitor.more.household.own_line_wanted.connect(self.add_own_line)

    # ---- the form as a value

    def form(self) -> IntakeForm:
        """Everything on the page as it stands."""
        form = self.documents.take(self.visitor.take(self._base))
        offer = self.service.offer
        if offer is not None:
            form = replace(form, edition=offer.edition.id, channel=offer.channel)
        return replace(form, language=self._verdict.paper_language())

    def load(self, form: IntakeForm) -> None:
        """Show a form. Nothing is saved by it."""
        self._base = form
        self._touched = not form.is_empty
        offer = self.offer_of(form)
        if offer is not None:
            self.service.choose(offer)
        self.visitor.more.ask_about(self.service.offer)
        self.visitor.show_form(form)
        self.documents.show_form(form, self.service.offer)
        self.consent.show_consent(form.consent_at is not None, self.edition)
        self._verdict.languages.set_value(form.language)

    def show_service(self) -> None:
        """What can be accepted here is known now: ask for what the service chosen needs, of the form as it stands."""
        self.visitor.more.ask_about(self.service.offer)
        self.documents.show_form(self.form(), self.service.offer)

    @property
    def edition(self) -> ServiceEdition | None:
        """The edition of the service chosen."""
        offer = self.service.offer
        return offer.edition if offer is not None else None

    def offer_of(self, form: IntakeForm) -> Offer | None:
        """The offer the form was filled in for; the service's newer edition where the office has gone on."""
        service = form.edition.partition("/")[0]
        return self.service.offer_of(service, form.channel) if service else None

    def new_form(self) -> IntakeForm:
        """An empty form with a token of its own."""
        return IntakeForm(new_key(), self._now())

    def new_token(self) -> None:
        """The person is another one: what was made by the old token is not theirs."""
        self._base = replace(self._base, key=new_key())

    def day(self) -> date:
        """Today in the office."""
        return self._now().astimezone(zone_of(self._desk.session)).date()

    def _now(self) -> datetime:
        return self._desk.clock.now()

    def touch(self) -> None:
        """The form was changed by the person. The visit begins with the first change."""
        if not self._touched:
            self._touched = True
            self._base = replace(self._base, started_at=self._now())
        self.documents.ask_for(self.form())
        self.changed.emit()

    def _on_consent_changed(self) -> None:
        given = self.consent.is_given
        self._base = replace(self._base, consent_at=self._now() if given else None)
        self.touch()
        if given:
            self.consent_taken.emit()

    def add_own_line(self) -> None:
        """Put the applicant into the household table."""
        person = self.form().person
        name = " ".join(part for part in map(tidy, (person.surname, person.name, person.patronymic)) if part)
        self.visitor.more.household.add_own(name, person.iin, person.birth_date)

    # ---- where the focus goes

    def go_on(self) -> None:
        """From the visitor to what is still open: an empty field, else the documents."""
        empty = self.visitor.first_empty()
        if empty is not None:
            empty.setFocus()
        elif self.service.offer is None:
            self.service.list.setFocus()
        else:
            self.documents.focus_documents()

    def show_blocker(self, blocker: str) -> None:
        """Go to the field a blocker speaks of."""
        more = self.visitor.more
        if blocker == intake.NO_IIN:
            self.visitor.iin.setFocus()
        elif blocker == intake.NO_OVERRIDE:
            self.visitor.override.edit.setFocus()
        elif blocker == intake.NO_NAME:
            (self.visitor.first_empty() or self.visitor.surname).setFocus()
        elif blocker == intake.NO_CONSENT:
            self.consent.box.setFocus()
        elif blocker == intake.MINOR_ALONE:
            self.visitor.open_more(True)
            more.representative.ask_legal()
        elif blocker in _POWER:
            self.visitor.open_more(True)
            more.representative.first_field().setFocus()
        elif blocker == intake.NO_HOUSEHOLD:
            self.visitor.open_more(True)
            self.add_own_line()
            more.household.focus_table()
        elif blocker == intake.NO_BANK:
            self.visitor.open_more(True)
            more.account.edit.setFocus()

    def place(self) -> Cursor:
        """Where the person is, for the draft."""
        widget = QApplication.focusWidget()
        if widget is None or not self.isAncestorOf(widget):
            return Cursor()
        if widget is self.documents.view:
            return Cursor(widget.objectName(), self.documents.view.row)
        position = widget.cursorPosition() if isinstance(widget, QLineEdit) else 0
        return Cursor(widget.objectName(), position)

    def put_cursor(self, cursor: Cursor) -> None:
        """Stand where the draft stood."""
        widget = self.findChild(QWidget, cursor.field) if cursor.field else None
        if widget is None:
            self.visitor.iin.setFocus()
            return
        if self.visitor.more.isAncestorOf(widget):
            self.visitor.open_more(True)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if widget is self.documents.view:
            self.documents.view.go_to(cursor.position)
        elif isinstance(widget, QLineEdit):
            widget.setCursorPosition(cursor.position)

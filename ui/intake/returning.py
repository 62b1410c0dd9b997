"""Who the visitor was before: the form filled from an earlier application, a second visit opened on its gaps."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desk_app.usecases.desk import Desk
from desk_app.usecases.intake import Recall, Verdict
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import PersonRow
from ui.intake.asking import Asking
from ui.intake.desk_form import DeskForm
from ui.intake.form import IntakeForm, PersonForm, tidy
from ui.intake.prefill import History, filled, newest_refusal, refusal_of, with_service
from ui.language import bind


class Returning(QObject):
    """Watches the IIN. What was typed by hand is never overwritten by what is recalled.

    Signals:
        filled_in(): the form holds an earlier visit's answers now.
        person_changed(UUID): the form is another person's; the draft of that key is not wanted any more.
    """

    filled_in = Signal()
    person_changed = Signal(object)

    def __init__(self, desk: Desk, form: DeskForm, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._asking = asking
        self._zone = zone_of(desk.session)
        self._recall: Recall | None = None
        self._iin = ""
        """Whose form it is: the first whole IIN of this form."""
        self._prefilled: PersonForm | None = None
        self._goes_on = False
        self._gaps_closed = False
        form.visitor.iin_completed.connect(self._on_iin_completed)
        form.visitor.changed.connect(self._on_visitor_changed)
        form.visitor.accepted.connect(self._on_accepted)
        form.service_chosen.connect(self._on_service_chosen)
        asking.recalled.connect(self._show_recall)
        bind(self, self._write)

    def forget(self) -> None:
        """The next visitor."""
        self._asking.forget_recall()
        self._recall, self._iin, self._prefilled = None, "", None
        self._goes_on = self._gaps_closed = False
        self._form.visitor.show_history("", "quiet")

    def look_up(self, iin: str) -> None:
        """Ask for the past of a form that is filled already."""
        self._iin = iin
        self._asking.recall(iin)

    def pick(self, person: PersonRow) -> None:
        """A person found by search stands for their IIN."""
        self._form.visitor.iin.set_iin(person.iin)
        if not self._form.visitor.iin.hasFocus():
            self._form.visitor.surname.clear()
        self._form.touch()
        self._goes_on = True
        self._on_iin_completed(person.iin)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """After a refusal: say when all that was missing is here."""
        closed = verdict is not None and verdict.report.is_decided and not verdict.report.gaps
        if closed != self._gaps_closed:
            self._gaps_closed = closed
            self._write()

    # ---- the IIN

    def _on_iin_completed(self, iin: str) -> None:
        if self._iin and iin != self._iin:
            old = self._form.form().key
            self._form.new_token()
            self.person_changed.emit(old)
        if iin != self._iin or self._recall is None:
            self._iin, self._recall = iin, None
            self._asking.recall(iin)

    def _on_visitor_changed(self) -> None:
        if self._recall is not None and self._form.visitor.iin.iin() != self._iin:
            self._asking.forget_recall()
            self._recall = None
        self._write()

    def _on_accepted(self) -> None:
        if self._asking.is_recalling:
            self._goes_on = True
        else:
            self._form.go_on()

    def _show_recall(self, iin: str, recall: Recall) -> None:
        if iin != self._form.visitor.iin.iin():
            return
        self._recall = recall
        form = self._form.form()
        if self._is_fresh(form):
            self._fill(form, recall)
        self._write()
        goes_on, self._goes_on = self._goes_on, False
        has_refusal = form.after_refusal is None and self._form.form().after_refusal is not None
        if goes_on or (has_refusal and self._form.visitor.iin.hasFocus()):
            self._form.go_on()

    def _is_fresh(self, form: IntakeForm) -> bool:
        """True if nobody has typed a name: there is none, or it came from an earlier visit and was left as it was."""
        return not self._form.visitor.has_names or self._prefilled == _without_number(form.person)

    def _fill(self, form: IntakeForm, recall: Recall) -> None:
        application = recall.application
        if application is None:
            if self._prefilled is not None:  # it was another person's
                self._prefilled = None
                self._form.load(replace(self._form.new_form(), person=PersonForm(iin=form.person.iin), key=form.key))
                self.filled_in.emit()
            return
        refusal = newest_refusal(recall)
        form = filled(form, application)
        source = refusal.application if refusal is not None else application
        service = source.edition.partition("/")[0]
        offer = self._form.service.offer_of(service, source.channel) or self._form.service.offer
        if offer is not None:
            refused = refusal if refusal is not None and refusal.service == offer.edition.service else None
            fresh = replace(form, documents=()) if self._prefilled is not None or refused is not None else form
            form = with_service(fresh, offer, application, refused, self._form.day())
        self._form.load(form)
        self._prefilled = _without_number(self._form.form().person)
        self.filled_in.emit()

    def _on_service_chosen(self) -> None:
        """Another service has another list: lines are open again, or as its own refusal left them."""
        offer = self._form.service.offer
        if offer is None:
            return
        earlier = self._recall.application if self._recall is not None else None
        refusal = refusal_of(self._recall, offer.edition.service)
        self._form.load(with_service(self._form.form(), offer, earlier, refusal, self._form.day()))
        self._form.touch()
        self._write()

    # ---- words

    def _write(self) -> None:
        recall = self._recall
        if recall is None:
            self._form.visitor.show_history("", "quiet")
            return
        edition = self._form.edition
        person = self._form.form().person
        name = " ".join(part for part in map(tidy, (person.surname, person.name, person.patronymic)) if part)
        service = edition.service if edition is not None else ""
        self._form.visitor.show_history(
            *History(recall, self._zone).words(service, name, gaps_closed=self._gaps_closed)
        )


def _without_number(person: PersonForm) -> PersonForm:
    """What does not follow from the IIN."""
    return replace(person, iin="", iin_override="", birth_date=None, sex=None)

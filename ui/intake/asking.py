"""What the desk page asks beside the window: people, the past, the verdict, recording. Late answers are dropped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.application import Application
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import ServiceEdition
from desk_app.errors import TerezeError
from desk_app.usecases.desk import Desk
from desk_app.usecases.intake import Command, Verdict
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import Draft, PaperRow
from desk_app.usecases.ports_line import SubjectKind
from desk_app.usecases.registration import Registered
from ui.background import Background
from ui.intake.form import KIND, IntakeForm, application_of
from ui.intake.result import Outcome
from ui.intake.verdict import Deed

_REST = 60
"""Milliseconds of rest before a check."""


class Asking(QObject):
    """One page's questions.

    Signals:
        judged(Verdict): the verdict on the form as it stands now; None where there is nothing to judge.
        recalled(str, Recall): what is known of the person with that IIN.
        found(tuple, str): people found for that text.
        recorded(Outcome): the number is given.
        not_recorded(Exception): it is not; the form stays.
        failed(Exception): another question could not be answered.
        waiting(tuple, tuple): half-filled forms of the office, papers nobody confirmed.
    """

    judged = Signal(object)
    recalled = Signal(str, object)
    found = Signal(object, str)
    recorded = Signal(object)
    not_recorded = Signal(object)
    failed = Signal(object)
    waiting = Signal(object, object)

    def __init__(
        self,
        desk: Desk,
        background: Background,
        read: Callable[[], tuple[IntakeForm, ServiceEdition | None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._read = read
        self._check = 0
        """The newest question; an answer to an older one is dropped."""
        self._answered = 0
        self._recall = 0
        self._pending_recall = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask_verdict)

    # ---- the verdict

    @property
    def is_checking(self) -> bool:
        """True while the verdict on the screen is older than the form."""
        return self._rest.isActive() or self._answered != self._check

    def check(self) -> None:
        """The form has changed: ask anew after a short rest."""
        self._rest.start()

    def check_now(self) -> None:
        """Somebody waits for the verdict."""
        if self._rest.isActive():
            self._rest.stop()
            self._ask_verdict()

    def _ask_verdict(self) -> None:
        self._check += 1
        number = self._check
        form, edition = self._read()
        if edition is None or form.is_empty:
            self._answer(number, None)
            return
        desk = self._desk
        application = application_of(form, edition, self._today())
        self._background.run(
            self,
            lambda: desk.intake.check(desk.session, application),
            lambda verdict: self._answer(number, verdict),
            lambda error: self._fail_check(number, error),
        )

    def _answer(self, number: int, verdict: Verdict | None) -> None:
        if number == self._check:
            self._answered = number
            self.judged.emit(verdict)

    def _fail_check(self, number: int, error: Exception) -> None:
        if number == self._check:
            self._answered = number
            self.judged.emit(None)
            self.failed.emit(error)

    def _today(self) -> date:
        """Today in the office."""
        return self._desk.clock.now().astimezone(zone_of(self._desk.session)).date()

    def application(self) -> Application | None:
        """The form as an application, as it would be checked now; None before there is a service."""
        form, edition = self._read()
        return application_of(form, edition, self._today()) if edition is not None else None

    # ---- people

    @property
    def is_recalling(self) -> bool:
        return self._pending_recall != 0

    def recall(self, iin: str) -> None:
        self._recall += 1
        number = self._pending_recall = self._recall
        desk = self._desk

        def show(found: object) -> None:
            if number == self._recall:
                self._pending_recall = 0
                self.recalled.emit(iin, found)

        def fail(error: Exception) -> None:
            if number == self._recall:
                self._pending_recall = 0
                self.failed.emit(error)

        self._background.run(self, lambda: desk.intake.recall(desk.session, iin), show, fail)

    def forget_recall(self) -> None:
        """The person is another one: what is on its way is not theirs."""
        self._recall += 1
        self._pending_recall = 0

    def find(self, text: str) -> None:
        desk = self._desk
        self._background.run(
            self,
            lambda: desk.intake.find(desk.session, text),
            lambda people: self.found.emit(people, text),
            self.failed.emit,
        )

    # ---- recording

    def record(self, deed: Deed, form: IntakeForm, edition: ServiceEdition, language: PaperLanguage) -> None:
        """Register or refuse the form as it is now. Its key is the token: one form, one number."""
        desk = self._desk
        command = Command(application_of(form, edition, self._today()), form.key, form.started_at, form.after_refusal)

        def work() -> Outcome:
            if deed is Deed.REGISTER:
                outcome = Outcome(desk.registrations.register(desk.session, command, language), edition)
            else:
                outcome = Outcome(desk.refusals.refuse(desk.session, command, language), edition)
            # it is recorded all the same: a draft left over leads back to this very number, by its token
            with suppress(TerezeError):
                desk.drafts.drop(desk.session, form.key)
            with suppress(TerezeError):
                desk.line.produced(desk.session, *_subject(outcome))
            return outcome

        self._background.run(self, work, self.recorded.emit, self.not_recorded.emit)

    # ---- the left column

    def look_around(self) -> None:
        """Half-filled forms of the office, papers of this person that nobody confirmed."""
        desk = self._desk

        def read() -> tuple[tuple[Draft, ...], tuple[PaperRow, ...]]:
            return desk.drafts.waiting(desk.session, KIND), desk.printing.unprinted(desk.session)

        self._background.run(self, read, lambda both: self.waiting.emit(*both), self.failed.emit)


def _subject(outcome: Outcome) -> tuple[UUID, SubjectKind]:
    """What the visit of the person at the desk has produced."""
    done = outcome.done
    if isinstance(done, Registered):
        return done.case.key, SubjectKind.CASE
    return done.refusal.key, SubjectKind.REFUSAL

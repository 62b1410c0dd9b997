"""Results that are ready and were not collected: who to call, and who was called."""

from __future__ import annotations

from uuid import UUID

from desk_app.domain.cases import CaseState
from desk_app.domain.keys import new_key
from desk_app.domain.sending import CallNote
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.ports_lists import ReadyRow

LONGEST_NOTE = 300
_MAY = (Role.CLERK, Role.CHANCELLERY, Role.SUPERVISOR, Role.HEAD)


class Collecting:
    """The desk calls; every call is journaled, without what was said."""

    def __init__(self, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._unit_of_work = unit_of_work
        self._queries = queries

    def ready(self, session: Session) -> tuple[ReadyRow, ...]:
        """Results here that wait for their owners, the longest waiting first. Raises ForbiddenError E-361."""
        self._require(session)
        return self._queries.ready(session.office.key)

    def calls(self, session: Session, case: UUID) -> tuple[CallNote, ...]:
        self._require(session)
        return self._queries.calls(case)

    def note_call(self, session: Session, case: UUID, note: str) -> CallNote:
        """Record that the applicant was called now.

        Raises:
            ForbiddenError: E-361 another role, E-634 the result is not here or was collected.
            UserError: E-635 nothing is said of the call.
        """
        self._require(session)
        note = " ".join(note.split())[:LONGEST_NOTE]
        if not note:
            raise UserError("E-635", N_("Say in a few words how the call went."))
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            if found.state is not CaseState.READY:
                raise ForbiddenError(
                    "E-634",
                    N_("The result of the case {number} does not wait to be collected."),
                    N_("Refresh the list."),
                    number=found.number,
                )
            me = session.member
            call = CallNote(new_key(), case, work.now(), me.key, me.full_name, note)
            work.lists.add_call(call)
            work.journal.append("applicant.called", subject=case)
            work.commit()
        return call

    @staticmethod
    def _require(session: Session) -> None:
        if not session.has(*_MAY):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))

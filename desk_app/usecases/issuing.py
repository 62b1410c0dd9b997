"""Handing the result over: against identity, with date, person and signature line."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desk_app.domain.regulation import StepKind
from desk_app.domain.staff import Session
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.law import Law, expect_step
from desk_app.usecases.routing import StepDone, finish_step


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes the paper, and that the clerk looked at an identity document."""

    name: str
    identity_checked: bool
    is_representative: bool = False
    document: str = ""
    """Of a representative: kind and number of the identity document."""
    authority: str = ""
    """Of a representative: what they act by, such as a power of attorney with its number and date."""

    @property
    def words(self) -> str:
        """As the case keeps it: the name, and of a representative the papers that were shown."""
        return "; ".join(part.strip() for part in (self.name, self.document, self.authority) if part.strip())


class Issuing:
    """The last step of every route."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory) -> None:
        self._law = law
        self._unit_of_work = unit_of_work

    def hand_over(self, session: Session, case: UUID, receiver: Receiver) -> StepDone:
        """Record that the result was handed over.

        Source: decree No. 71, annex 1, par. 7(4), 8(6); annex 2, par. 5(5); annex 3, par. 6(5).

        Raises:
            UserError: E-370 the identity was not checked or the receiver is not named, E-636 a representative's
                document or authority is missing.
        """
        if not receiver.identity_checked or not receiver.name.strip():
            raise UserError(
                "E-370",
                N_("The paper is handed over only against an identity document."),
                N_("Look at the document and tick the box; name who takes the paper."),
            )
        if receiver.is_representative and not (receiver.document.strip() and receiver.authority.strip()):
            raise UserError(
                "E-636",
                N_("A representative takes the paper by an identity document and a power of attorney."),
                N_("Write the number of the document and what the representative acts by."),
            )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            step = expect_step(session, rule, found, StepKind.HAND_OVER)
            done = finish_step(self._law, work, session, rule, found, step, note=receiver.words)
            work.journal.append(
                "result.handed_over", subject=case, facts={"representative": receiver.is_representative}
            )
            work.commit()
        return done

"""The line at the desks: tickets, calling in turn, putting aside, sending on, and the end of a visit."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from desk_app.domain import line
from desk_app.domain.keys import new_key
from desk_app.domain.line import COLLECT, ForbiddenVisit, Visit, VisitAct, VisitResult, VisitState
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.intake import Intake
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.line_view import accepting_all
from desk_app.usecases.ports_line import AtDesk, Message, Person, SubjectKind, VisitEvent

COLLECT_LETTER = "Н"


class Line:
    """Serving people in their order. Source: passport of the certificate, «Жұмыс кестесі»: in turn, no fast lane."""

    def __init__(
        self,
        law: Law,
        intake: Intake,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
    ) -> None:
        self._law = law
        self._intake = intake
        self._unit_of_work = unit_of_work
        self._queries = queries

    def groups(self, session: Session) -> tuple[str, ...]:
        """The groups this desk calls from: the services it may accept, and the collecting of papers."""
        services = dict.fromkeys(offer.edition.service for offer in self._intake.offers(session))
        return (*services, COLLECT) if services else ()

    def in_line(self, session: Session) -> tuple[Visit, ...]:
        """Everybody who has not left, in their order."""
        return self._queries.in_line(session.office.key)

    def at_desk(self, session: Session) -> Visit | None:
        """The person called to or sitting at this desk."""
        return self._queries.at_desk(session.office.key, session.member.key)

    def visit(self, key: UUID) -> Visit:
        return self._found(self._queries.visit(key))

    def history(self, key: UUID) -> tuple[VisitEvent, ...]:
        return self._queries.visit_events(key)

    def twice(self, session: Session, iin: str) -> tuple[Visit, ...]:
        """Where this person stands in the line already."""
        if not iin:
            return ()
        return tuple(found for found in self.in_line(session) if found.iin == iin)

    def take_ticket(
        self,
        session: Session,
        group: str,
        *,
        iin: str = "",
        name: str = "",
        number: str = "",
        priority: str = "",
    ) -> Visit:
        """Put a person into the line. `number` is that of a paper ticket already in their hand.

        Raises:
            UserError: E-501 the person stands in this line already, E-502 the IIN has not twelve digits,
                E-503 a paper number that is in the line, E-504 the act knows no priority of that name.
        """
        if iin and len(check_digits(iin)) != 12:
            raise UserError("E-502", N_("The IIN has to have 12 digits."), N_("Correct it, or leave it empty."))
        self._check_priority(session, group, priority)
        office = session.office
        with self._unit_of_work(office.key, session.member.key, session.desk) as work:
            now = work.now()
            day = now.astimezone(zone_of(session)).date()
            # the turn is taken first: of two tickets at one instant the second waits here, and then sees the first
            turn = work.line.take_turn(day)
            standing = work.line.standing()
            if iin and any(found.iin == iin and found.group == group for found in standing):
                ticket = next(found.ticket for found in standing if found.iin == iin and found.group == group)
                raise UserError(
                    "E-501",
                    N_("This person is in the line already, with number {ticket}."),
                    N_("Let them keep that number: their place does not change."),
                    ticket=ticket,
                )
            if number and any(found.ticket == number for found in standing):
                raise UserError(
                    "E-503", N_("Number {ticket} is in the line already."), N_("Type another number."), ticket=number
                )
            ticket = number or self._ticket(work, group, day, {found.ticket for found in standing if found.day == day})
            found = Visit(
                key=new_key(),
                office=office.key,
                day=day,
                ticket=ticket,
                group=group,
                turn=turn,
                arrived_at=now,
                waits_since=now,
                iin=iin,
                name=name,
                priority=priority,
            )
            work.line.add(found)
            work.commit()
        return found

    def call_next(self, session: Session) -> Visit | None:
        """Call whose turn it is; None where nobody waits for this desk.

        Who has a person at the desk gets that person back: a double click calls nobody else.
        """
        groups = self.groups(session)
        try:
            with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
                found = work.line.mine(session.member.key)
                if found is not None:
                    return found
                waiting = work.line.next(session.member.key, groups)
                if waiting is None:
                    return None
                called = self._called(session, waiting, work)
                work.commit()
        except AtDesk:
            return self._found(self.at_desk(session))
        return called

    def call(self, session: Session, key: UUID) -> Visit:
        """Call a chosen person out of turn: written into the journal, as the rule is strictly in turn.

        Raises:
            ForbiddenError: E-361, the person serves nobody at a desk; so with everything done to a visit.
            UserError: E-505 this desk has somebody, E-506 another desk was quicker.
        """
        _require_desk(session)
        try:
            with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
                if work.line.mine(session.member.key) is not None:
                    raise _busy_desk()
                waiting = self._found(work.line.for_update(key))
                called = self._called(session, waiting, work)
                work.journal.append("line.chosen", subject=key, facts={"ticket": called.ticket})
                work.commit()
        except AtDesk as error:
            raise _busy_desk() from error
        except ForbiddenVisit as error:
            raise _moved_on(error) from error
        return called

    def repeat(self, session: Session, key: UUID) -> Visit:
        """Call the number once more."""
        return self._change(session, key, VisitAct.REPEAT, lambda found, _work: line.repeat(found))

    def begin(self, session: Session, key: UUID) -> Visit:
        """The person sits down: the clock of the service runs."""
        return self._change(session, key, VisitAct.BEGIN, lambda found, work: line.begin(found, work.now()))

    def pause(self, session: Session, key: UUID, reason: str) -> Visit:
        """Stop the clock of the service. Raises UserError E-507 without a reason."""
        _require_reason(reason)
        return self._change(
            session, key, VisitAct.PAUSE, lambda found, work: line.pause(found, work.now(), reason), reason
        )

    def resume(self, session: Session, key: UUID) -> Visit:
        return self._change(session, key, VisitAct.RESUME, lambda found, work: line.resume(found, work.now()))

    def hold(self, session: Session, key: UUID, reason: str) -> Visit:
        """Put the person aside; the desk may call the next one. Raises UserError E-507 without a reason."""
        _require_reason(reason)
        return self._change(
            session, key, VisitAct.HOLD, lambda found, work: line.hold(found, work.now(), reason), reason
        )

    def take_back(self, session: Session, key: UUID) -> Visit:
        """The person who was put aside is at the desk again. Raises UserError E-505 where this desk has somebody."""
        me = session.member

        def apply(found: Visit, work: ports.UnitOfWork) -> Visit:
            return line.take_back(found, me.key, me.short_name, session.desk, work.now())

        return self._change(session, key, VisitAct.TAKE_BACK, apply)

    def redirect(self, session: Session, key: UUID, group: str, *, and_back: bool = False) -> Visit:
        """Send the person on to another group of desks; with `and_back` they come to this clerk afterwards.

        A priority goes with them only where the act of the other group gives the same one.
        """
        known = self._priorities(session, group)

        def apply(found: Visit, work: ports.UnitOfWork) -> Visit:
            sent = line.redirect(found, group, work.now(), and_back=and_back)
            return replace(sent, priority=found.priority) if found.priority in known else sent

        return self._change(session, key, VisitAct.REDIRECT, apply, group)

    def switch(self, session: Session, key: UUID, group: str) -> Visit:
        """Another service in the same visit, at this desk."""
        return self._change(session, key, VisitAct.SWITCH, lambda found, _work: line.switch(found, group), group)

    def link(self, session: Session, key: UUID, subject: UUID, kind: SubjectKind) -> None:
        """Tie to the visit what it produced. A visit without an IIN takes that of the applicant."""
        person = self._queries.person_of(subject, kind)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            self._tie(work, self._found(work.line.for_update(key)), subject, kind, person)
            work.commit()

    def produced(self, session: Session, subject: UUID, kind: SubjectKind) -> Visit | None:
        """Something was recorded for the person at this desk: tie it to the visit, which has begun by now.

        A visit without an IIN, as a kiosk gives them, takes that of the applicant: `again` finds by it who came twice.
        None where nobody was called here: a desk works without the line as well.
        """
        person = self._queries.person_of(subject, kind)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.line.mine(session.member.key)
            if found is None:
                return None
            if found.state is VisitState.CALLED:
                found = line.begin(found, work.now())
                work.line.save(found, VisitAct.BEGIN)
            found = self._tie(work, found, subject, kind, person)
            work.commit()
        return found

    @staticmethod
    def _tie(work: ports.UnitOfWork, found: Visit, subject: UUID, kind: SubjectKind, person: Person | None) -> Visit:
        work.line.add_subject(found.key, subject, kind)
        if found.iin or person is None or not person.iin:
            return found
        work.line.name_person(found.key, person)
        return replace(found, iin=person.iin, name=person.name)

    def end(self, session: Session, key: UUID, result: VisitResult, note: str = "") -> Visit:
        """The visit is over. Raises UserError E-506 for a no-show after too few calls."""
        return self._change(
            session, key, VisitAct.END, lambda found, work: line.end(found, result, work.now(), note), note
        )

    def free(self, session: Session, key: UUID) -> Visit:
        """A supervisor puts a stuck ticket back into its place. Raises ForbiddenError E-361 for anybody else."""
        _require_supervisor(session)
        return self._change(
            session, key, VisitAct.FREE, lambda found, work: line.free(found, work.now()), journal="line.freed"
        )

    def close_by_hand(self, session: Session, key: UUID, reason: str) -> Visit:
        """A supervisor ends a visit that was left open. Raises UserError E-507 without a reason."""
        _require_supervisor(session)
        _require_reason(reason)
        return self._change(
            session,
            key,
            VisitAct.END,
            lambda found, work: line.end(found, VisitResult.LEFT, work.now(), reason),
            reason,
            journal="line.closed_by_hand",
        )

    def send_message(self, session: Session, text: str, to: UUID | None = None) -> None:
        """A word from the supervisor to one desk or to all. Raises UserError E-508 for an empty one."""
        _require_supervisor(session)
        if not text.strip():
            raise UserError("E-508", N_("The message is empty."), N_("Type what the desks should read."))
        me = session.member
        with self._unit_of_work(session.office.key, me.key, session.desk) as work:
            work.line.add_message(Message(new_key(), text.strip(), work.now(), me.key, me.short_name, to))
            work.commit()

    def unread(self, session: Session) -> tuple[Message, ...]:
        return self._queries.unread(session.office.key, session.member.key)

    def read(self, session: Session, message: UUID) -> None:
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.line.read_message(message, session.member.key)
            work.commit()

    def _called(self, session: Session, waiting: Visit, work: ports.UnitOfWork) -> Visit:
        me = session.member
        called = line.call(waiting, me.key, me.short_name, session.desk, work.now())
        work.line.save(called, VisitAct.CALL)
        return called

    def _change(
        self,
        session: Session,
        key: UUID,
        act: VisitAct,
        apply: Callable[[Visit, ports.UnitOfWork], Visit],
        note: str = "",
        *,
        journal: str = "",
    ) -> Visit:
        _require_desk(session)
        try:
            with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
                before = self._found(work.line.for_update(key))
                is_supervisor = session.has(Role.SUPERVISOR)
                if before.is_active and before.clerk != session.member.key and not is_supervisor:
                    raise ForbiddenError(
                        "E-509",
                        N_("Number {ticket} is at another desk."),
                        N_("Leave it to that desk, or ask the supervisor to free it."),
                        ticket=before.ticket,
                    )
                after = apply(before, work)
                work.line.save(after, act, note)
                if journal:
                    work.journal.append(journal, subject=key, facts={"ticket": after.ticket})
                work.commit()
        except AtDesk as error:
            raise _busy_desk() from error
        except ForbiddenVisit as error:
            raise _moved_on(error) from error
        return after

    def _ticket(self, work: ports.UnitOfWork, group: str, day: date, taken: Collection[str]) -> str:
        """The next number of the group. One that stands in the line already, from a paper ticket, is passed over."""
        letter = COLLECT_LETTER
        if group != COLLECT:
            letter = next((one.letter for one in self._law.editions() if one.service == group), "")
            if not letter:
                raise UserError("E-510", N_("There is no line for this service."), N_("Choose another service."))
        while True:
            ticket = f"{letter}-{work.numbers.take(f'ticket/{group}/{day.isoformat()}'):03}"
            if ticket not in taken:
                return ticket

    def _check_priority(self, session: Session, group: str, priority: str) -> None:
        if priority and priority not in self._priorities(session, group):
            raise UserError(
                "E-504",
                N_("The act of this service gives no priority: people are served strictly in turn."),
                N_("Give the person an ordinary ticket."),
            )

    def _priorities(self, session: Session, group: str) -> frozenset[str]:
        """Codes of the people whom an edition in force lets go first in that group."""
        return frozenset(
            code
            for offer in self._intake.offers(accepting_all(session))
            if offer.edition.service == group and offer.rule.reception is not None
            for code, _words, _source in offer.rule.reception.priority
        )

    @staticmethod
    def _found(visit: Visit | None) -> Visit:
        if visit is None:
            raise UserError("E-340", N_("This record is not there."), N_("Refresh the list."))
        return visit


def check_digits(iin: str) -> str:
    """The digits of what was typed."""
    return "".join(letter for letter in iin if letter.isdigit())


def _require_desk(session: Session) -> None:
    if not session.has(Role.CLERK, Role.CHANCELLERY, Role.SUPERVISOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))


def _require_supervisor(session: Session) -> None:
    if not session.has(Role.SUPERVISOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise UserError("E-507", N_("A reason is needed."), N_("Say in a few words why."))


def _busy_desk() -> UserError:
    return UserError(
        "E-505",
        N_("There is a person at this desk already."),
        N_("End that visit, or put the person aside, then go on."),
    )


def _moved_on(error: ForbiddenVisit) -> UserError:
    return UserError(
        "E-506",
        N_("Number {ticket} has moved on: another desk was quicker, or it is too early for this."),
        N_("Look at the line again."),
        ticket=error.visit.ticket,
    )

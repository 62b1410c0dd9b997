"""One use case, one transaction. Statements are built once, here, and sent with parameters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Executable,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from desk_app.domain.application import Application
from desk_app.domain.case_clock import ClockEvent
from desk_app.domain.cases import Case, CaseState, Decision, StepRecord
from desk_app.domain.keys import new_key
from desk_app.domain.papers import Paper, PrintState
from desk_app.domain.staff import Office, Role, StaffMember
from desk_app.domain.text import search_key, sort_key
from desk_app.errors import ForbiddenError, StorageError, UserError
from desk_app.i18n import N_
from desk_app.storage import rows, schema
from desk_app.storage.calendar import SqlCalendar
from desk_app.storage.case_changes import SqlAttachments, SqlUndoing
from desk_app.storage.case_reading import read_case
from desk_app.storage.changes import ANNOUNCE, LocalChanges, SharedChanges, channel_of
from desk_app.storage.corrections import SqlCorrections
from desk_app.storage.day import SqlDay
from desk_app.storage.failures import failure_of, missing, outcome_unknown, translated
from desk_app.storage.filters import SqlFilters
from desk_app.storage.journal_writing import SqlJournal
from desk_app.storage.line import SqlLine
from desk_app.storage.lists import SqlLists
from desk_app.storage.near_names import learn
from desk_app.storage.portal import SqlPortal
from desk_app.storage.stand_ins import SqlStandIns
from desk_app.storage.statements import Both, by_key, on_both, unless_there, upsert
from desk_app.usecases.ports import (
    Adoption,
    Clock,
    Draft,
    HandOver,
    KnownToken,
    Recipient,
    Refusal,
)
from desk_app.usecases.ports_editions import EditionFile

_TAKE = on_both(
    lambda make: (
        make(schema.counter)
        .values(office=bindparam("office"), series=bindparam("series"), value=1)
        .on_conflict_do_update(index_elements=["office", "series"], set_={"value": schema.counter.c.value + 1})
        .returning(schema.counter.c.value)
    )
)
_SAVE_PERSON = on_both(
    lambda make: (
        lambda statement: statement.on_conflict_do_update(
            index_elements=["office", "iin"],
            set_={
                name: statement.excluded[name]
                for name in ("name", "birth_date", "sort_key", "search_key", "updated_at")
            },
        ).returning(schema.person.c.key)
    )(make(schema.person))
)
_SAVE_DECISION = upsert(schema.decision, ("case_key",), keep=("key", "office"))
_SAVE_DRAFT = upsert(schema.draft, ("key",), keep=("office",))
_ADOPT = upsert(schema.adoption, ("office", "service", "adopted_from"))
_ADD_EDITION_FILE = unless_there(schema.edition_file)
_ADD_CASE = unless_there(schema.desk_case)
_ADD_REFUSAL = unless_there(schema.refusal)
_ADD_LIST = unless_there(schema.recipient_list)

_case = schema.desk_case.c
_CASE_BY_TOKEN = select(_case.key).where(_case.token == bindparam("token"))
_REFUSAL_BY_TOKEN = select(schema.refusal.c.key).where(schema.refusal.c.token == bindparam("token"))
_OPEN_CASE = select(_case.number, _case.registered_at, _case.registered_by_name).where(
    _case.office == bindparam("office"),
    _case.service == bindparam("service"),
    _case.person == bindparam("person"),
    _case.state.in_(schema.OPEN_STATES),
)
_CASE_FOR_UPDATE = (
    select(schema.desk_case).where(_case.key == bindparam("key"), _case.office == bindparam("office")).with_for_update()
)
_MOVE_CASE = (
    update(schema.desk_case)
    .where(_case.key == bindparam("this"), _case.office == bindparam("its_office"))
    .values(
        {name: bindparam(f"new_{name}") for name in (
            "state", "waiting_step", "waiting_role", "waiting_member", "step_begins_at", "step_due_at"
        )}
        | {"version": _case.version + 1}
    )
)  # fmt: skip
_SET_TERMS = (
    update(schema.desk_case)
    .where(_case.key == bindparam("this"), _case.office == bindparam("its_office"))
    .values(
        {name: bindparam(f"new_{name}") for name in ("service_due_at", "step_due_at", "paused_at")}
        | {"version": _case.version + 1}
    )
)
_CLOSE_CASE = (
    update(schema.desk_case)
    .where(_case.key == bindparam("this"))
    .values(
        closed_at=select(func.max(schema.step.c.done_at))
        .where(schema.step.c.case_key == bindparam("this"))
        .scalar_subquery(),
        closed_by=bindparam("new_closed_by"),
    )
)
_ADD_OFFICE = insert(schema.office)
_ADD_MEMBER = insert(schema.staff)
_ADD_STEP = insert(schema.step)
_ADD_CLOCK_EVENT = insert(schema.clock_event)
_ADD_HOUSEHOLD = insert(schema.household)
_ADD_PAPER = insert(schema.paper)
_ADD_HAND_OVER = insert(schema.hand_over)
_ADD_HAND_OVER_CASE = insert(schema.hand_over_case)
_ADD_RECIPIENT = insert(schema.recipient)
_MOVE_OFFICE = update(schema.office).where(schema.office.c.key == bindparam("this"))
_MOVE_MEMBER = update(schema.staff).where(
    schema.staff.c.key == bindparam("this"), schema.staff.c.office == bindparam("its_office")
)
_SET_PASSWORD = by_key(schema.staff, "password_hash")
_FOLLOW = by_key(schema.refusal, "followed_by")
_paper = schema.paper.c
_SEAL = by_key(schema.paper, "sha256").where(_paper.sha256.in_(["", bindparam("new_sha256")]))
_SET_PRINT_STATE = (
    update(schema.paper)
    .where(_paper.key == bindparam("this"), _paper.office == bindparam("its_office"))
    .values(print_state=bindparam("new_print_state"), copies=_paper.copies + bindparam("more"))
)
_DROP_DRAFT = delete(schema.draft).where(
    schema.draft.c.key == bindparam("key"), schema.draft.c.office == bindparam("office")
)
_SERVER_TIME = select(func.clock_timestamp())


class SqlRecords:
    """Makes units of work. `fixed_time` lets tests and the demo set the clock of a shared database too."""

    def __init__(self, engine: Engine, clock: Clock, fixed_time: bool = False) -> None:
        self.changes = SharedChanges(engine) if engine.dialect.name == "postgresql" else LocalChanges()
        self._engine = engine.execution_options(writes=True)
        self._clock = clock
        self._asks_server = engine.dialect.name == "postgresql" and not fixed_time

    def __call__(self, office: UUID, actor: UUID | None, desk: str = "") -> SqlUnitOfWork:
        tell = self.changes.tell if isinstance(self.changes, LocalChanges) else None
        return SqlUnitOfWork(self._engine, None if self._asks_server else self._clock, office, actor, desk, tell)


class SqlUnitOfWork:
    """A `ports.UnitOfWork`. One moment holds for all of it, so number, year and date agree at midnight."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock | None,
        office: UUID,
        actor: UUID | None,
        desk: str,
        tell: Callable[[UUID], None] | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._office = office
        self._actor = actor
        self._desk = desk
        self._open: Connection | None = None
        self._now: datetime | None = None
        self._journal = SqlJournal(self)
        self._tell = tell
        self._is_news = False

    def __enter__(self) -> Self:
        with translated():
            connection = self._engine.connect()
            try:
                connection.begin()
            except BaseException:
                connection.close()
                raise
        self._open = connection
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection, self._open = self._open, None
        if connection is None:
            return
        try:
            connection.close()
        except DBAPIError:
            # a lost link cannot be told to roll back; the server does it alone
            connection.invalidate()
            connection.close()

    def commit(self) -> None:
        """Raises ForbiddenError E-408 where the account of who acts was closed meanwhile: nothing is recorded."""
        if self._journal.is_actor_closed():
            raise ForbiddenError(
                "E-408",
                N_("Your account was closed, so nothing is recorded by it any more."),
                N_("Leave the program. Ask the supervisor if this is a mistake."),
            )
        self._journal.settle()
        if self._is_news and self._tell is None:
            self.run(ANNOUNCE, {"channel": channel_of(self._office)})
        transaction = self._connection.get_transaction()
        if transaction is None:
            raise RuntimeError("committed twice")
        try:
            transaction.commit()
        except DBAPIError as error:
            failure = failure_of(error)
            if failure is None:
                raise
            raise (outcome_unknown() if failure.code == "E-101" else failure) from error
        if self._is_news and self._tell is not None:
            self._tell(self._office)

    def announce(self) -> None:
        """Other windows and desks are told of this transaction when it is committed."""
        self._is_news = True

    def now(self) -> datetime:
        if self._now is None:
            self._now = self._clock.now() if self._clock is not None else self.run(_SERVER_TIME).scalar_one()
            self._now = self._now.astimezone(UTC)
        return self._now

    @property
    def numbers(self) -> SqlUnitOfWork:
        return self

    @property
    def journal(self) -> SqlJournal:
        return self._journal

    @property
    def line(self) -> SqlLine:
        return SqlLine(self)

    @property
    def day(self) -> SqlDay:
        return SqlDay(self)

    @property
    def calendar(self) -> SqlCalendar:
        return SqlCalendar(self)

    @property
    def undoing(self) -> SqlUndoing:
        return SqlUndoing(self)

    @property
    def corrections(self) -> SqlCorrections:
        return SqlCorrections(self)

    @property
    def attachments(self) -> SqlAttachments:
        return SqlAttachments(self)

    @property
    def lists(self) -> SqlLists:
        return SqlLists(self)

    @property
    def stand_ins(self) -> SqlStandIns:
        return SqlStandIns(self)

    @property
    def filters(self) -> SqlFilters:
        return SqlFilters(self)

    @property
    def portal(self) -> SqlPortal:
        return SqlPortal(self)

    @property
    def office(self) -> UUID:
        return self._office

    @property
    def actor(self) -> UUID | None:
        return self._actor

    @property
    def desk(self) -> str:
        return self._desk

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            raise RuntimeError("the unit of work is not open")
        return self._open

    def run(self, statement: Executable | Both, values: Any = None) -> CursorResult[Any]:
        """Send one statement of this transaction."""
        connection = self._connection
        with translated():
            chosen = statement[connection.dialect.name] if isinstance(statement, dict) else statement
            result: CursorResult[Any] = connection.execute(chosen, values)
            return result

    def _change(self, statement: Executable, key: UUID, /, **values: object) -> None:
        found = self.run(statement, {"this": key, "its_office": self._office, **values})
        if found.rowcount != 1:
            raise missing()

    def take(self, series: str) -> int:
        value: int = self.run(_TAKE, {"office": self._office, "series": series}).scalar_one()
        return value

    def add_office(self, office: Office) -> None:
        self.run(_ADD_OFFICE, rows.office_values(office))
        self._journal.found(office.key)

    def update_office(self, office: Office) -> None:
        self.run(_MOVE_OFFICE, {"this": office.key, **rows.office_values(office)})

    def add_member(self, member: StaffMember, password_hash: str) -> None:
        self.run(_ADD_MEMBER, rows.member_values(member) | {"password_hash": password_hash})

    def update_member(self, member: StaffMember) -> None:
        self._change(_MOVE_MEMBER, member.key, **rows.member_values(member))

    def set_password(self, member: UUID, password_hash: str) -> None:
        self._change(_SET_PASSWORD, member, new_password_hash=password_hash)

    def adopt(self, adoption: Adoption) -> None:
        self.run(
            _ADOPT,
            {
                "office": self._office,
                "service": adoption.service,
                "adopted_from": adoption.adopted_from,
                "edition": adoption.edition,
                "adopted_by": self._actor,
                "adopted_at": self.now(),
            },
        )

    def add_edition_file(self, file: EditionFile) -> bool:
        stamps = {"office": self._office, "added_by": self._actor, "added_at": self.now()}
        values = {"id": file.id, "digest": file.digest, "content": file.content}
        return self.run(_ADD_EDITION_FILE, stamps | values).first() is not None

    def save_person(self, application: Application) -> UUID:
        applicant = application.applicant
        name = applicant.name.full
        values = {
            "key": new_key(),
            "office": self._office,
            "iin": applicant.iin,
            "name": name,
            "birth_date": applicant.birth_date,
            "sort_key": sort_key(name),
            "search_key": search_key(name),
            "updated_at": self.now(),
        }
        key: UUID = self.run(_SAVE_PERSON, values).scalar_one()
        learn(self, name)
        return key

    def add_refusal(self, refusal: Refusal) -> None:
        values = rows.refusal_values(refusal)
        if self.run(_ADD_REFUSAL, values).first() is not None:
            return
        self._refuse_known(_REFUSAL_BY_TOKEN, refusal.token)
        self.run(insert(schema.refusal), values)  # says which constraint it was: a defect

    def follow_refusal(self, refusal: UUID, case: UUID) -> None:
        self._change(_FOLLOW, refusal, new_followed_by=case)

    def add_case(self, case: Case) -> None:
        values = rows.case_values(case)
        if self.run(_ADD_CASE, values).first() is None:
            self._refuse_known(_CASE_BY_TOKEN, case.token)
            self._refuse_second(case)
            self.run(insert(schema.desk_case), values)
        if case.steps:
            self.run(_ADD_STEP, [rows.step_values(step, case.office) for step in case.steps])
        household = rows.household_values(case)
        if household:
            self.run(_ADD_HOUSEHOLD, household)
        if case.decision is not None:
            self.save_decision(case.decision)

    def _refuse_known(self, statement: Executable, token: UUID) -> None:
        subject = self.run(statement, {"token": token}).scalar()
        if subject is not None:
            raise KnownToken(subject)

    def _refuse_second(self, case: Case) -> None:
        values = {"office": case.office, "service": case.service, "person": case.person}
        first = self.run(_OPEN_CASE, values).mappings().first()
        if first is not None:
            raise UserError(
                "E-103",
                N_("This person already has an open case of this service: No. {number}, {date}, {clerk}."),
                N_("Open that case instead of registering a second one."),
                number=first["number"],
                date=first["registered_at"].strftime("%d.%m.%Y"),
                clerk=first["registered_by_name"],
            )

    def case_for_update(self, key: UUID) -> Case:
        row = self.run(_CASE_FOR_UPDATE, {"key": key, "office": self._office}).mappings().first()
        if row is None:
            raise missing()
        return read_case(row, lambda statement: self.run(statement, {"key": key}))

    def add_step(self, step: StepRecord) -> None:
        self.run(_ADD_STEP, rows.step_values(step, self._office))

    def update_case(
        self,
        key: UUID,
        *,
        state: CaseState,
        waiting_step: str | None,
        waiting_role: Role | None,
        waiting_member: UUID | None,
        step_begins_at: datetime | None,
        step_due_at: datetime | None,
    ) -> None:
        self._change(
            _MOVE_CASE,
            key,
            new_state=state.value,
            new_waiting_step=waiting_step,
            new_waiting_role=waiting_role.value if waiting_role is not None else None,
            new_waiting_member=waiting_member,
            new_step_begins_at=step_begins_at,
            new_step_due_at=step_due_at,
        )
        if state is CaseState.DONE:
            self.run(_CLOSE_CASE, {"this": key, "new_closed_by": self._actor})

    def add_clock_event(self, event: ClockEvent) -> None:
        self.run(_ADD_CLOCK_EVENT, rows.clock_event_values(event, self._office))

    def set_terms(
        self,
        key: UUID,
        *,
        service_due_at: datetime,
        step_due_at: datetime | None,
        paused_at: datetime | None,
    ) -> None:
        self._change(
            _SET_TERMS, key, new_service_due_at=service_due_at, new_step_due_at=step_due_at, new_paused_at=paused_at
        )

    def save_decision(self, decision: Decision) -> None:
        self.run(_SAVE_DECISION, rows.decision_values(decision, self._office))

    def add_hand_over(self, hand_over: HandOver) -> None:
        names = ("key", "office", "number", "destination", "way", "made_at", "made_by")
        self.run(_ADD_HAND_OVER, {name: getattr(hand_over, name) for name in names})
        if hand_over.cases:
            lines = enumerate(hand_over.cases, 1)
            self.run(
                _ADD_HAND_OVER_CASE,
                [{"hand_over": hand_over.key, "ordinal": ordinal, "case_key": case} for ordinal, case in lines],
            )

    def add_paper(self, paper: Paper) -> None:
        self.run(_ADD_PAPER, rows.paper_values(paper))

    def seal_paper(self, key: UUID, sha256: str) -> None:
        found = self.run(_SEAL, {"this": key, "its_office": self._office, "new_sha256": sha256})
        if found.rowcount != 1:
            raise StorageError(
                "E-357",
                N_("This paper was made before and looked different. It was not issued."),
                N_("Do not hand it out. Tell the administrator: the program or its files were changed."),
            )

    def set_print_state(self, key: UUID, state: PrintState, *, printed: bool = False) -> None:
        self.announce()
        self._change(_SET_PRINT_STATE, key, new_print_state=state.value, more=int(printed))

    def add_recipients(self, file_name: str, sha256: str, lines: tuple[Recipient, ...]) -> None:
        key = new_key()
        head = {
            "key": key,
            "office": self._office,
            "file_name": file_name,
            "sha256": sha256,
            "imported_at": self.now(),
            "imported_by": self._actor,
        }
        if self.run(_ADD_LIST, head).first() is None:
            raise UserError(
                "E-345",
                N_("This list was imported before."),
                N_("Choose a newer list. The lines of this one are already searched."),
                safe=N_("Nothing was changed."),
            )
        names = ("line", "iin", "name", "family", "period_from", "period_to")
        shared = {"list_key": key, "office": self._office}
        if lines:
            self.run(_ADD_RECIPIENT, [shared | {name: getattr(line, name) for name in names} for line in lines])

    def save_draft(self, draft: Draft) -> None:
        self.run(_SAVE_DRAFT, rows.draft_values(draft))

    def drop_draft(self, key: UUID) -> None:
        self.run(_DROP_DRAFT, {"key": key, "office": self._office})

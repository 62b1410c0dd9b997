"""Steps taken back, papers and scans made void, scans added."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, delete, exists, func, insert, or_, select, update

from desk_app.domain.attachments import Attachment, FileKind, Subject
from desk_app.domain.cases import StepRecord, UndoneStep
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.voiding import Voiding
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.storage import schema
from desk_app.storage.lists import PAPER_NUMBER
from desk_app.storage.schema_case import attachment, office_setting, undone_step
from desk_app.usecases.ports_line import Work

_OUT = (PrintState.QUEUED, PrintState.SENT, PrintState.CONFIRMED, PrintState.SAVED)
_STEP_FIELDS = (
    "key", "code", "ordinal", "begins_at", "due_at", "done_at", "done_by", "done_by_name", "note", "letter_number",
    "letter_date", "letter_signer", "executor",
)  # fmt: skip
_ABOUT = (
    "key", "case_key", "step", "subject", "title", "kind", "pages", "size", "sha256", "added_by", "added_by_name",
    "added_at", "voided_at", "voided_by", "voided_by_name", "void_reason",
)  # fmt: skip
_paper, _handed, _scan, _case = schema.paper.c, schema.hand_over_case.c, attachment.c, schema.desk_case.c

UNDONE_OF_CASE = (
    select(undone_step)
    .where(undone_step.c.case_key == bindparam("key"))
    .order_by(undone_step.c.undone_at, undone_step.c.ordinal.desc())
)
_DROP_STEP = delete(schema.step).where(schema.step.c.key == bindparam("key"))
_ADD_UNDONE = insert(undone_step)
_DROP_DECISION = delete(schema.decision).where(schema.decision.c.case_key == bindparam("case"))
_OF_KINDS = (
    (_paper.case_key == bindparam("case")) | (_paper.refusal == bindparam("case")),
    _paper.kind.in_(bindparam("kinds", expanding=True)),
    _paper.voided_at.is_(None),
)
_VOID: dict[str, Any] = {
    name: bindparam(f"new_{name}") for name in ("voided_at", "voided_by", "voided_by_name", "void_reason")
}
_VOID_PAPERS = update(schema.paper).where(*_OF_KINDS).values(_VOID).returning(_paper.number)
_VOID_ONE = (
    update(schema.paper)
    .where(_paper.key == bindparam("this"), _paper.office == bindparam("its_office"), _paper.voided_at.is_(None))
    .values(_VOID)
)
_WAS_GIVEN = select(
    exists().where(
        *_OF_KINDS,
        or_(_paper.copies > 0, _paper.print_state.in_([state.value for state in _OUT])),
    )
)
_STRIKE = (
    update(schema.hand_over_case)
    .where(_handed.case_key == bindparam("case"), _handed.struck_at.is_(None))
    .values(struck_at=bindparam("new_struck_at"))
    .returning(_handed.hand_over)
)
_LIST = select(
    schema.hand_over.c.number,
    PAPER_NUMBER.label("paper_number"),
    exists().where(_handed.hand_over == schema.hand_over.c.key, _handed.struck_at.is_(None)).label("has_others"),
).where(schema.hand_over.c.key == bindparam("key"))
_VOID_LIST = (
    update(schema.paper)
    .where(
        _paper.office == bindparam("its_office"),
        _paper.number == bindparam("this"),
        _paper.kind == PaperKind.HAND_OVER_LIST.value,
        _paper.voided_at.is_(None),
    )
    .values(_VOID)
)
_other = schema.desk_case.alias()
_OTHER_OPEN = (
    select(_other.c.number, _other.c.registered_at, _other.c.registered_by_name)
    .select_from(schema.desk_case)
    .join(
        _other,
        (_other.c.office == _case.office) & (_other.c.service == _case.service) & (_other.c.person == _case.person),
    )
    .where(_case.key == bindparam("key"), _other.c.key != _case.key, _other.c.state.in_(schema.OPEN_STATES))
)
_REOPEN = update(schema.desk_case).where(_case.key == bindparam("this")).values(closed_at=None, closed_by=None)
_BYTES = select(func.coalesce(func.sum(_scan.size), 0)).where(_scan.case_key == bindparam("case"))
_ADD = insert(attachment)
LINES: Any = [_scan[name] for name in _ABOUT]
SCANS_OF_CASE = select(*LINES).where(_scan.case_key == bindparam("case")).order_by(_scan.added_at, _scan.key)
ONE_SCAN = select(*LINES).where(_scan.key == bindparam("key"), _scan.office == bindparam("office"))
SCAN_WITH_BYTES = select(attachment).where(_scan.key == bindparam("key"), _scan.office == bindparam("office"))
_VOID_SCAN = (
    update(attachment).where(_scan.key == bindparam("this"), _scan.office == bindparam("its_office")).values(_VOID)
)
SETTING = select(office_setting.c.value).where(
    office_setting.c.office == bindparam("office"), office_setting.c.name == bindparam("name")
)
_DROP_SETTING = delete(office_setting).where(
    office_setting.c.office == bindparam("office"), office_setting.c.name == bindparam("name")
)
_ADD_SETTING = insert(office_setting)


def missing_scan() -> UserError:
    return UserError(
        "E-340",
        N_("This record is not there."),
        N_("Refresh the list. It may belong to another office."),
    )


def voiding_of(row: RowMapping) -> Voiding | None:
    """Why the paper or scan of that row is void; None where it is valid."""
    if row["voided_at"] is None:
        return None
    return Voiding(row["voided_at"], row["voided_by"], row["voided_by_name"], row["void_reason"])


def undone_of(row: RowMapping) -> UndoneStep:
    record = StepRecord(case=row["case_key"], **{name: row[name] for name in _STEP_FIELDS})
    return UndoneStep(record, row["undone_at"], row["undone_by"], row["undone_by_name"], row["reason"])


def attachment_of(row: RowMapping) -> Attachment:
    return Attachment(
        key=row["key"],
        case=row["case_key"],
        step=row["step"],
        subject=Subject(row["subject"]),
        title=row["title"],
        kind=FileKind(row["kind"]),
        pages=row["pages"],
        size=row["size"],
        sha256=row["sha256"],
        added_by=row["added_by"],
        added_by_name=row["added_by_name"],
        added_at=row["added_at"],
        void=voiding_of(row),
    )


def _void_values(voiding: Voiding) -> dict[str, object]:
    return {
        "new_voided_at": voiding.at,
        "new_voided_by": voiding.by,
        "new_voided_by_name": voiding.by_name,
        "new_void_reason": voiding.reason,
    }


class SqlUndoing:
    """A `ports_case.UndoingWork`. The case is locked by whoever uses it."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def move_step(self, undone: UndoneStep) -> None:
        record = undone.record
        self._work.run(_DROP_STEP, {"key": record.key})
        values = {name: getattr(record, name) for name in _STEP_FIELDS}
        self._work.run(
            _ADD_UNDONE,
            values
            | {
                "office": self._work.office,
                "case_key": record.case,
                "undone_at": undone.at,
                "undone_by": undone.by,
                "undone_by_name": undone.by_name,
                "reason": undone.reason,
            },
        )

    def drop_decision(self, case: UUID) -> None:
        self._work.run(_DROP_DECISION, {"case": case})

    def void_papers(self, case: UUID, kinds: tuple[PaperKind, ...], voiding: Voiding) -> tuple[str, ...]:
        names = [kind.value for kind in kinds]
        found = self._work.run(_VOID_PAPERS, {"case": case, "kinds": names, **_void_values(voiding)})
        return tuple(sorted(found.scalars()))

    def void_paper(self, key: UUID, voiding: Voiding) -> None:
        self._work.run(_VOID_ONE, {"this": key, "its_office": self._work.office, **_void_values(voiding)})

    def strike_from_list(self, case: UUID, voiding: Voiding) -> str:
        lists = self._work.run(_STRIKE, {"case": case, "new_struck_at": voiding.at}).scalars().all()
        number = ""
        for key in lists:
            row = self._work.run(_LIST, {"key": key}).mappings().one()
            number = row["number"]
            if not row["has_others"]:
                this = row["paper_number"]
                self._work.run(_VOID_LIST, {"this": this, "its_office": self._work.office, **_void_values(voiding)})
        return number

    def was_given(self, case: UUID, kinds: tuple[PaperKind, ...]) -> bool:
        return bool(self._work.run(_WAS_GIVEN, {"case": case, "kinds": [kind.value for kind in kinds]}).scalar())

    def reopen(self, case: UUID) -> None:
        other = self._work.run(_OTHER_OPEN, {"key": case}).mappings().first()
        if other is not None:
            raise UserError(
                "E-103",
                N_("This person already has an open case of this service: No. {number}, {date}, {clerk}."),
                N_("Open that case instead of registering a second one."),
                number=other["number"],
                date=other["registered_at"].strftime("%d.%m.%Y"),
                clerk=other["registered_by_name"],
            )
        self._work.run(_REOPEN, {"this": case})


class SqlAttachments:
    """A `ports_case.AttachmentWork`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def bytes_of_case(self, case: UUID) -> int:
        total: int = self._work.run(_BYTES, {"case": case}).scalar_one()
        return int(total)

    def add(self, attachment: Attachment, content: bytes) -> None:
        self._work.run(
            _ADD,
            {
                "key": attachment.key,
                "office": self._work.office,
                "case_key": attachment.case,
                "step": attachment.step,
                "subject": attachment.subject.value,
                "title": attachment.title,
                "kind": attachment.kind.value,
                "pages": attachment.pages,
                "size": attachment.size,
                "sha256": attachment.sha256,
                "content": content,
                "added_by": attachment.added_by,
                "added_by_name": attachment.added_by_name,
                "added_at": attachment.added_at,
            },
        )

    def one(self, key: UUID) -> Attachment:
        row = self._work.run(ONE_SCAN, {"key": key, "office": self._work.office}).mappings().first()
        if row is None:
            raise missing_scan()
        return attachment_of(row)

    def void(self, key: UUID, voiding: Voiding) -> None:
        self._work.run(_VOID_SCAN, {"this": key, "its_office": self._work.office, **_void_values(voiding)})

    def setting(self, name: str) -> str:
        found: str | None = self._work.run(SETTING, {"office": self._work.office, "name": name}).scalar()
        return found or ""

    def set_setting(self, name: str, value: str) -> None:
        self._work.run(_DROP_SETTING, {"office": self._work.office, "name": name})
        self._work.run(_ADD_SETTING, {"office": self._work.office, "name": name, "value": value})

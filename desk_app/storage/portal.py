"""Writing what came from the portal and what was written back for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    RowMapping,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from desk_app.domain.attachments import FileKind
from desk_app.domain.cases import CaseState
from desk_app.domain.portal import AsideReason, PortalFile, RequestKind, SetAside, StoredRequest, WrittenFile
from desk_app.storage import schema
from desk_app.storage.schema_portal import portal_aside, portal_file, portal_request, portal_written
from desk_app.usecases.ports_line import Work

_request, _file, _aside, _written = portal_request.c, portal_file.c, portal_aside.c, portal_written.c
_case, _refusal = schema.desk_case.c, schema.refusal.c

_KEPT = (
    "key", "office", "kind", "service", "iin", "applicant", "sent_at", "received_at", "received_by_name", "sha256",
    "signature_name", "signature_sha256", "token", "settled_at", "settled_by_name", "returned_reason", "answer",
)  # fmt: skip
PAPERS_OF_REFUSAL: Any = (
    select(func.count())
    .select_from(schema.paper)
    .where(schema.paper.c.refusal == _refusal.key)
    .correlate(schema.refusal)
    .scalar_subquery()
)
REQUEST: Any = (
    select(
        *(_request[name] for name in _KEPT),
        _request.request_id.label("id"),
        _case.key.label("case_key"),
        _case.number.label("case_number"),
        _case.edition.label("case_edition"),
        _case.state.label("case_state"),
        func.coalesce(_case.version, 0).label("case_version"),
        _refusal.key.label("refusal_key"),
        _refusal.number.label("refusal_number"),
        case((_refusal.voided_at.is_not(None), literal(1)), else_=literal(0)).label("refusal_is_void"),
        select(func.count())
        .select_from(schema.step)
        .where(schema.step.c.case_key == _case.key)
        .correlate(schema.desk_case)
        .scalar_subquery()
        .label("steps_done"),
        PAPERS_OF_REFUSAL.label("refusal_papers"),
    )
    .select_from(portal_request)
    .outerjoin(schema.desk_case, _case.token == _request.token)
    .outerjoin(schema.refusal, _refusal.token == _request.token)
)
FILES: Any = select(_file.name, _file.title, _file.kind, _file.pages, _file.size, _file.sha256)
FILES_OF_REQUEST = FILES.where(_file.request == bindparam("request")).order_by(_file.ordinal)
_WITH_BYTES = select(portal_file).where(_file.request == bindparam("request")).order_by(_file.ordinal)
_DROP_FILES = delete(portal_file).where(_file.request == bindparam("request"))
_ADD_FILE = insert(portal_file)


def _unless_there(table: Any) -> dict[str, Any]:
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing().returning(table.c.key),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing().returning(table.c.key),
    }


def _mark(make: Any) -> Any:
    statement = make(portal_written)
    return statement.on_conflict_do_update(
        index_elements=["office", "name"],
        set_={name: statement.excluded[name] for name in ("sha256", "mark", "written_at")},
    )


_ADD_REQUEST = _unless_there(portal_request)
_ADD_ASIDE = _unless_there(portal_aside)
_MARK = {"sqlite": _mark(sqlite.insert), "postgresql": _mark(postgresql.insert)}
_SAME_FILE = tuple(_aside[name] == bindparam(f"its_{name}") for name in ("office", "name", "sha256", "size"))
_newer = portal_aside.alias()
_SET_ASIDE_AGAIN = (
    update(portal_aside)
    .where(
        *_SAME_FILE,
        or_(
            _aside.reason != bindparam("new_reason"),
            _aside.detail != bindparam("new_detail"),
            and_(
                _aside.request_id != "",
                exists().where(
                    _newer.c.office == _aside.office, _newer.c.request_id == _aside.request_id, _newer.c.at > _aside.at
                ),
            ),
        ),
    )
    .values({name: bindparam(f"new_{name}") for name in ("reason", "detail", "at", "by", "by_name")})
)
_RECORDED = select(portal_aside).where(*_SAME_FILE)
_SETTLE = (
    update(portal_request)
    .where(
        _request.key == bindparam("this"),
        _request.office == bindparam("its_office"),
        _request.settled_at.is_(None),
    )
    .values({name: bindparam(f"new_{name}") for name in ("settled_at", "settled_by_name", "returned_reason", "answer")})
)


def request_of(row: RowMapping) -> StoredRequest:
    values = {name: row[name] for name in _KEPT if name != "kind"}
    state = row["case_state"]
    return StoredRequest(
        id=row["id"],
        kind=RequestKind(row["kind"]),
        case=row["case_key"],
        case_number=row["case_number"] or "",
        case_edition=row["case_edition"] or "",
        case_state=CaseState(state) if state is not None else None,
        case_version=row["case_version"],
        refusal=row["refusal_key"],
        refusal_number=row["refusal_number"] or "",
        refusal_is_void=bool(row["refusal_is_void"]),
        refusal_papers=row["refusal_papers"],
        steps_done=row["steps_done"],
        **values,
    )


def file_of(row: RowMapping) -> PortalFile:
    return PortalFile(row["name"], row["title"], FileKind(row["kind"]), row["pages"], row["size"], row["sha256"])


def aside_of(row: RowMapping) -> SetAside:
    return SetAside(
        key=row["key"],
        office=row["office"],
        name=row["name"],
        sha256=row["sha256"],
        size=row["size"],
        reason=AsideReason(row["reason"]),
        detail=row["detail"],
        at=row["at"],
        by_name=row["by_name"],
        request_id=row["request_id"],
    )


def written_of(row: RowMapping) -> WrittenFile:
    return WrittenFile(row["name"], row["sha256"], row["mark"])


class SqlPortal:
    """A `ports_exchange.PortalWork`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add_request(
        self,
        request: StoredRequest,
        content: bytes,
        signature: bytes,
        files: tuple[tuple[PortalFile, bytes], ...],
    ) -> bool:
        values = {name: getattr(request, name) for name in _KEPT}
        values |= {
            "request_id": request.id,
            "kind": request.kind.value,
            "received_by": self._work.actor,
            "content": content,
            "signature": signature,
        }
        if self._work.run(_ADD_REQUEST, values).first() is None:
            return False
        if files:
            self._work.run(
                _ADD_FILE,
                [
                    {
                        "request": request.key,
                        "ordinal": ordinal,
                        "name": file.name,
                        "title": file.title,
                        "kind": file.kind.value,
                        "pages": file.pages,
                        "size": file.size,
                        "sha256": file.sha256,
                        "content": data,
                    }
                    for ordinal, (file, data) in enumerate(files, 1)
                ],
            )
        return True

    def add_aside(self, found: SetAside) -> bool:
        again = {
            "new_reason": found.reason.value,
            "new_detail": found.detail,
            "new_at": found.at,
            "new_by": self._work.actor,
            "new_by_name": found.by_name,
        }
        if self._work.run(_SET_ASIDE_AGAIN, self._same_file(found) | again).rowcount == 1:
            return True
        values = {
            "key": found.key,
            "office": found.office,
            "name": found.name,
            "sha256": found.sha256,
            "size": found.size,
            "reason": found.reason.value,
            "detail": found.detail,
            "request_id": found.request_id,
            "at": found.at,
            "by": self._work.actor,
            "by_name": found.by_name,
        }
        return self._work.run(_ADD_ASIDE, values).first() is not None

    def aside_as_recorded(self, found: SetAside) -> SetAside:
        return aside_of(self._work.run(_RECORDED, self._same_file(found)).mappings().one())

    def _same_file(self, found: SetAside) -> dict[str, Any]:
        return {
            "its_office": self._work.office,
            "its_name": found.name,
            "its_sha256": found.sha256,
            "its_size": found.size,
        }

    def settle(self, key: UUID, at: datetime, by_name: str, *, reason: str = "", answer: str = "") -> bool:
        found = self._work.run(
            _SETTLE,
            {
                "this": key,
                "its_office": self._work.office,
                "new_settled_at": at,
                "new_settled_by_name": by_name,
                "new_returned_reason": reason,
                "new_answer": answer,
            },
        )
        return bool(found.rowcount == 1)

    def take_files(self, key: UUID) -> tuple[tuple[PortalFile, bytes], ...]:
        rows = self._work.run(_WITH_BYTES, {"request": key}).mappings().all()
        self._work.run(_DROP_FILES, {"request": key})
        return tuple((file_of(row), bytes(row["content"])) for row in rows)

    def mark_written(self, written: WrittenFile, at: datetime) -> None:
        self._work.run(
            _MARK,
            {
                "office": self._work.office,
                "name": written.name,
                "sha256": written.sha256,
                "mark": written.mark,
                "written_at": at,
            },
        )

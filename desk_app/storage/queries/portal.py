"""Requests of the portal, files set aside, and what was last written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy import case as sql_case

from desk_app.domain.cases import CaseState
from desk_app.domain.portal import PortalFile, SetAside, StoredRequest, WrittenFile
from desk_app.storage import schema
from desk_app.storage.case_changes import missing_scan
from desk_app.storage.portal import (
    FILES_OF_REQUEST,
    PAPERS_OF_REFUSAL,
    REQUEST,
    aside_of,
    file_of,
    request_of,
    written_of,
)
from desk_app.storage.queries.reader import Reader
from desk_app.storage.schema_portal import portal_aside, portal_file, portal_request, portal_written

_request, _aside, _written, _file = portal_request.c, portal_aside.c, portal_written.c, portal_file.c
_case = schema.desk_case.c
_OF_OFFICE = REQUEST.where(_request.office == bindparam("office"))
_MOST: Any = bindparam("most", type_=Integer)
_WAITING = _OF_OFFICE.where(_request.settled_at.is_(None)).order_by(_request.received_at, _request.key).limit(_MOST)
_SETTLED = (
    _OF_OFFICE.where(_request.settled_at.is_not(None))
    .order_by(_request.received_at.desc(), _request.key.desc())
    .limit(_MOST)
)
_ONE = _OF_OFFICE.where(_request.key == bindparam("key"))
_BY_ID = _OF_OFFICE.where(_request.request_id == bindparam("id"))
_BY_ID_IN_ANY_CASE = _OF_OFFICE.where(func.lower(_request.request_id) == bindparam("id")).limit(1)
_CONTENT = select(_request.content).where(_request.office == bindparam("office"), _request.key == bindparam("key"))
_BYTES = select(_file.content).where(_file.request == bindparam("request"), _file.name == bindparam("name"))
_SET_ASIDE = (
    select(portal_aside)
    .where(_aside.office == bindparam("office"))
    .order_by(_aside.at.desc(), _aside.key.desc())
    .limit(_MOST)
)
_ASIDE_NAMED = (
    select(portal_aside)
    .where(_aside.office == bindparam("office"), _aside.name == bindparam("name"))
    .order_by(_aside.at.desc(), _aside.key.desc())
    .limit(1)
)
_OF_STATUS = _request.request_id + ".status.json"
_CLOSED = (CaseState.DONE.value, CaseState.VOID.value)
_TO_WRITE = (
    _OF_OFFICE.outerjoin(portal_written, and_(_written.office == _request.office, _written.name == _OF_STATUS))
    .where(
        or_(
            _written.name.is_(None),
            and_(_request.settled_at.is_(None), _written.mark != "waiting"),
            _case.state.in_(("open", "ready")),
            and_(_case.state.in_(_CLOSED), _written.mark != "case " + cast(_case.version, String)),
            and_(
                _case.key.is_(None),
                _request.settled_at.is_not(None),
                _written.mark
                != sql_case(
                    (schema.refusal.c.voided_at.is_not(None), "void"),
                    (schema.refusal.c.key.is_not(None), "refusal " + cast(PAPERS_OF_REFUSAL, String)),
                    else_="settled",
                ),
            ),
        )
    )
    .order_by(_request.received_at, _request.key)
)
_newer = portal_aside.alias()
_MARK_OF_ASIDE = "aside " + _aside.sha256 + " " + _aside.reason + " " + _aside.detail
_ASIDE_TO_WRITE = (
    select(portal_aside)
    .outerjoin(
        portal_request,
        and_(
            _request.office == _aside.office,
            # on a drive that does not tell the case of letters it would be written over the request's own
            func.lower(_request.request_id) == func.lower(_aside.request_id),
        ),
    )
    .outerjoin(
        portal_written,
        and_(_written.office == _aside.office, _written.name == _aside.request_id + ".status.json"),
    )
    .where(
        _aside.office == bindparam("office"),
        _aside.request_id != "",
        _request.key.is_(None),
        or_(_written.name.is_(None), _written.mark != _MARK_OF_ASIDE),
        ~exists().where(
            _newer.c.office == _aside.office,
            _newer.c.request_id == _aside.request_id,
            or_(_newer.c.at > _aside.at, and_(_newer.c.at == _aside.at, _newer.c.key > _aside.key)),
        ),
    )
    .order_by(_aside.at, _aside.key)
)
_LAST = select(portal_written).where(_written.office == bindparam("office"), _written.name == bindparam("name"))


class PortalReads(Reader):
    def portal_requests(self, office: UUID, limit: int = 500) -> tuple[StoredRequest, ...]:
        waiting = self._all(request_of, _WAITING, office=office, most=limit)
        rest = limit - len(waiting)
        return waiting + (self._all(request_of, _SETTLED, office=office, most=rest) if rest > 0 else ())

    def portal_request(self, office: UUID, key: UUID) -> StoredRequest:
        found = self._first(request_of, _ONE, office=office, key=key)
        if found is None:
            raise missing_scan()
        return found

    def portal_request_by_id(self, office: UUID, request_id: str) -> StoredRequest | None:
        found = self._first(request_of, _BY_ID, office=office, id=request_id)
        if found is not None:
            return found
        return self._first(request_of, _BY_ID_IN_ANY_CASE, office=office, id=request_id.lower())

    def portal_content(self, office: UUID, key: UUID) -> bytes:
        found = self._value(_CONTENT, office=office, key=key)
        if found is None:
            raise missing_scan()
        return bytes(found)

    def portal_files(self, key: UUID) -> tuple[PortalFile, ...]:
        return self._all(file_of, FILES_OF_REQUEST, request=key)

    def portal_file(self, key: UUID, name: str) -> bytes | None:
        found = self._value(_BYTES, request=key, name=name)
        return bytes(found) if found is not None else None

    def portal_aside(self, office: UUID, limit: int = 500) -> tuple[SetAside, ...]:
        return self._all(aside_of, _SET_ASIDE, office=office, most=limit)

    def portal_to_write(self, office: UUID) -> tuple[StoredRequest, ...]:
        return self._all(request_of, _TO_WRITE, office=office)

    def portal_aside_named(self, office: UUID, name: str) -> SetAside | None:
        return self._first(aside_of, _ASIDE_NAMED, office=office, name=name)

    def portal_aside_to_write(self, office: UUID) -> tuple[SetAside, ...]:
        return self._all(aside_of, _ASIDE_TO_WRITE, office=office)

    def portal_written(self, office: UUID, name: str) -> WrittenFile | None:
        return self._first(written_of, _LAST, office=office, name=name)

"""Looking into the records as a whole: file, journal, numbers, papers."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, bindparam, func, select, text

from desk_app.storage import schema
from desk_app.storage.engine import check_file
from desk_app.storage.failures import translated
from desk_app.storage.journal_check import chain_faults, number_faults
from desk_app.storage.queries import SqlQueries
from desk_app.storage.types import Moment
from desk_app.usecases.ports_doctor import Connection, JournalState, ServerAccess, Unsettled

_paper = schema.paper.c
_OURS = _paper.office == bindparam("office")
_VALID = _paper.voided_at.is_(None)
_UNSETTLED = (
    select(_paper.number, _paper.issued_at, func.count().over().label("all"))
    .where(_OURS, text(schema.UNSETTLED), _VALID, _paper.issued_at < bindparam("before", type_=Moment))
    .order_by(_paper.issued_at)
    .limit(1)
)
_SEALED = (
    select(_paper.key)
    .where(_OURS, _paper.sha256 != "")
    .order_by(_paper.issued_at.desc(), _paper.key.desc())
    .limit(bindparam("most"))
)
_TWICE = (
    select(_paper.number)
    .where(_OURS, _VALID, _paper.number != "")
    .group_by(_paper.kind, _paper.number)
    .having(func.count() > 1)
    .order_by(_paper.number)
)
_SERVER_TIME = select(func.clock_timestamp())
_CONNECTION = text(
    "SELECT current_setting('is_superuser') = 'on' AS is_superuser, inet_server_addr() IS NULL"
    " OR host(inet_server_addr()) IN ('127.0.0.1', '::1')"
    " OR coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS is_encrypted"
)
_MAY_READ = text(
    "SELECT has_table_privilege('pg_hba_file_rules', 'SELECT') AND has_function_privilege('pg_hba_file_rules()', "
    "'EXECUTE')"
)
_RULES = text(
    "SELECT line_number, type, database, user_name, address, auth_method FROM pg_hba_file_rules"
    " WHERE error IS NULL AND (database && ARRAY['all', 'sameuser', 'samerole', 'samegroup', 'replication',"
    " current_database()::text] OR EXISTS (SELECT 1 FROM unnest(database) AS one WHERE one LIKE '/%'))"
    " ORDER BY line_number"
)
_OWN_COMPUTER = ("127.", "::1", "samehost", "localhost")
_DIGITS = re.compile(r"\d+")
_LACKS = re.compile(r"^numbers: (.*) lacks (.*)$")


class SqlProbe:
    """A `ports_doctor.RecordProbe`."""

    def __init__(self, engine: Engine, queries: SqlQueries) -> None:
        self._engine = engine
        self._queries = queries

    def check_file(self) -> None:
        check_file(self._engine)

    def server_time(self) -> datetime | None:
        if self._engine.dialect.name == "sqlite":
            return None
        with translated(), self._engine.connect() as connection:
            found: datetime = connection.execute(_SERVER_TIME).scalar_one()
        return found

    def connection_state(self) -> Connection | None:
        if self._engine.dialect.name == "sqlite":
            return None
        with translated(), self._engine.connect() as connection:
            row = connection.execute(_CONNECTION).one()
        return Connection(row.is_encrypted, row.is_superuser)

    def server_access(self) -> ServerAccess | None:
        if self._engine.dialect.name == "sqlite":
            return None
        with translated(), self._engine.connect() as connection:
            if not connection.execute(_MAY_READ).scalar_one():
                return ServerAccess(False)
            rules = connection.execute(_RULES).all()
        trusting, clear = list[str](), list[str]()
        is_shut = False
        for rule in rules:
            words = (rule.type, ",".join(rule.database), ",".join(rule.user_name), rule.address, rule.auth_method)
            shown = f"{rule.line_number}: {' '.join(word for word in words if word)}"
            if rule.auth_method == "trust":
                trusting.append(shown)
            elif rule.type in ("host", "hostnossl") and not rule.address.startswith(_OWN_COMPUTER):
                if rule.auth_method != "reject" and not is_shut:
                    clear.append(shown)
                # the first rule that fits holds: after this one none is asked in the clear
                shuts = rule.address == "all" and "all" in rule.database and "all" in rule.user_name
                is_shut = is_shut or (shuts and rule.auth_method == "reject")
        return ServerAccess(True, tuple(trusting), tuple(clear))

    def journal_state(self, office: UUID) -> JournalState:
        entries = self._queries.journal(office)
        broken = [int(_DIGITS.findall(fault)[0]) for fault in chain_faults(entries)]
        head = self._queries.head_row(office)
        is_cut = (head is None) != (not entries) or (
            head is not None and bool(entries) and head != (entries[-1].seq, entries[-1].hash)
        )
        if not entries and head is not None:
            is_cut = head[0] != 0
        with translated(), self._engine.connect() as connection:
            twice = connection.execute(_TWICE, {"office": office}).scalars().all()
        return JournalState(
            tuple(sorted(set(broken))), is_cut, _missing(number_faults(self._queries.numbers(office))), tuple(twice)
        )

    def unsettled(self, office: UUID, before: datetime) -> Unsettled:
        with translated(), self._engine.connect() as connection:
            row = connection.execute(_UNSETTLED, {"office": office, "before": before}).first()
        return Unsettled(row.all, row.issued_at, row.number) if row is not None else Unsettled(0)

    def sealed(self, office: UUID, limit: int) -> tuple[UUID, ...]:
        with translated(), self._engine.connect() as connection:
            return tuple(connection.execute(_SEALED, {"office": office, "most": limit}).scalars())


def _missing(faults: tuple[str, ...]) -> tuple[str, ...]:
    """«А-2019-: 3, 4» for each series that has gaps."""
    found = (_LACKS.match(fault) for fault in faults)
    return tuple(f"{match.group(1)}…: {match.group(2)}" for match in found if match is not None)

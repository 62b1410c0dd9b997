"""The office's own editions, and what an edition is tried on."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, Table, bindparam, literal, select, tuple_

from desk_app.domain.regulation import Channel
from desk_app.storage import codec, schema
from desk_app.storage.queries.reader import Reader
from desk_app.storage.types import Key, Moment
from desk_app.usecases.ports_editions import EditionFile, Handled

PAGE = 500
_file = schema.edition_file.c
_FILES = (
    select(_file.id, _file.digest, _file.content)
    .where(_file.office == bindparam("office"), _file.id.not_in(bindparam("besides", expanding=True)))
    .order_by(_file.added_at, _file.id)
)
_BEGINNING = UUID(int=0)


def _page(table: Table, at: ColumnElement[datetime], *, refused: bool) -> Select[tuple[object, ...]]:
    columns = table.c
    return (
        select(
            columns.key,
            columns.number,
            columns.application,
            columns.edition,
            columns.channel,
            at.label("at"),
            literal(refused).label("refused"),
        )
        .where(
            columns.office == bindparam("office"),
            columns.service == bindparam("service"),
            at < bindparam("ends", type_=Moment),
            tuple_(at, columns.key) > tuple_(bindparam("after", type_=Moment), bindparam("after_key", type_=Key)),
        )
        .order_by(at, columns.key)
        .limit(PAGE)
    )


_CASES = _page(schema.desk_case, schema.desk_case.c.registered_at, refused=False)
_REFUSALS = _page(schema.refusal, schema.refusal.c.refused_at, refused=True)


class EditionReads(Reader):
    def edition_files(self, office: UUID, besides: tuple[str, ...] = ()) -> tuple[EditionFile, ...]:
        return self._all(
            lambda row: EditionFile(row["id"], row["digest"], bytes(row["content"])),
            _FILES,
            office=office,
            besides=list(besides),
        )

    def handled_cases(
        self, office: UUID, service: str, begins: datetime, ends: datetime, after: Handled | None = None
    ) -> tuple[Handled, ...]:
        return self._handled(_CASES, office, service, begins, ends, after)

    def handled_refusals(
        self, office: UUID, service: str, begins: datetime, ends: datetime, after: Handled | None = None
    ) -> tuple[Handled, ...]:
        return self._handled(_REFUSALS, office, service, begins, ends, after)

    def _handled(
        self,
        statement: Select[tuple[object, ...]],
        office: UUID,
        service: str,
        begins: datetime,
        ends: datetime,
        after: Handled | None,
    ) -> tuple[Handled, ...]:
        # keys are never zero, so the first page begins at the very moment
        place = (begins, _BEGINNING) if after is None else (after.at, after.key)
        return self._all(
            _handled_of,
            statement,
            office=office,
            service=service,
            ends=ends.astimezone(UTC),
            after=place[0],
            after_key=place[1],
        )


def _handled_of(row: RowMapping) -> Handled:
    return Handled(
        row["key"],
        row["number"],
        row["at"],
        codec.application_of(row["application"]),
        row["edition"],
        Channel(row["channel"]),
        bool(row["refused"]),
    )

"""Writing and reading the filters that a person keeps by name."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import RowMapping, bindparam, delete, insert, select, update

from desk_app.domain.register_filter import RegisterFilter, filter_of, filter_text
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.storage.schema_register import saved_filter
from desk_app.usecases.ports_line import Work
from desk_app.usecases.ports_register import SavedFilter

_its = saved_filter.c
_ADD = insert(saved_filter)
_MINE = (_its.key == bindparam("this")) & (_its.member == bindparam("actor"))
_CHANGE = (
    update(saved_filter)
    .where(_MINE)
    .values(name=bindparam("new_name"), content=bindparam("new_content"), saved_at=bindparam("new_saved_at"))
)
_DROP = delete(saved_filter).where(_MINE)
_NAMES = select(_its.name, _its.key).where(_its.member == bindparam("actor"))
FILTERS = (
    select(_its.key, _its.name, _its.content)
    .where(_its.office == bindparam("office"), _its.member == bindparam("member"))
    .order_by(_its.name, _its.key)
)


class SqlFilters:
    """A `ports_register.FilterWork`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, key: UUID, name: str, wanted: RegisterFilter) -> None:
        work = self._work
        values = {"key": key, "office": work.office, "member": work.actor, "name": name, "saved_at": work.now()}
        work.run(_ADD, values | {"content": filter_text(wanted)})

    def change(self, key: UUID, name: str, wanted: RegisterFilter) -> None:
        values = {"new_name": name, "new_content": filter_text(wanted), "new_saved_at": self._work.now()}
        if self._work.run(_CHANGE, values | {"this": key, "actor": self._work.actor}).rowcount != 1:
            raise UserError("E-340", N_("This record is not there."), N_("Refresh the list."))

    def drop(self, key: UUID) -> None:
        self._work.run(_DROP, {"this": key, "actor": self._work.actor})

    def names(self) -> dict[str, UUID]:
        found = self._work.run(_NAMES, {"actor": self._work.actor})
        return {row["name"]: row["key"] for row in found.mappings()}


def saved_filter_of(row: RowMapping) -> SavedFilter:
    """Return the filter. One that a newer program kept in words unknown here narrows to nothing."""
    try:
        wanted = filter_of(row["content"])
    except (ValueError, TypeError, KeyError):
        wanted = RegisterFilter()
    return SavedFilter(row["key"], row["name"], wanted)

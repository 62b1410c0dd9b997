"""Writing and reading who stands in for the head."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, insert, select, update

from desk_app.domain.language import Bilingual
from desk_app.domain.standing_in import StandIn
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.storage.schema_staff import stand_in
from desk_app.usecases.ports_line import Work

_its = stand_in.c
_ADD = insert(stand_in)
_END = (
    update(stand_in)
    .where(_its.key == bindparam("this"), _its.office == bindparam("its_office"), _its.ended_at.is_(None))
    .values(ended_at=bindparam("new_ended_at"))
)
STAND_INS = select(stand_in).where(_its.office == bindparam("office")).order_by(_its.begins.desc(), _its.key.desc())


class SqlStandIns:
    """A `ports_staff.StandInWork`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, found: StandIn) -> None:
        self._work.run(
            _ADD,
            {
                "key": found.key,
                "office": found.office,
                "member": found.member,
                "begins": found.begins,
                "ends": found.ends,
                "position_kk": found.position.kk,
                "position_ru": found.position.ru,
                "order": found.order,
                "made_at": found.made_at,
                "made_by": self._work.actor,
                "made_by_name": found.made_by_name,
                "ended_at": found.ended_at,
            },
        )

    def end(self, key: UUID, at: datetime) -> None:
        values = {"this": key, "its_office": self._work.office, "new_ended_at": at}
        if self._work.run(_END, values).rowcount != 1:
            raise UserError("E-340", N_("This record is not there."), N_("Refresh the list."))


def stand_in_of(row: RowMapping) -> StandIn:
    return StandIn(
        key=row["key"],
        office=row["office"],
        member=row["member"],
        begins=row["begins"],
        ends=row["ends"],
        position=Bilingual(row["position_kk"], row["position_ru"]),
        order=row["order"],
        made_at=row["made_at"],
        made_by_name=row["made_by_name"],
        ended_at=row["ended_at"],
    )

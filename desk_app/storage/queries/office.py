"""Offices, their people, the editions they work by, half-filled forms."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, select

from desk_app.domain.staff import Office, StaffMember
from desk_app.domain.standing_in import StandIn
from desk_app.domain.text import sort_key
from desk_app.storage import rows, schema
from desk_app.storage.queries.reader import Reader
from desk_app.storage.stand_ins import STAND_INS, stand_in_of
from desk_app.usecases.ports import Adoption, Draft

_OFFICES = select(schema.office)
_MEMBERS = select(schema.staff).where(schema.staff.c.office == bindparam("office"))
_CREDENTIALS = select(schema.staff).where(schema.staff.c.login_folded == bindparam("login"))
_ADOPTIONS = (
    select(schema.adoption)
    .where(schema.adoption.c.office == bindparam("office"))
    .order_by(schema.adoption.c.service, schema.adoption.c.adopted_from)
)
_DRAFTS = (
    select(schema.draft)
    .where(schema.draft.c.office == bindparam("office"), schema.draft.c.kind == bindparam("kind"))
    .order_by(schema.draft.c.updated_at.desc(), schema.draft.c.key.desc())
)


class OfficeQueries(Reader):
    def offices(self) -> tuple[Office, ...]:
        return tuple(sorted(self._all(rows.office_of, _OFFICES), key=lambda office: sort_key(office.name.kk)))

    def members(self, office: UUID) -> tuple[StaffMember, ...]:
        found = self._all(rows.member_of, _MEMBERS, office=office)
        return tuple(sorted(found, key=lambda member: sort_key(member.full_name)))

    def stand_ins(self, office: UUID) -> tuple[StandIn, ...]:
        return self._all(stand_in_of, STAND_INS, office=office)

    def credentials(self, login: str) -> tuple[StaffMember, str] | None:
        return self._first(
            lambda row: (rows.member_of(row), row["password_hash"]), _CREDENTIALS, login=rows.fold_login(login)
        )

    def adoptions(self, office: UUID) -> tuple[Adoption, ...]:
        return self._all(
            lambda row: Adoption(row["service"], row["edition"], row["adopted_from"]), _ADOPTIONS, office=office
        )

    def drafts(self, office: UUID, kind: str) -> tuple[Draft, ...]:
        """Newest first."""
        return self._all(rows.draft_of, _DRAFTS, office=office, kind=kind)

    def kind(self) -> str:
        return "local" if self._dialect == "sqlite" else "shared"

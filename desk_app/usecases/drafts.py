"""Half-filled forms: kept within a second, brought back after a lock, a crash or a power cut."""

from __future__ import annotations

from uuid import UUID

from desk_app.domain.staff import Session
from desk_app.usecases import ports
from desk_app.usecases.rights import expect_working


class Drafts:
    """Drafts live in the records, so they are as safe and as encrypted as these, and a colleague can go on with one."""

    def __init__(self, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._unit_of_work = unit_of_work
        self._queries = queries

    def keep(self, session: Session, key: UUID, kind: str, body: str) -> None:
        """Insert or overwrite the draft."""
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.save_draft(
                ports.Draft(
                    key, session.office.key, session.member.key, session.member.short_name, kind, body, work.now()
                )
            )
            work.commit()

    def drop(self, session: Session, key: UUID) -> None:
        """Forget the draft: its form was recorded, or the clerk threw it away. Raises ForbiddenError E-361."""
        expect_working(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.drop_draft(key)
            work.commit()

    def waiting(self, session: Session, kind: str) -> tuple[ports.Draft, ...]:
        """Drafts of the office, mine first, newest first. Raises ForbiddenError E-361."""
        expect_working(session)
        found = self._queries.drafts(session.office.key, kind)
        return tuple(
            sorted(found, key=lambda draft: (draft.author != session.member.key, -draft.updated_at.timestamp()))
        )

"""Who may look at people's cases and papers. Who may do a step, `law.expect_step` says."""

from __future__ import annotations

from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError
from desk_app.i18n import N_

WORKING = (Role.CLERK, Role.CHANCELLERY, Role.HEAD, Role.EXECUTOR, Role.SUPERVISOR)
"""Roles that work with cases: who keeps accounts and calendars alone has no business with people's data."""


def expect_working(session: Session) -> None:
    """Raises ForbiddenError E-361."""
    if not session.has(*WORKING):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))

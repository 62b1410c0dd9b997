"""What the register shows as a table for a file: every line of the search, in the words of the screen."""

from __future__ import annotations

from desk_app.domain.register_filter import RegisterFilter
from desk_app.i18n import gettext as _
from desk_app.progress import Progress
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import Sheet, SheetColumn
from ui.register.lines import CaseLine, lines_of
from ui.register.table import APPLICANT, CLERK, DUE, IIN, NUMBER, REGISTERED, SERVICE, STATE, STEP

COLUMNS = (
    (NUMBER, 16),
    (APPLICANT, 36),
    (IIN, 16),
    (SERVICE, 40),
    (REGISTERED, 13),
    (CLERK, 22),
    (STATE, 20),
    (STEP, 40),
    (DUE, 24),
)
MOST = 10_000


def read_lines(desk: Desk, text: str, wanted: RegisterFilter, progress: Progress) -> tuple[CaseLine, ...]:
    """All lines of the search that the filter lets through, page by page; ten thousand at most. Runs in the worker."""
    found: list[CaseLine] = []
    last = None
    while len(found) < MOST:
        rows = desk.register.search(desk.session, text, last, wanted)
        if not rows or rows[-1] == last:
            break
        found.extend(lines_of(desk, rows))
        last = rows[-1]
        progress.tell(len(found), 0)
    return tuple(found[:MOST])


def sheet_of(desk: Desk, lines: tuple[CaseLine, ...]) -> Sheet:
    """The lines as the columns of the register say them, and those it has no room for."""
    zone, now = zone_of(desk.session), desk.clock.now()
    return Sheet(
        title=_("Lines of the register"),
        above=(),
        columns=tuple(SheetColumn(_(column.heading), width) for column, width in COLUMNS),
        lines=tuple(tuple(column.says(line, now, zone).text for column, _width in COLUMNS) for line in lines),
    )

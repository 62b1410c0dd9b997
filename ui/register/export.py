"""What the register shows as a table for a file: every line of the search, in the columns and words of the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk_app.domain.register_filter import RegisterFilter
from desk_app.i18n import gettext as _
from desk_app.i18n import ngettext
from desk_app.progress import Progress, StoppedError
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import Sheet, SheetColumn
from desk_app.usecases.workplace import ColumnLayout
from ui.background import PRINTING, Background
from ui.register.columns import COLUMNS
from ui.register.lines import CaseLine, lines_of
from ui.widgets import MessageBar
from ui.widgets.progress import ProgressRow

WIDTHS = {
    "number": 16,
    "applicant": 36,
    "iin": 16,
    "service": 40,
    "registered": 13,
    "clerk": 22,
    "state": 20,
    "step": 40,
    "whose": 24,
    "due": 24,
}
"""Of the file's columns, in characters."""
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


def sheet_of(desk: Desk, lines: tuple[CaseLine, ...], layout: ColumnLayout) -> Sheet:
    """The lines as the columns that are shown say them, in the order they are shown."""
    zone, now = zone_of(desk.session), desk.clock.now()
    columns = tuple((COLUMNS[name], WIDTHS[name]) for name, _width in layout)
    return Sheet(
        title=_("Lines of the register"),
        above=(),
        columns=tuple(SheetColumn(_(column.heading), width) for column, width in columns),
        lines=tuple(tuple(column.says(line, now, zone).text for column, _width in columns) for line in lines),
    )


class Export:
    """Writes the file beside other work, and says how it went in the page's message bar."""

    def __init__(
        self, owner: QWidget, desk: Desk, background: Background, progress: ProgressRow, message: MessageBar
    ) -> None:
        self._owner, self._desk, self._background = owner, desk, background
        self._progress, self._message = progress, message

    def run(self, path: Path, text: str, wanted: RegisterFilter, layout: ColumnLayout) -> None:
        """Save every line of that search as XLSX; journaled, but not what was searched for."""
        desk, narrowed = self._desk, bool(text) or not wanted.is_empty
        progress = self._progress.begin(_("Writing {file} …").format(file=path.name))

        def work(progress: Progress = progress) -> int:
            lines = read_lines(desk, text, wanted, progress)
            sheet = sheet_of(desk, lines, layout)
            desk.journals.save_rows(desk.session, sheet, path, narrowed=narrowed, progress=progress)
            return len(lines)

        self._background.run(self._owner, work, lambda count: self._show_done(path, count), self._fail, lane=PRINTING)

    def _show_done(self, path: Path, count: int) -> None:
        self._progress.end()
        lines = ngettext("{count} line", "{count} lines", count).format(count=count)
        cut = _("A file holds no more lines: search for less.") if count >= MOST else ""
        self._message.say(_("Saved: {file}").format(file=path.name), " ".join(part for part in (lines, cut) if part))

    def _fail(self, error: Exception) -> None:
        self._progress.end()
        if isinstance(error, StoppedError):
            self._message.say(_("It was stopped."))
        else:
            self._message.show_error(error)

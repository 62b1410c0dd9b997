"""A ticket given at the desk: group, IIN where the person wishes, or the number already on a paper ticket."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QWidget

from desk_app.domain.line import Visit
from desk_app.domain.papers import PrintState
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.line_view import Group
from ui.background import Background
from ui.entrance.forms import error_text
from ui.language import bind
from ui.line.dialogs import Question, fill_rows
from ui.line.ticket_printer import TicketPrinter
from ui.line.watch import LineWatch
from ui.line.words import short_name
from ui.papers.job import Preferred
from ui.widgets import BigNumber, IinEdit, set_role, text_label, value_label

PRINT_WORDS = {
    PrintState.NOT_PRINTED: N_("The ticket is being printed …"),
    PrintState.QUEUED: N_("The ticket waits at the printer."),
    PrintState.SENT: N_("The printer has taken the ticket."),
    PrintState.FAILED: N_("The ticket was not printed. Say the number aloud."),
}
PRIORITY = N_("Goes first by the act")
_ASKED = ("line.ticket_group", "line.ticket_priority", "line.ticket_iin", "line.ticket_paper")
NO_PRINTER = N_("There is no printer. Say the number aloud.")


class TicketDialog(Question):
    """Enter gives the ticket, the next Enter closes."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        background: Background,
        watch: LineWatch,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(parent, "line.ticket", N_("A ticket of the line"), N_("Give the ticket"))
        self._desk, self._background, self._watch = desk, background, watch
        self._groups: Sequence[Group] = tuple(watch.groups.values())
        self.visit: Visit | None = None
        self._printing: PrintState | None = PrintState.NOT_PRINTED
        self._error: Exception | None = None
        self._standing: tuple[Visit, ...] = ()
        self._printer = TicketPrinter(desk, background, preferred, self)
        self.list = QListWidget()
        self.list.setObjectName("line.ticket_group")
        bind(self.list, self.list.setAccessibleName, N_("Groups of the line"))
        self.iin = IinEdit()
        self.number = QLineEdit()
        self.number.setMaxLength(10)
        self.priority = QComboBox()
        self.priority.setObjectName("line.ticket_priority")
        self._priority_label = text_label(PRIORITY, "quiet")
        self._fields()
        self.given = BigNumber()
        self.given.setObjectName("line.ticket_number")
        self.answer_line = value_label("", wrap=True)
        self.answer_line.setObjectName("line.ticket_answer")
        self.body.addWidget(self.given)
        self.body.addWidget(self.answer_line)
        self.given.hide()
        self.list.currentRowChanged.connect(lambda _row: self._write_priority())
        self.iin.iin_changed.connect(self._on_iin_changed)
        self._printer.told.connect(self._show_printing)
        self._printer.failed.connect(lambda _error: self._show_printing(PrintState.FAILED))
        bind(self, self._write)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _fields(self) -> None:
        self.body.addWidget(self.list)
        self._priority_label.setBuddy(self.priority)
        bind(self.priority, self.priority.setAccessibleName, PRIORITY)
        self.body.addWidget(self._priority_label)
        self.body.addWidget(self.priority)
        for name, source, field in (
            ("line.ticket_iin", N_("IIN, if the person gives it"), self.iin),
            ("line.ticket_paper", N_("Number of a paper ticket already given out"), self.number),
        ):
            field.setObjectName(name)
            label = text_label(source, "quiet")
            label.setBuddy(field)
            bind(field, field.setAccessibleName, source)
            self.body.addWidget(label)
            self.body.addWidget(field)

    def answer(self) -> None:
        """Give the ticket; close when it is given."""
        if self.visit is not None:
            self.accept()
            return
        row = self.list.currentRow()
        if row < 0 or not self.button.isEnabled():
            return
        desk, group = self._desk, self._groups[row].code
        iin, number = self.iin.iin(), self.number.text().strip()
        priority = self.priority.currentData() or ""
        self._error = None
        self.button.setEnabled(False)
        self._background.run(
            self,
            lambda: desk.line.take_ticket(desk.session, group, iin=iin, number=number, priority=priority),
            lambda visit: self._show(visit, with_paper=not number),
            self._fail,
        )

    def _show(self, visit: Visit, *, with_paper: bool) -> None:
        self.visit = visit
        for field in self.findChildren(QWidget):
            if field.objectName() in _ASKED:
                field.setEnabled(False)
        self.given.set_number(visit.ticket)
        self.given.show()
        self.button.setEnabled(True)
        self.button.setFocus()
        self._printing = PrintState.CONFIRMED
        if with_paper:
            self._printer.print_ticket(visit)
        self._write()
        self._watch.read()

    def _fail(self, error: Exception) -> None:
        self._error = error
        self.button.setEnabled(True)
        self._write()

    def _show_printing(self, state: PrintState | None) -> None:
        self._printing = state
        self._write()

    def _on_iin_changed(self, iin: str) -> None:
        """The same person twice is said before the ticket is given."""
        self._standing, self._error = (), None
        self._write()
        if len(iin) == 12:
            desk = self._desk
            self._background.run(self, lambda: desk.line.twice(desk.session, iin), self._show_standing, self._fail)

    def _show_standing(self, standing: tuple[Visit, ...]) -> None:
        self._standing = standing
        self._write()

    def _write_priority(self) -> None:
        """Asked only where the act of the chosen service lets somebody go first."""
        row, held = self.list.currentRow(), self.priority.currentData()
        groups = self._groups[row].priority if 0 <= row < len(self._groups) else ()
        self.priority.clear()
        self.priority.addItem(_("nobody: in turn"), "")
        for code, words in groups:
            self.priority.addItem(words.text(language()), code)
        self.priority.setCurrentIndex(max(self.priority.findData(held), 0))
        for widget in (self._priority_label, self.priority):
            widget.setVisible(bool(groups))
        if self.isVisible():
            self.fit()

    def _write(self) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        fill_rows(self.list, [short_name(group) for group in self._groups], row)
        self.list.blockSignals(False)
        self._write_priority()
        self.button.set_words(_("Close") if self.visit is not None else _("Give the ticket"))
        text, role = "", "quiet"
        if self._error is not None:
            text, role = error_text(self._error), "bad"
        elif self.visit is not None:
            found = NO_PRINTER if self._printing is None else PRINT_WORDS.get(self._printing, "")
            text, role = _(found), "bad" if self._printing in (None, PrintState.FAILED) else "quiet"
        elif self._standing:
            names = ", ".join(f"{one.ticket} ({short_name(self._watch.group(one.group))})" for one in self._standing)
            text, role = _("This person is in the line already: {tickets}.").format(tickets=names), "warn"
        self.answer_line.setText(text)
        set_role(self.answer_line, role)
        self.answer_line.setVisible(bool(text))

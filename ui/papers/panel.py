"""Did the paper come out? The question after every number given: the fate of the print job, and three ways on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QVBoxLayout

from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.text import digits
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from ui.background import Background
from ui.language import bind
from ui.papers.job import PaperJob, Preferred, file_name
from ui.papers.stage import NO, WAITS, YES, Stage
from ui.widgets.buttons import MainButton, QuietButton
from ui.widgets.labels import Card, text_label, value_label
from ui.widgets.message import MessageBar
from ui.widgets.paper_view import PaperView

_OF_REGISTRATION = (PaperKind.TALON, PaperKind.ACCEPTANCE_RECEIPT)


class PaperPanel(Card):
    """The right column after a paper was recorded. It prints at once; Enter says that the paper is in hand.

    `pages`, where given, shows the paper itself; it stands where the host puts it.

    Signals:
        printed(UUID): the person confirmed the paper, or it was saved as a file.
        finished(): nothing is left to do with it.
        next_wanted(): the main button was pressed once more after that.
    """

    printed = Signal(object)
    finished = Signal()
    next_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        pages: PaperView | None = None,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("papers.panel")
        self._desk = desk
        self._pages = pages
        self.job = PaperJob(desk, background, preferred, self)
        self.message = MessageBar()
        self._kind = value_label("", "quiet", wrap=True)
        self._question = value_label("", "title", wrap=True)
        self._stages = tuple(Stage() for _stage in range(3))
        self.yes_button = MainButton(N_("Yes, it came out"), "Enter")
        self.yes_button.setObjectName("papers.yes")
        self.other_button = QuietButton(N_("Send to another printer"), "1")
        self.other_button.setObjectName("papers.other_printer")
        self.save_button = QuietButton(N_("Save as a file (PDF)"), "2")
        self.save_button.setObjectName("papers.save")
        self.printer_menu = QMenu(self)
        self._safe = value_label("", "quiet", wrap=True)
        self._was_ready = False
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.yes_button.clicked.connect(self._on_yes_clicked)
        self.other_button.clicked.connect(self._on_other_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.job.progressed.connect(self._show_progress)
        self.job.pages_ready.connect(self._show_pages)
        self.job.failed.connect(self._show_error)
        self.job.settled.connect(self._on_settled)
        bind(self, self._show_progress)

    def _lay_out(self) -> None:
        self.rows.addWidget(self._kind)
        self.rows.addWidget(self._question)
        for stage in self._stages:
            self.rows.addWidget(stage)
        self.rows.addSpacing(4)
        self.rows.addWidget(self.yes_button)
        self.rows.addSpacing(8)
        self._otherwise = text_label(N_("If it did not"), "quiet")
        self.rows.addWidget(self._otherwise)
        self.rows.addWidget(self.other_button)
        self.rows.addWidget(self.save_button)
        self.rows.addWidget(self._safe)
        self.rows.addWidget(self.message)
        self.rows.addStretch(1)
        self.foot = QVBoxLayout()
        """Where the host puts what comes next."""
        self.rows.addLayout(self.foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_paper(self, key: UUID, *, print_now: bool = True) -> None:
        """Show that paper and print it on this desk's printer."""
        self.message.clear()
        if self._pages is not None:
            self._pages.set_pages(())
        self.job.open(key, print_now=print_now)
        self._take_focus()

    def leave(self) -> None:
        """The next visitor is here: what was not confirmed is offered again."""
        self.job.forget()
        self.message.clear()

    # ---- keys and buttons

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digits(event.text())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif digit == "1":
            self._on_other_clicked()
        elif digit == "2":
            self._on_save_clicked()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        focused = self.focusWidget()
        if focused in (self.other_button, self.save_button):
            focused.click()
        elif self.yes_button.isEnabled():
            self._on_yes_clicked()

    def _on_yes_clicked(self) -> None:
        if self.job.progress.state in (PrintState.CONFIRMED, PrintState.SAVED):
            self.next_wanted.emit()
        elif self.job.progress.has_printer and self.job.progress.queued_at is None:
            self.message.clear()
            self.job.print_on(self.job.progress.printer)
        else:
            self.job.confirm()

    def _on_other_clicked(self) -> None:
        """Offer every printer; the one that was tried stands last."""
        if not self.other_button.isEnabled():
            return
        self.printer_menu.clear()
        tried = self.job.progress.printer
        for printer in sorted(self.job.printers, key=lambda printer: printer.name == tried):
            words = printer.name if printer.is_ready else _("{printer}: not ready").format(printer=printer.name)
            action = self.printer_menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, name=printer.name: self._print_on(name))
        self.printer_menu.popup(self.other_button.mapToGlobal(QPoint(0, self.other_button.height())))
        self.printer_menu.setActiveAction(self.printer_menu.actions()[0])

    def _print_on(self, name: str) -> None:
        self.message.clear()
        self.job.print_on(name)

    def _on_save_clicked(self) -> None:
        paper = self.job.progress.paper
        if paper is None or not self.save_button.isEnabled():
            return
        path = self.ask_path(file_name(paper))
        if path:
            self.message.clear()
            self.job.save(Path(path))

    def ask_path(self, name: str) -> str:
        """Ask where to save; empty where the person changed their mind."""
        return QFileDialog.getSaveFileName(self, _("Save as a file (PDF)"), str(Path.home() / name), "PDF (*.pdf)")[0]

    # ---- what is shown

    def _show_pages(self, pages: object) -> None:
        if self._pages is not None:
            self._pages.set_pages(pages)  # type: ignore[arg-type]  # a tuple of PageImage, through a signal

    def _show_error(self, error: Exception) -> None:
        self.message.show_error(error)
        self._take_focus()

    def _on_settled(self) -> None:
        key = self.job.key
        self.printed.emit(key)
        self.finished.emit()

    def _moment(self, moment: datetime | None) -> str:
        return moment.astimezone(zone_of(self._desk.session)).strftime("%H:%M:%S") if moment is not None else ""

    def _show_progress(self) -> None:
        progress = self.job.progress
        paper = progress.paper
        self._kind.setText(paper.title.text(language()) if paper is not None else "")
        done = progress.state in (PrintState.CONFIRMED, PrintState.SAVED)
        queued, failed = progress.queued_at is not None, progress.state is PrintState.FAILED
        void = paper.void if paper is not None else None
        if void is not None:
            self._question.setText(_("VOID"))
            self._show_stages(None, None, None)
        elif not progress.has_printer and not done:
            self._question.setText(_("The paper is not printed"))
            self._show_stages((NO, _("No printer is set up at this desk."), ""), None, None)
        else:
            asked = _("The paper is not printed") if self._waits_for_print(done) else _("Did the paper come out?")
            self._question.setText(_("The paper is in hand") if done else asked)
            put = (YES if queued else NO if failed else WAITS, _("Put into the print queue"), progress.queued_at)
            took = (
                YES if progress.taken_at is not None else WAITS,
                _("{printer} accepted it").format(printer=progress.printer or "…"),
                progress.taken_at,
            )
            self._show_stages(
                (put[0], put[1], self._moment(put[2])), (took[0], took[1], self._moment(took[2])), self._last_words()
            )
        untouched = void is None and not (progress.is_busy or queued or failed or done)
        if progress.unprintable and untouched:
            self._warn_of_boxes(progress.unprintable)
        self._show_buttons(done)

    def _warn_of_boxes(self, characters: tuple[str, ...]) -> None:
        self.message.say(*boxes_words(characters), "warn")

    def _last_words(self) -> tuple[str, str, str]:
        state = self.job.progress.state
        if state is PrintState.CONFIRMED:
            return YES, _("You confirmed that it came out."), ""
        if state is PrintState.SAVED:
            return YES, _("Saved as a file: {file}").format(file=Path(self.job.progress.saved_to).name), ""
        return WAITS, _("Waits for your word"), ""

    def _show_stages(self, *stages: tuple[str, str, str] | None) -> None:
        for place, (widget, stage) in enumerate(zip(self._stages, stages, strict=True)):
            widget.setVisible(stage is not None)
            if stage is not None:
                widget.show_stage(*stage, strong=place == 2)

    def _show_buttons(self, done: bool) -> None:
        progress = self.job.progress
        is_void = progress.paper is not None and progress.paper.void is not None
        ready = progress.paper is not None and not progress.is_busy and not is_void
        waits_for_print = self._waits_for_print(done)
        if waits_for_print:
            self.yes_button.set_words(_("Print"))
        else:
            self.yes_button.set_words(_("Next") if done else _("Yes, it came out"))
        self.yes_button.setEnabled(ready and (done or progress.has_printer))
        self.yes_button.setVisible((done or progress.has_printer) and not is_void)
        self.other_button.setEnabled(ready and bool(self.job.printers) and not done)
        self.save_button.setEnabled(ready)
        for widget in (self._otherwise, self.other_button, self.save_button):
            widget.setVisible(not is_void)
        self._otherwise.setVisible(not is_void and not waits_for_print)
        self._safe.setText(self._void_words() if is_void else "" if done else self._safe_words())
        was_ready, self._was_ready = self._was_ready, ready
        if ready and not was_ready and self._may_take_focus():
            self._take_focus()

    def _void_words(self) -> str:
        void = self.job.progress.paper.void if self.job.progress.paper is not None else None
        if void is None:
            return ""
        at = void.at.astimezone(zone_of(self._desk.session)).strftime("%d.%m.%Y, %H:%M")
        return f"{void.reason}. {void.by_name}, {at}"

    def _safe_words(self) -> str:
        paper = self.job.progress.paper
        if paper is not None and paper.kind is PaperKind.REFUSAL_RECEIPT:
            return _("The refusal is recorded also without the paper; it can be printed again from the register.")
        if paper is not None and paper.kind not in _OF_REGISTRATION:
            return _("The record is kept also without the paper; it can be printed again.")
        return _("The application is registered also without the paper: number and date are in the records.")

    def _waits_for_print(self, done: bool) -> bool:
        """Nothing was sent to the printer yet: whether it came out is no question."""
        progress = self.job.progress
        return progress.has_printer and progress.queued_at is None and not done and not progress.is_busy

    def _may_take_focus(self) -> bool:
        """A disabled button hands the focus on to whoever is next: it is fetched back from there."""
        holder = self.window().focusWidget()
        return holder is None or holder is self or holder is self._pages or self.isAncestorOf(holder)

    def _take_focus(self) -> None:
        """The panel listens at once, also while its buttons wait for the printer."""
        if not self.isVisible():
            return
        if self.yes_button.isEnabled() and not self.yes_button.isHidden():
            self.yes_button.setFocus()
        elif self.save_button.isEnabled() and not self.job.progress.has_printer:
            self.save_button.setFocus()
        else:
            self.setFocus()


def boxes_words(characters: tuple[str, ...]) -> tuple[str, str]:
    """That a paper would have empty boxes, and what to do."""
    return (
        _("The typefaces of the papers do not have: {characters}. Empty boxes would stand there.").format(
            characters=", ".join(map(_shown, characters))
        ),
        _("Put the record right if it is a slip; else print the paper as it is."),
    )


def _shown(character: str) -> str:
    """The character, where it can be seen, with its number."""
    number = f"U+{ord(character):04X}"
    return f"{character} ({number})" if character.isprintable() else number

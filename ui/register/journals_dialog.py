"""Journals of the office for a period: asked for, looked at, then printed or saved."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain import journal_texts
from desk_app.domain.journals import JournalKind
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import PaperKind
from desk_app.domain.regulation import Channel
from desk_app.i18n import N_, language, ngettext
from desk_app.i18n import gettext as _
from desk_app.progress import Progress, StoppedError
from desk_app.usecases.desk import Desk
from desk_app.usecases.journals import PeriodJournal, Request
from ui.background import PRINTING, Background
from ui.language import bind
from ui.papers.job import Preferred
from ui.papers.panel import boxes_words
from ui.register.actions.panel import PAPER_LANGUAGES
from ui.register.journal_table import SHOWN, JournalTable
from ui.theme import scaled
from ui.widgets import DateField, LabeledField, MessageBar, QuietButton, Segmented, text_label, value_label
from ui.widgets.progress import ProgressRow


class Quick(Enum):
    """Periods with one key."""

    TODAY = auto()
    MONTH = auto()
    LAST_MONTH = auto()
    QUARTER = auto()
    YEAR = auto()


# Translators: periods of a journal
QUICK = (
    (Quick.TODAY, N_("Today")),
    (Quick.MONTH, N_("This month")),
    (Quick.LAST_MONTH, N_("Last month")),
    (Quick.QUARTER, N_("Quarter")),
    (Quick.YEAR, N_("Year")),
)
# Translators: kinds of journals
KINDS = (
    (JournalKind.REGISTRATION, N_("Registration")),
    (JournalKind.REFUSAL, N_("Refusals")),
    (JournalKind.PAPERS, N_("Issued papers")),
)
_BOX_CHARACTERS = 12


def period_of(quick: Quick, today: date) -> tuple[date, date]:
    """First and last day; a month, quarter or year that is not over goes up to its end."""
    if quick is Quick.TODAY:
        return today, today
    if quick is Quick.YEAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    first = today.replace(day=1)
    if quick is Quick.LAST_MONTH:
        first = (first - timedelta(days=1)).replace(day=1)
    last = first.month
    if quick is Quick.QUARTER:
        first = first.replace(month=(today.month - 1) // 3 * 3 + 1)
        last = first.month + 2
    return first, date(first.year, last, monthrange(first.year, last)[1])


class JournalsDialog(QDialog):
    """Kind and period at the top, the balance in words, the first lines, what can be done with it."""

    def __init__(
        self, desk: Desk, background: Background, parent: QWidget | None = None, *, preferred: Preferred | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("journals_dialog")
        self._desk, self._background, self._preferred = desk, background, preferred
        self._journal: PeriodJournal | None = None
        self._asked: Request | None = None
        self.kind = Segmented(KINDS, "journal_kind", N_("Journal"))
        self.quick = Segmented(QUICK, "journal_quick", N_("Period"))
        self.first = LabeledField(N_("First day"), DateField(), "journal_first")
        self.last = LabeledField(N_("Last day"), DateField(), "journal_last")
        self.service, self.channel, self.clerk = QComboBox(), QComboBox(), QComboBox()
        self.paper_language = QComboBox()
        self._language_chosen = False
        self.balance = value_label("", "strong", wrap=True)
        self.balance.setObjectName("journal_balance")
        self.count = value_label("", "quiet")
        self.message = MessageBar()
        self.progress = ProgressRow("journal_progress")
        self.table = JournalTable()
        self.print_button = QuietButton(N_("Print"), "Ctrl+P")
        self.pdf_button, self.xlsx_button = QuietButton("PDF", "Ctrl+S"), QuietButton("XLSX", "Ctrl+E")
        self.buttons = (self.print_button, self.pdf_button, self.xlsx_button)
        self._lay_out()
        self._connect()
        bind(self, self.setWindowTitle, N_("Journals"))
        bind(self, self._write_choices)
        self._kind_asked = JournalKind.REGISTRATION
        self.kind.set_value(self._kind_asked)
        self._choose_quick(Quick.MONTH)
        # a dialog left to itself takes two thirds of the screen, too little for a journal
        self.resize(1240, 680)

    def _lay_out(self) -> None:
        top, days, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.kind)
        top.addStretch()
        top.addWidget(self.quick)
        for field in (self.first, self.last):
            field.edit.setMinimumWidth(scaled(128))
            days.addWidget(field)
        for name, title, box in (
            ("journal_service", N_("Service"), self.service),
            ("journal_channel", N_("Channel"), self.channel),
            ("journal_clerk", N_("Employee"), self.clerk),
            ("journal_language", N_("Language of the paper"), self.paper_language),
        ):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_BOX_CHARACTERS)
            bind(box, box.setAccessibleName, title)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(text_label(title, "quiet"))
            column.addWidget(box)
            days.addLayout(column, 1)
        foot.addWidget(self.count)
        foot.addStretch()
        close = QuietButton(N_("Close"), "Esc")
        close.clicked.connect(self.reject)
        for name, button in zip(("print", "pdf", "xlsx", "close"), (*self.buttons, close), strict=True):
            button.setObjectName(f"journal_{name}")
            button.setAutoDefault(False)
            foot.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        for layout in (top, days, foot):
            layout.setSpacing(12)
        rows.setSpacing(12)
        rows.addLayout(top)
        rows.addLayout(days)
        rows.addWidget(self.message)
        rows.addWidget(self.balance)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.progress)
        rows.addLayout(foot)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind_chosen)
        self.quick.chosen.connect(self._choose_quick)
        for field in (self.first, self.last):
            edit = field.edit
            assert isinstance(edit, DateField)
            edit.value_changed.connect(self.ask)
        for box in (self.service, self.channel, self.clerk):
            box.currentIndexChanged.connect(lambda _index: self.ask())
        self.paper_language.currentIndexChanged.connect(lambda _index: self._on_language_chosen())
        for keys, button, act in (
            ("Ctrl+P", self.print_button, self.print),
            ("Ctrl+S", self.pdf_button, lambda: self._save("pdf")),
            ("Ctrl+E", self.xlsx_button, lambda: self._save("xlsx")),
        ):
            button.clicked.connect(lambda _on=False, act=act: act())
            QShortcut(QKeySequence(keys), self, act)

    def _write_choices(self) -> None:
        """Fill the boxes in the language of the screen, and read the journal in it or in the one that was chosen."""
        now = language()
        journals = self._desk.journals
        channels = ((channel, journal_texts.CHANNELS[channel].text(now)) for channel in Channel)
        choices = (
            (self.service, tuple((code, title.text(now)) for code, title in journals.services())),
            (self.channel, tuple(channels)),
        )
        for box, values in choices:
            self._fill(box, values)
        self._fill_languages()
        self._background.run(self, lambda: journals.clerks(self._desk.session), self._show_clerks, self._fail)

    def _show_clerks(self, members: object) -> None:
        assert isinstance(members, tuple)
        self._fill(self.clerk, tuple((member.key, member.full_name) for member in members))
        self.ask()

    @staticmethod
    def _fill(box: QComboBox, values: tuple[tuple[object, str], ...]) -> None:
        held = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(_("all"), None)
        for value, words in values:
            box.addItem(words, value)
        box.setCurrentIndex(next((at for at, (value, _words) in enumerate(values, 1) if value == held), 0))
        box.blockSignals(False)

    def _fill_languages(self) -> None:
        """The paper follows the screen until another language is chosen for it."""
        box = self.paper_language
        chosen = box.currentData() if self._language_chosen else PaperLanguage(language().value)
        box.blockSignals(True)
        box.clear()
        for value, source in PAPER_LANGUAGES.items():
            box.addItem(_(source), value)
        box.setCurrentIndex(list(PAPER_LANGUAGES).index(PaperLanguage(chosen)))
        box.blockSignals(False)

    def _on_language_chosen(self) -> None:
        self._language_chosen = True
        self.ask()

    def _on_kind_chosen(self, kind: object) -> None:
        assert isinstance(kind, JournalKind)
        self._kind_asked = kind
        self.ask()

    def _choose_quick(self, quick: object) -> None:
        assert isinstance(quick, Quick)
        self.quick.set_value(quick)
        days = period_of(quick, self._desk.journals.today(self._desk.session))
        for field, day in zip((self.first, self.last), days, strict=True):
            assert isinstance(field.edit, DateField)
            field.edit.set_value(day)
        self.ask()

    def request(self) -> Request | None:
        """What is asked for; None while a day is not whole."""
        first, last = (field.edit.value() for field in (self.first, self.last) if isinstance(field.edit, DateField))
        if first is None or last is None:
            return None
        service, channel = self.service.currentData() or "", self.channel.currentData()
        return Request(self._kind_asked, first, last, service, channel, self.clerk.currentData())

    def ask(self) -> None:
        """Read the journal that the fields ask for."""
        request = self.request()
        self._asked = request
        self._show(None)
        if request is None or self.progress.is_running:
            return
        desk, now = self._desk, PaperLanguage(self.paper_language.currentData())

        def read() -> tuple[PeriodJournal, tuple[str, ...]]:
            journal = desk.journals.compose(desk.session, request, now)
            return journal, desk.journals.unprintable(desk.session, journal)

        def show(read: tuple[PeriodJournal, tuple[str, ...]]) -> None:
            if request == self._asked and now == self.paper_language.currentData():
                self._show(*read)

        self._background.run(self, read, show, self._fail)

    def _show(self, journal: PeriodJournal | None, unprintable: tuple[str, ...] = ()) -> None:
        self._journal = journal
        self.table.show_journal(journal)
        for button in self.buttons:
            button.setEnabled(journal is not None)
        if journal is None:
            self.balance.setText("")
            self.count.setText("")
            return
        self.message.clear()
        if unprintable:
            self.message.say(*boxes_words(unprintable), "warn")
        said = journal.language.said
        counts = (f"{said(row.label)}: {said(row.value)}" for row in journal.counts)
        self.balance.setText("; ".join(counts))
        whole = len(journal.lines)
        words = ngettext("{count} line", "{count} lines", whole).format(count=whole)
        shown = _("the first {count} are shown").format(count=SHOWN) if whole > SHOWN else ""
        self.count.setText(", ".join(part for part in (words, shown) if part))

    def print(self) -> None:
        """Hand the journal to this workplace's printer."""
        journal, desk = self._journal, self._desk
        if journal is None or self.progress.is_running:
            return
        wanted = self._preferred(PaperKind.JOURNAL) if self._preferred is not None else ""

        def work(progress: Progress) -> str:
            names = [printer.name for printer in desk.journals.printers()]
            own = next((printer.name for printer in desk.journals.printers() if printer.is_default), "")
            name = wanted if wanted in names else own or next(iter(names), "")
            return desk.journals.print(desk.session, journal, name, progress).printer

        self._work(_("Printing …"), work, lambda name: _("Sent to the printer {printer}.").format(printer=name))

    def _save(self, kind: str) -> None:
        if self._journal is None or self.progress.is_running:
            return
        request = self._journal.request
        suggested = f"{request.kind.value}-{request.first:%Y-%m-%d}-{request.last:%Y-%m-%d}.{kind}"
        title, kinds = _("Save the journal"), f"{kind.upper()} (*.{kind})"
        name, _kind = QFileDialog.getSaveFileName(self, title, suggested, kinds)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Save the journal that is shown; the ending of the name says as what."""
        journal, desk = self._journal, self._desk
        if journal is None or self.progress.is_running:
            return
        write = desk.journals.save_xlsx if path.suffix.lower() == ".xlsx" else desk.journals.save_pdf

        def work(progress: Progress) -> str:
            write(desk.session, journal, path, progress)
            return path.name

        self._work(
            _("Writing {file} …").format(file=path.name), work, lambda name: _("Saved: {file}").format(file=name)
        )

    def _work(self, words: str, work: Callable[[Progress], str], say: Callable[[str], str]) -> None:
        progress = self.progress.begin(words)
        for button in self.buttons:
            button.setEnabled(False)
        self.progress.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

        def show(name: str) -> None:
            self._end()
            self.message.say(say(name))

        self._background.run(self, lambda: work(progress), show, self._fail, lane=PRINTING)

    def _end(self) -> None:
        self.progress.end()
        for button in self.buttons:
            button.setEnabled(self._journal is not None)
        self.print_button.setFocus()
        if self.request() != self._asked or self._journal is None:
            self.ask()

    def _fail(self, error: Exception) -> None:
        if self.progress.is_running:
            self._end()
        if isinstance(error, StoppedError):
            self.message.say(_("It was stopped."))
        else:
            self.message.show_error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.progress.stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc stops what runs; with nothing running it closes."""
        if self.progress.is_running:
            self.progress.stop()
        else:
            super().reject()

"""The right column: what happens if the button is pressed now, and the one button that does it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.language import PaperLanguage
from desk_app.domain.norms import CalendarDays, WorkingDays
from desk_app.i18n import N_, ngettext, short_date, weekday
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.intake import Verdict
from desk_app.usecases.law import zone_of
from desk_app.words import term_words
from ui.intake.gaps import GapList
from ui.language import bind
from ui.theme import font
from ui.widgets import (
    Card,
    DayStrip,
    MainButton,
    MessageBar,
    QuietButton,
    Segmented,
    VerdictHeader,
    text_label,
    value_label,
)

# Translators: the language of a paper: Kazakh, Russian, both; as short as can be
LANGUAGES = [(PaperLanguage.KK, N_("kaz")), (PaperLanguage.RU, N_("rus")), (PaperLanguage.BOTH, N_("both"))]


class Deed(Enum):
    """What the main button does. Register and refuse never stand side by side."""

    REGISTER = "F8"
    REFUSE = "F7"


class FittingButton(MainButton):
    """Says its words whole: in a smaller size where the column is too narrow for the usual one."""

    def _size(self) -> int:
        room = self.width() - 84
        return next((size for size in (14, 13, 12) if self._width_at(size) <= room), 11)

    def _width_at(self, size: int) -> int:
        return QFontMetrics(font(size, strong=True)).horizontalAdvance(self.words())


class VerdictPanel(Card):
    """Shows the newest verdict; a change of language shows it anew.

    Signals:
        pressed(Deed): the button.
        language_chosen(): another language of the paper.
        fix_wanted(str): a blocker whose field should be shown.
        case_wanted(UUID): the open case should be opened.
        why_wanted(DueDate): the applicant is to have the way to this date on paper.
    """

    pressed = Signal(object)
    language_chosen = Signal()
    fix_wanted = Signal(str)
    case_wanted = Signal(object)
    why_wanted = Signal(object)

    def __init__(self, desk: Desk, *, by_portal: bool = False) -> None:
        """`by_portal`: nobody stands at the window, the papers go back through the portal."""
        super().__init__(spacing=5)
        self.setObjectName("intake.verdict")
        self._by_portal = by_portal
        self._zone = zone_of(desk.session)
        self.verdict: Verdict | None = None
        self.is_busy = False
        self.header = VerdictHeader()
        self.gaps = GapList()
        self.gaps.fix_wanted.connect(self.fix_wanted)
        self.gaps.case_wanted.connect(self.case_wanted)
        self.due = _Due(desk)
        self.due.print_button.clicked.connect(self._on_why_print_clicked)
        self.languages = Segmented(list(LANGUAGES), "intake.paper_language", N_("Language of the paper"))
        self.languages.setObjectName("intake.paper_language")
        self.message = MessageBar()
        self._consequence = value_label("", "quiet", wrap=True)
        self._consequence.setObjectName("intake.consequence")
        self.register_button = FittingButton(N_("Register"), Deed.REGISTER.value)
        self.register_button.setObjectName("intake.register")
        self.refuse_button = FittingButton(N_("Issue the refusal receipt"), Deed.REFUSE.value)
        self.refuse_button.setObjectName("intake.refuse")
        self._lay_out()
        self.languages.chosen.connect(self.language_chosen)
        self.register_button.clicked.connect(lambda _checked=False: self.pressed.emit(Deed.REGISTER))
        self.refuse_button.clicked.connect(lambda _checked=False: self.pressed.emit(Deed.REFUSE))
        bind(self, self._write)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.due)
        column.addWidget(self.gaps)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        languages = QHBoxLayout()
        languages.addWidget(text_label(N_("Language of the paper"), "quiet"))
        languages.addStretch(1)
        languages.addWidget(self.languages)
        self.rows.addWidget(text_label(N_("Result of the check"), "quiet"))
        self.rows.addWidget(self.header)
        self.rows.addWidget(self._scroll, 1)
        self.rows.addWidget(self.message)
        self.rows.addLayout(languages)
        self.rows.addWidget(self._consequence)
        self.rows.addWidget(self.register_button)
        self.rows.addWidget(self.refuse_button)

    def _on_why_print_clicked(self) -> None:
        if self.verdict is not None:
            self.why_wanted.emit(self.verdict.due)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button.hasFocus():
            self.pressed.emit(self.deed)
        else:
            super().keyPressEvent(event)

    # ---- what others ask

    @property
    def deed(self) -> Deed:
        """What the button is now."""
        return Deed.REFUSE if self.verdict is not None and self._refuses(self.verdict) else Deed.REGISTER

    def may(self, deed: Deed) -> bool:
        """True if the newest verdict allows it."""
        verdict = self.verdict
        if verdict is None:
            return False
        return verdict.may_register if deed is Deed.REGISTER else verdict.may_refuse

    @property
    def button(self) -> FittingButton:
        return self.refuse_button if self.deed is Deed.REFUSE else self.register_button

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show what may be done; None before there is a service and a person to judge."""
        self.verdict = verdict
        self._write()

    def set_busy(self, busy: bool) -> None:
        """While it is being recorded nothing can be pressed twice."""
        self.is_busy = busy
        self._write_buttons()

    def paper_language(self) -> PaperLanguage:
        value = self.languages.value()
        assert isinstance(value, PaperLanguage)
        return value

    # ---- words

    @staticmethod
    def _refuses(verdict: Verdict) -> bool:
        return bool(verdict.report.gaps) and verdict.report.rule.refusal is not None

    def _write(self) -> None:
        verdict = self.verdict
        if verdict is None:
            self.header.show_verdict(_("Who is it?"), "quiet", (), "")
            self.gaps.hide()
            self.due.hide()
        else:
            self._write_header(verdict)
            self.gaps.show_verdict(verdict, self._zone)
            shows_date = not verdict.report.gaps and verdict.report.is_decided and not verdict.report.filling_faults
            self.due.show_due(verdict if shows_date and verdict.open_case is None else None)
        self._write_buttons()

    def _write_header(self, verdict: Verdict) -> None:
        report = verdict.report
        gaps = {gap.rule.code for gap in report.gaps}
        undecided = {document.code for document in report.undecided}
        tones = [
            "bad" if document.code in gaps else "line" if document.code in undecided else "good"
            for document in report.required
        ]
        if report.gaps and not undecided:
            words, tone = _("The set is incomplete"), "bad"
        elif undecided:
            words, tone = _("Check in progress"), "quiet"
        elif report.filling_faults:
            words, tone = _("The form is filled in wrongly"), "bad"
        elif verdict.open_case is not None:
            words, tone = _("A case is already open"), "bad"
        else:
            words, tone = _("The set is complete"), "good"
        whole = len(report.required)
        present = ngettext("{count} of {whole} document", "{count} of {whole} documents", whole)
        missing = ngettext("{count} gap", "{count} gaps", len(gaps)).format(count=len(gaps)) if gaps else ""
        self.header.show_verdict(words, tone, tones, present.format(count=report.present_count, whole=whole), missing)

    def _write_buttons(self) -> None:
        deed, button = self.deed, self.button
        other = self.register_button if button is self.refuse_button else self.refuse_button
        had_focus = self.register_button.hasFocus() or self.refuse_button.hasFocus()
        other.hide()
        button.show()
        button.setEnabled(not self.is_busy and self.may(deed))
        if had_focus:
            (button if button.isEnabled() else self).setFocus()
        words = self._consequence_words(deed)
        self._consequence.setText(words)
        button.setAccessibleDescription(words)

    def _consequence_words(self, deed: Deed) -> str:
        verdict = self.verdict
        if self.is_busy:
            return _("Recording …")
        if verdict is None:
            return _("Enter the IIN: what is known of the person comes by itself.")
        undecided, gaps = len(verdict.report.undecided), len(verdict.report.gaps)
        if undecided:
            text = ngettext("{count} document is still open.", "{count} documents are still open.", undecided)
            return text.format(count=undecided)
        if gaps and verdict.report.rule.refusal is None:
            return _("This channel knows no refusal at the desk. Ask for what is missing.")
        if deed is Deed.REFUSE and not verdict.may_refuse:
            return _(verdict.blockers[0])
        if deed is Deed.REFUSE and self._by_portal:
            return _("The application is not registered. The portal gets the refusal with its grounds.")
        if deed is Deed.REFUSE:
            text = ngettext(
                "The application is not registered. The visitor gets a receipt that names {count} gap.",
                "The application is not registered. The visitor gets a receipt that names {count} gaps.",
                gaps,
            )
            return text.format(count=gaps)
        if verdict.report.filling_faults:
            return _("Let the applicant correct the form, then clear the marks.")
        if verdict.open_case is not None:
            return _("Open that case instead of registering a second one.")
        if verdict.blockers:
            return _(verdict.blockers[0])
        if self._by_portal:
            return _("The application gets a number. The portal is told of it.")
        return _("The application gets a number. The visitor gets a paper with it.")


class _Due(QWidget):
    """The date of receiving the service, as large as the verdict, and why that date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._zone = zone_of(desk.session)
        self._date = value_label("", "title", wrap=True)
        self._date.setObjectName("intake.due")
        self._why = value_label("", "strong")
        self.strip = DayStrip()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(2)
        rows.addWidget(text_label(N_("Date of receiving the service"), "quiet"))
        rows.addWidget(self._date)
        rows.addWidget(self._why)
        rows.addWidget(self.strip)
        self.print_button = QuietButton(N_("Print for the applicant"))
        self.print_button.setObjectName("intake.why_print")
        self.print_button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows.addSpacing(4)
        rows.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_due(self, verdict: Verdict | None) -> None:
        self.setVisible(verdict is not None)
        if verdict is None:
            return
        due = verdict.due
        local = due.due.astimezone(self._zone)
        if isinstance(due.norm, WorkingDays | CalendarDays):
            self._date.setText(f"{short_date(local.date())}, {weekday(local.date())}")
        else:
            self._date.setText(f"{short_date(local.date())}, {local:%H:%M}")
        self._why.setText(_("Why this date: {term}").format(term=term_words(due)))
        self.strip.set_due(due, verdict.report.edition.effective_from)

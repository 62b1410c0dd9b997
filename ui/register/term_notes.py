"""What else binds a case: a clock that stands, an inner deadline, an extension and its notice. Only what there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desk_app.domain.cases import CaseState
from desk_app.domain.staff import OfficeKind
from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.register import CaseCard
from ui.register.words import BAD, NOW, SOON, Said, moment
from ui.widgets.labels import value_label

# Translators: an inner deadline, by the office that hands the result out
INNER = {
    OfficeKind.STATE_CORPORATION: N_("The result has to be at the State Corporation by {moment}"),
    OfficeKind.CENTRE: N_("The result has to be at the centre by {moment}"),
    OfficeKind.AKIM: N_("The result has to be at the akim's office by {moment}"),
    OfficeKind.PROVIDER: N_("The result has to be at the service provider by {moment}"),
}


@dataclass(frozen=True, slots=True)
class _Note:
    name: str
    said: Said


class TermNotes(QWidget):
    """Lines of words under the head of the card; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("term_notes")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(4, 0, 4, 0)
        self._rows.setSpacing(4)
        self.lines: dict[str, QLabel] = {}
        self.hide()

    def show_terms(self, card: CaseCard, now: datetime, zone: ZoneInfo) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = {}
        for note in _notes(card, now, zone):
            role = {"warn": "warn", "bad": "bad"}.get(note.said.tone, "quiet")
            label = value_label(str(note.said), role, wrap=True)
            label.setObjectName(f"note_{note.name}")
            self.lines[note.name] = label
            self._rows.addWidget(label)
        self.setVisible(bool(self.lines))


def _notes(card: CaseCard, now: datetime, zone: ZoneInfo) -> list[_Note]:
    found = []
    standstill, extension = card.case.standstill, card.case.extension
    if standstill is not None:
        found.append(_Note("standstill", Said(NOW, standstill_words(card, zone), "warn")))
    if card.inner is not None and card.case.state is CaseState.OPEN:
        words = _(INNER[card.rule.accepting_office]).format(moment=moment(card.inner.by, zone))
        source = card.inner.step.source.text.text(language())
        runs = standstill is None
        found.append(_Note("inner", _timely(f"{words} ({source})", card.inner.by, now, runs)))
    if extension is not None and extension.until is not None:
        day = short_date(extension.until.astimezone(zone).date())
        words = _("The term was extended to {date}: {reason}").format(date=day, reason=extension.note)
        found.append(_Note("extension", Said("", words, "quiet")))
    due = card.notice_due
    if due is not None:
        words = _("The applicant is to be told of the extension in writing by {moment}").format(
            moment=moment(due, zone)
        )
        found.append(_Note("notice", _timely(words, due, now, True)))
    return found


def _timely(words: str, by: datetime, now: datetime, runs: bool) -> Said:
    if not runs:
        return Said("", words, "quiet")
    if now > by:
        return Said(BAD, f"{words}, {_('late')}", "bad")
    return Said(NOW, words, "warn") if by - now <= SOON else Said("", words, "quiet")


def standstill_words(card: CaseCard, zone: ZoneInfo) -> str:
    """Since when the clock stands, and why."""
    standstill = card.case.standstill
    if standstill is None:
        return ""
    words = _("The clock is stopped since {moment}: {reason}").format(
        moment=moment(standstill.stopped_at, zone), reason=reason_words(card, standstill.reason)
    )
    return "; ".join(part for part in (words, standstill.note, standstill.stopped_by_name) if part)


def reason_words(card: CaseCard, code: str) -> str:
    """The reason of a pause in the edition's words."""
    found = next((reason.words for reason in card.edition.pauses if reason.code == code), None)
    return found.text(language()) if found is not None else code

"""How lists and cards say it: states, due moments against now, norms, the fate of a paper: sign, word and tone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desk_app.domain.application import DocumentState
from desk_app.domain.calendar import DueDate
from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.staff import Role
from desk_app.i18n import N_, ngettext, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.ports import CaseRow, DayFigure
from desk_app.words import ACTORS as ACTORS
from desk_app.words import CHANNELS as CHANNELS
from desk_app.words import OFFICE_KINDS as OFFICE_KINDS
from desk_app.words import norm_words as norm_words

DONE, NOW, LATER, BAD = "✓", "⏱", "○", "✗"
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Said:
    """A state as it is shown. `tone` is one of good, warning, bad, quiet, plain."""

    sign: str
    text: str
    tone: str = "plain"
    is_struck: bool = False
    """Of what is void: the words are struck out."""

    def __str__(self) -> str:
        return f"{self.sign} {self.text}".strip()


# Translators: states of a case, in lists
CASE_STATES = {
    CaseState.OPEN: N_("in progress"),
    CaseState.READY: N_("ready to hand over"),
    CaseState.DONE: N_("completed"),
    CaseState.VOID: N_("void"),
}
_STATE_SIGNS = {
    CaseState.OPEN: (NOW, "plain"),
    CaseState.READY: (DONE, "good"),
    CaseState.DONE: (DONE, "quiet"),
    CaseState.VOID: (BAD, "quiet"),
}

PAPER_KINDS = {
    PaperKind.TALON: N_("Tear-off talon"),
    PaperKind.ACCEPTANCE_RECEIPT: N_("Acceptance receipt"),
    PaperKind.REFUSAL_RECEIPT: N_("Refusal receipt"),
    PaperKind.RESOLUTION: N_("Resolution"),
    PaperKind.CERTIFICATE: N_("Certificate"),
    PaperKind.NOTIFICATION: N_("Notification"),
    PaperKind.HAND_OVER_LIST: N_("Hand-over list"),
    PaperKind.RECOVERY_SHEET: N_("Recovery sheet"),
    PaperKind.WHY_SHEET: N_("How the term was counted"),
    PaperKind.EXTENSION_NOTICE: N_("Notice of extension"),
    PaperKind.RENDER_REFUSAL: N_("Refusal to render"),
    PaperKind.LEAFLET: N_("Leaflet"),
    PaperKind.DAY_SHEET: N_("Day sheet"),
    PaperKind.REPORT: N_("Report"),
}

# Translators: the fate of a paper at the printer
PRINT_STATES = {
    PrintState.NOT_PRINTED: (LATER, N_("not printed"), "warn"),
    PrintState.QUEUED: (NOW, N_("sent to the printer"), "warn"),
    PrintState.SENT: (NOW, N_("sent to the printer"), "warn"),
    PrintState.FAILED: (BAD, N_("did not come out"), "bad"),
    PrintState.CONFIRMED: (DONE, N_("in hand"), "good"),
    PrintState.SAVED: (DONE, N_("saved as a file"), "good"),
}

# Translators: what the clerk saw of a document, in the case card
DOCUMENT_STATES = {
    DocumentState.UNDECIDED: (LATER, N_("undecided"), "quiet"),
    DocumentState.SEEN: (DONE, N_("original seen"), "quiet"),
    DocumentState.COPY: (DONE, N_("copy"), "quiet"),
    DocumentState.ELECTRONIC: (DONE, N_("electronic"), "quiet"),
    DocumentState.MISSING: (BAD, N_("missing"), "bad"),
    DocumentState.EXPIRED: (BAD, N_("expired"), "bad"),
    DocumentState.NOT_REQUIRED: (DONE, N_("not required"), "quiet"),
}

ROLES = {
    Role.CLERK: N_("Clerk"),
    Role.CHANCELLERY: N_("Chancellery"),
    Role.HEAD: N_("Head"),
    Role.EXECUTOR: N_("Responsible executor"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

# Translators: ways a package is sent
WAYS = {
    "courier": N_("by courier"),
    "post": N_("by post"),
    "by_hand": N_("by hand"),
    "electronic": N_("electronically"),
}

OUTCOMES = {
    Outcome.GRANTED: N_("granted"),
    Outcome.REFUSED: N_("refused"),
    Outcome.NOT_RENDERED: N_("not rendered"),
}

FIGURES = {
    DayFigure.REGISTERED: N_("Registered"),
    DayFigure.REFUSED: N_("Refused"),
    DayFigure.ISSUED: N_("Issued"),
    DayFigure.READY: N_("Ready"),
    DayFigure.OPEN: N_("Open"),
    DayFigure.LATE: N_("Late"),
}


def case_state(row: CaseRow) -> Said:
    """Where a line of the register stands."""
    if row.kind == "refusal" and row.state is not CaseState.VOID:
        return Said(BAD, _("acceptance refused"), "bad")
    sign, tone = _STATE_SIGNS[row.state]
    return Said(sign, _(CASE_STATES[row.state]), tone)


def standing(since: datetime, zone: ZoneInfo) -> Said:
    """That the clock of a case stands; such a case is never late."""
    day = short_date(since.astimezone(zone).date())
    return Said(LATER, _("clock stopped since {date}").format(date=day), "warn")


def print_state(state: PrintState) -> Said:
    sign, text, tone = PRINT_STATES[state]
    return Said(sign, _(text), tone)


def document_state(state: DocumentState) -> Said:
    sign, text, tone = DOCUMENT_STATES[state]
    return Said(sign, _(text), tone)


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit."""
    if length >= timedelta(days=1):
        return ngettext("{count} day", "{count} days", length.days).format(count=length.days)
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if hours:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


def time_left(due: datetime | None, now: datetime, zone: ZoneInfo) -> Said:
    """How a due moment stands against now: late, today, tomorrow, or its date."""
    if due is None:
        return Said("", "")
    local, today = due.astimezone(zone), now.astimezone(zone).date()
    if due < now:
        return Said(BAD, _("late by {span}").format(span=span(now - due)), "bad")
    if local.date() == today:
        if (local.hour, local.minute) >= (23, 59):
            return Said(NOW, _("today"), "warn")
        return Said(NOW, _("today, until {time}").format(time=local.strftime("%H:%M")), "warn")
    if local.date() == today + timedelta(days=1):
        return Said(NOW, _("tomorrow"), "warn")
    days = (local.date() - today).days
    left = ngettext("{count} day left", "{count} days left", days).format(count=days)
    return Said(LATER, f"{short_date(local.date())}, {left}", "plain")


def moment(value: datetime, zone: ZoneInfo) -> str:
    """10.12.2026, 11:30 in the office's time."""
    return value.astimezone(zone).strftime("%d.%m.%Y, %H:%M")


def by_when(due: datetime, zone: ZoneInfo, norm: Norm) -> str:
    """The due moment: a day for terms in days, else with its time."""
    local = due.astimezone(zone)
    if isinstance(norm, WorkingDays | CalendarDays):
        return short_date(local.date())
    return local.strftime("%d.%m.%Y, %H:%M")


def spent(due: DueDate, now: datetime) -> int:
    """How much of the norm has gone by `now`, in the norm's own unit; never more than the norm."""
    if isinstance(due.norm, WorkingDays | CalendarDays):
        past = [line.ordinal for line in due.lines if line.counted and line.ordinal is not None and line.begins <= now]
        return min(max(past, default=0), due.days)
    seconds = sum(
        (min(line.ends, now) - line.begins).total_seconds() for line in due.lines if line.counted and line.begins < now
    )
    unit = 60 if isinstance(due.norm, Minutes) else 3600
    return min(int(seconds // unit), due.norm.value)


def whole_norm(due: DueDate) -> Norm:
    """The norm all of the term's days are counted against; a mixture of days counts as the last kind."""
    return replace(due.norm, value=due.days) if due.days else due.norm


def spent_of(count: int, norm: Norm) -> str:
    """«3 of 5 working days»."""
    whole = norm.value
    if isinstance(norm, Minutes):
        text = ngettext("{count} of {whole} minute", "{count} of {whole} minutes", whole)
    elif isinstance(norm, WorkingHours):
        text = ngettext("{count} of {whole} working hour", "{count} of {whole} working hours", whole)
    elif isinstance(norm, WorkingDays):
        text = ngettext("{count} of {whole} working day", "{count} of {whole} working days", whole)
    else:
        text = ngettext("{count} of {whole} calendar day", "{count} of {whole} calendar days", whole)
    return text.format(count=count, whole=whole)


def initials(full: str) -> str:
    """Surname and initials of a full name, for narrow places."""
    surname, *rest = full.split()
    return surname + "".join(f" {part[0]}." for part in rest)


def iin_groups(iin: str) -> str:
    """The IIN in two groups of six."""
    return f"{iin[:6]} {iin[6:]}" if len(iin) == 12 else iin

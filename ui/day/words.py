"""The day in words: figures and how each is counted, people at desks against the norm, the forecast, the reasons."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desk_app.domain import journal_texts
from desk_app.domain.language import Language
from desk_app.domain.line import COLLECT, Doubt, Visit, VisitState
from desk_app.domain.norms import Minutes
from desk_app.i18n import N_, language, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.day_window import DayLive, DeskLine, Figure, Forecast, Reason
from ui.register.words import BAD, DONE, LATER, NOW, Said

# Translators: big numbers of the supervisor's window
FIGURES = {
    Figure.WAITING: N_("Waiting"),
    Figure.AT_DESKS: N_("At the desks"),
    Figure.REGISTERED: N_("Registered"),
    Figure.REFUSED: N_("Refused"),
    Figure.ISSUED: N_("Issued"),
    Figure.LATE: N_("Late"),
    Figure.VOID: N_("Made void"),
}
# Translators: one line under each figure of the day: how it is counted
MEANINGS = {
    Figure.WAITING: N_("people with a number whom nobody has called yet"),
    Figure.AT_DESKS: N_("called, being served, or put aside by a desk"),
    Figure.REGISTERED: N_("applications that got a number this day and stand"),
    Figure.REFUSED: N_("refusal receipts of this day that stand"),
    Figure.ISSUED: N_("results handed over this day"),
    Figure.LATE: N_("open cases whose step or whole term has passed"),
    Figure.VOID: N_("numbers of this day made void since; they count as neither registered nor refused"),
}
# Translators: why the times of a visit are left out of the medians
DOUBTS = {
    Doubt.OVER_NIGHT: N_("runs over the night"),
    Doubt.OVER_LUNCH: N_("runs over the lunch without a pause"),
    Doubt.BACKWARDS: N_("ends before it begins"),
    Doubt.TOO_LONG: N_("longer than three hours"),
}
_NEAR = 0.8
"""Of a norm: from here on a time is near its end."""
# a whole hour is said by its own number: он жетіде; the nought is left unsaid
_HARD_AFTER = frozenset({6, 9, 10, 20, 30})
_HARD_UNVOICED = frozenset({40, 60})
_SOFT_UNVOICED = frozenset({3, 4, 5})


def clock_at(moment: datetime) -> str:
    """«17:50», in Kazakh with the ending its last word asks for: 17:50-де, 17:40-та, 17:30-да, 17:05-те."""
    text = f"{moment:%H:%M}"
    if language() is not Language.KK:
        return text
    number = moment.minute or moment.hour
    last = number % 10 or number
    if last in _HARD_UNVOICED:
        return f"{text}-та"
    if last in _SOFT_UNVOICED:
        return f"{text}-те"
    return f"{text}-да" if last in _HARD_AFTER else f"{text}-де"


def minutes(length: timedelta) -> str:
    """Whole minutes, and hours from an hour on: a supervisor's clock that does not flicker."""
    whole = max(int(length.total_seconds()) // 60, 0)
    hours, rest = divmod(whole, 60)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    return _("{minutes} min").format(minutes=whole)


def against(length: timedelta, norm: Minutes | None) -> Said:
    """A time against its norm, with a sign and a word."""
    if norm is None:
        return Said(LATER, minutes(length), "plain")
    whole = timedelta(minutes=norm.value)
    said = _("{time} of {norm} min").format(time=minutes(length), norm=norm.value)
    if length > whole:
        return Said(BAD, _("{time}, over the norm").format(time=said), "bad")
    if length >= whole * _NEAR:
        return Said(NOW, _("{time}, nearly over").format(time=said), "warn")
    return Said(DONE, said, "good")


def desk_state(line: DeskLine, now: datetime) -> Said:
    """What goes on at a desk: the time against the norm, called, a pause, or free."""
    visit = line.visit
    if visit is None:
        if line.free_since is None:
            return Said(LATER, _("free"), "quiet")
        return Said(LATER, _("free for {time}").format(time=minutes(now - line.free_since)), "quiet")
    if visit.state is VisitState.CALLED:
        since = now - (visit.called_at or now)
        return Said(NOW, _("called, {time}").format(time=minutes(since)), "plain")
    if visit.paused_at is not None:
        return Said(LATER, _("paused: {reason}").format(reason=visit.note or "–"), "warn")
    return against(visit.served(now), line.norm)


def desk_since(line: DeskLine, zone: ZoneInfo) -> str:
    visit = line.visit
    since = (visit.began_at or visit.called_at) if visit is not None else line.free_since
    return f"{since.astimezone(zone):%H:%M}" if since is not None else ""


def visit_state(visit: Visit, now: datetime, norm: Minutes | None) -> Said:
    """Where a person of the line stands, and for how long."""
    if visit.state is VisitState.WAITING:
        return against(visit.waited(now), norm)
    if visit.state is VisitState.CALLED:
        return Said(NOW, _("called, {time}").format(time=minutes(now - (visit.called_at or now))), "plain")
    if visit.state is VisitState.HELD:
        return Said(LATER, _("put aside: {reason}").format(reason=visit.note or "–"), "warn")
    return Said(DONE, _("being served, {time}").format(time=minutes(visit.served(now))), "plain")


def group_name(live: DayLive | None, group: str) -> str:
    """The short title of a line."""
    if group == COLLECT:
        # Translators: the line of those who come for a finished paper
        return _("Collecting a paper")
    title = live.titles.get(group) if live is not None else None
    return title.text(language()) if title is not None else group


def forecast_sentence(forecast: Forecast, zone: ZoneInfo) -> str:
    """«14 адам күтуде, 2 үстел, соңғысы шамамен 17:50-де»."""
    waiting = ngettext("{count} person waits", "{count} people wait", forecast.waiting).format(count=forecast.waiting)
    if not forecast.waiting:
        return _("Nobody waits.")
    desks = ngettext("{count} desk", "{count} desks", forecast.desks).format(count=forecast.desks)
    if not forecast.desks:
        return _("{waiting}, but no desk serves now.").format(waiting=waiting)
    if forecast.ends_at is None:
        return _("{waiting}, {desks}; nothing tells yet how long it will take.").format(waiting=waiting, desks=desks)
    time = clock_at(forecast.ends_at.astimezone(zone))
    # Translators: the forecast of the end of the line: «14 ожидают, 2 стола, последний примерно в 17:50»
    return _("{waiting}, {desks}, the last one at about {time}").format(waiting=waiting, desks=desks, time=time)


def forecast_why(forecast: Forecast) -> str:
    """How the forecast was made, for its tip."""
    if forecast.service is None:
        return _("There is no service time and no norm to reckon with.")
    time = minutes(forecast.service)
    if forecast.by_norm:
        return _("Reckoned with the norm of {time}: nobody has been served yet today.").format(time=time)
    return _("Reckoned with {time}, the median of today's service times.").format(time=time)


def medians_sentence(live: DayLive) -> str:
    """Today's medians against the norms, and how many times were left out."""
    parts = []
    for words, median, norm in (
        (N_("waiting {time}"), live.times.waiting, live.waiting_norm),
        (N_("service {time}"), live.times.serving, live.serving_norm),
    ):
        if median is not None:
            said = _(words).format(time=minutes(median))
            # Translators: a median against its norm
            parts.append(_("{median} (norm {norm} min)").format(median=said, norm=norm.value) if norm else said)
    if not parts:
        return _("No time was measured yet.")
    return _("Medians: {parts}").format(parts="; ".join(parts))


def doubts_sentence(count: int) -> str:
    words = ngettext("⏱ {count} time cannot be right", "⏱ {count} times cannot be right", count)
    return words.format(count=count)


def void_sentence(count: int) -> str:
    words = ngettext("✗ {count} number was made void", "✗ {count} numbers were made void", count)
    return words.format(count=count)


def reason_title(reason: Reason) -> str:
    """A ground, or a document that was missing or expired."""
    if reason.ground is not None:
        return journal_texts.GROUNDS[reason.ground].text(language())
    title = reason.title.text(language()) if reason.title is not None else reason.document
    # Translators: one document that refusals were about
    return _("document: {title}").format(title=title)

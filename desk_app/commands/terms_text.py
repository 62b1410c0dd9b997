"""The terms as a text to be read: the two clocks, then every step with its days one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from desk_app.commands.speech import source_words
from desk_app.commands.terms import Terms
from desk_app.domain.calendar import DueDate, ExplainedInterval
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import gettext as _
from desk_app.i18n import language, short_date, short_moment, weekday
from desk_app.words import ACTORS, CHANNELS, force_words, is_in_days, reason_words, term_words

_SECOND = timedelta(seconds=1)


def lines_of(terms: Terms) -> Iterator[str]:
    edition, timetable = terms.edition, terms.timetable
    yield f"{edition.title.text(language())}, {_(CHANNELS[terms.rule.channel])}"
    yield edition.act.text(language())
    yield f"{edition.id}: {force_words(edition)}"
    yield ""
    yield _("Received: {moment}").format(moment=_moment(timetable.received_at))
    if timetable.received_at != terms.arrives:
        arrived = _moment(terms.arrives)
        yield _("It arrived {moment}, outside the hours of reception.").format(moment=arrived)
    yield ""
    if timetable.service is None:
        yield _("Whole service: the act gives no term of its own; the steps follow each other.")
    else:
        yield from _term(_("Whole service"), timetable.service, edition)
    if timetable.refusal is not None:
        yield ""
        yield from _term(_("Refusal to accept"), timetable.refusal, edition)
    for number, term in enumerate(timetable.steps, 1):
        yield ""
        yield from _term(f"{number}. {term.step.title.text(language())}", term.due, edition, _(ACTORS[term.step.actor]))
        if term.arrives_by is not None:
            yield "   " + _("the result has to be at the desk by {moment}").format(moment=_moment(term.arrives_by))
    if not timetable.confirmed:
        yield ""
        yield _("Some of these terms are not confirmed by an official text that was read: they are marked.")


def _term(title: str, due: DueDate, edition: ServiceEdition, actor: str = "") -> Iterator[str]:
    yield f"{title} ({actor})" if actor else title
    yield "   " + _("{norm}: from {begins} to {due}").format(
        norm=term_words(due), begins=short_moment(due.begins), due=_moment(due.due)
    )
    mark = "" if due.confirmed else " – " + _("not confirmed")
    yield f"   {source_words(due.source, edition)}{mark}"
    if due.source.reading is not None:
        yield f"   {due.source.reading.text(language())}"
    for line in due.lines:
        yield f"      {_when(line, in_days=is_in_days(due.norm))}  {reason_words(line)}"


def _when(line: ExplainedInterval, *, in_days: bool) -> str:
    if in_days:
        return f"{short_date(line.begins.date())}, {weekday(line.begins.date())}"
    # a night ends at the next opening, a day off at midnight: the day that is meant is the one before
    last = line.ends - _SECOND
    ends = "24:00" if last.date() != line.ends.date() else f"{line.ends:%H:%M}"
    if last.date() == line.begins.date():
        return f"{short_date(line.begins.date())}, {line.begins:%H:%M}–{ends}"
    return f"{short_date(line.begins.date())}, {line.begins:%H:%M} – {short_date(last.date())}, {ends}"


def _moment(moment: datetime) -> str:
    return f"{short_moment(moment)}, {weekday(moment.date())}"

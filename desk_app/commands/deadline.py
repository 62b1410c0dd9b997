"""`deadline SERVICE CHANNEL MOMENT`: every term of an application that arrives at that moment, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk_app.commands import terms_json, terms_text
from desk_app.commands.known import Known, Place, known
from desk_app.commands.speech import DONE, WRONG_WORDS, speak, tell, tell_error
from desk_app.commands.terms import Terms
from desk_app.domain.calendar import CalendarError
from desk_app.domain.regulation import Channel, ChannelRule, ServiceEdition, in_force
from desk_app.domain.timetable import lay_out
from desk_app.errors import TerezeError, UserError
from desk_app.i18n import N_, language, short_date
from desk_app.wording import Message

OWN_ZONE = "Asia/Qostanay"
"""Of the office the program is made for; holds where no other is configured."""


@dataclass(frozen=True, slots=True)
class Request:
    """The words of the command line."""

    service: str
    channel: str
    moment: str
    edition: str = ""
    language: str = "kk"
    as_json: bool = False
    place: Place = field(default_factory=Place)
    """Whose editions and calendar are asked for."""


def run(request: Request) -> int:
    """Print the terms; return the exit code."""
    speak(request.language)
    try:
        law = known(request.place)
        if law.said is not None:
            tell(law.said.words())
        terms, note = _terms(request, law)
    except TerezeError as error:
        tell_error(error)
        return WRONG_WORDS
    if note is not None:
        tell(note.words())
    if request.as_json:
        print(json.dumps(terms_json.object_of(terms), ensure_ascii=False, indent=1))
    else:
        print("\n".join(terms_text.lines_of(terms)))
    return DONE


def _terms(request: Request, law: Known) -> tuple[Terms, Message | None]:
    arrives = _moment(request, law)
    edition, note = _edition(law, request, arrives.date())
    rule = _rule(edition, request.channel)
    zone = ZoneInfo(str(arrives.tzinfo))
    try:
        timetable = lay_out(rule, arrives, law.calendar, zone)
    except CalendarError as error:
        raise UserError(
            "E-332",
            N_("There is no working calendar for the year {year}, so the terms cannot be computed."),
            N_("Calendars are there for: {years}."),
            year=error.year,
            years=", ".join(str(year) for year in sorted(law.calendar.years)),
        ) from error
    return Terms(edition, rule, arrives, edition.is_in_force(arrives.date()), timetable), note


def _moment(request: Request, law: Known) -> datetime:
    zone = _zone(law.zone)
    try:
        found = datetime.fromisoformat(request.moment)
        if "T" not in request.moment.upper() and " " not in request.moment:
            raise ValueError("a day without a time")
        return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise UserError(
            "E-334",
            N_("«{given}» is not a moment."),
            N_("Write the office's local time as 2018-03-26T10:15."),
            given=request.moment,
        ) from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or OWN_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # OSError: the name of a folder of zones, or one that is too long for a file
        return ZoneInfo(OWN_ZONE)


def _edition(law: Known, request: Request, on: date) -> tuple[ServiceEdition, Message | None]:
    """The edition asked for, or that of the day; with a remark where it is not in force then."""
    own = [one for one in law.editions if one.service == request.service]
    if not own:
        raise _no_service(law, request.service)
    if request.edition:
        wanted = request.edition if "/" in request.edition else f"{request.service}/{request.edition}"
        found = next((one for one in own if one.id == wanted), None)
        if found is None:
            raise UserError(
                "E-330",
                N_("The service {service} has no edition «{given}»."),
                N_("Its editions: {known}."),
                service=request.service,
                given=request.edition,
                known=", ".join(one.id for one in own),
            )
        text = N_("The edition {edition} was not in force on {day}.")
    else:
        found = in_force(own, request.service, on)
        text = N_("No edition was in force on {day}; the nearest earlier one is taken: {edition}.")
        if found is None:
            found = min(own, key=lambda one: one.effective_from)
            text = N_("No edition was in force by {day}; the nearest later one is taken: {edition}.")
    if found.is_in_force(on):
        return found, None
    return found, Message(text, {"edition": found.id, "day": short_date(on)})


def _no_service(law: Known, given: str) -> UserError:
    titles = {one.service: one.short_title for one in law.editions}
    known = ", ".join(f"{service} ({title.text(language())})" for service, title in titles.items())
    return UserError(
        "E-334", N_("There is no service «{given}»."), N_("The services: {known}."), given=given, known=known
    )


def _rule(edition: ServiceEdition, given: str) -> ChannelRule:
    known = ", ".join(rule.channel.value for rule in edition.channels)
    try:
        channel = Channel(given)
    except ValueError:
        raise UserError(
            "E-334", N_("There is no channel «{given}»."), N_("The channels: {known}."), given=given, known=known
        ) from None
    try:
        return edition.channel(channel)
    except KeyError:
        source = edition.why_not_rendered(channel)
        what = (
            Message(N_("The service is not rendered through the channel {given}: {paragraph}."))
            if source is not None
            else Message(N_("The edition has no channel {given}."))
        )
        raise UserError(
            "E-331",
            what.text,
            N_("The channels: {known}."),
            given=given,
            known=known,
            paragraph=source.text if source is not None else "",
        ) from None

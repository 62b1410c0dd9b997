"""Words for what the acts speak of: actors, offices, channels, terms, the reasons of days. In windows and commands."""

from __future__ import annotations

from desk_app.domain.calendar import DayReason, DueDate, ExplainedInterval
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours
from desk_app.domain.regulation import Channel, MemberTrait, ServiceEdition, Trait
from desk_app.domain.staff import Actor, OfficeKind
from desk_app.i18n import N_, language, ngettext, short_date
from desk_app.i18n import gettext as _

ACTORS = {
    Actor.CENTRE_CLERK: N_("employment centre's employee"),
    Actor.AKIM_CLERK: N_("akim's employee"),
    Actor.CORPORATION_CLERK: N_("State Corporation's employee"),
    Actor.CHANCELLERY: N_("provider's chancellery"),
    Actor.PROVIDER_HEAD: N_("provider's head"),
    Actor.PROVIDER_EXECUTOR: N_("provider's responsible executor"),
    Actor.AKIM: N_("akim"),
    Actor.AKIM_EXECUTOR: N_("akim's responsible executor"),
    Actor.PROVIDER: N_("service provider"),
}

OFFICE_KINDS = {
    OfficeKind.CENTRE: N_("Employment centre"),
    OfficeKind.AKIM: N_("Akim's office"),
    OfficeKind.STATE_CORPORATION: N_("State Corporation"),
    OfficeKind.PROVIDER: N_("Service provider"),
}

CHANNELS = {
    Channel.CENTRE: N_("through the employment centre"),
    Channel.AKIM: N_("through the akim"),
    Channel.PROVIDER: N_("at the service provider"),
    Channel.STATE_CORPORATION: N_("through the State Corporation"),
    Channel.PORTAL: N_("through the portal"),
}

# Translators: of whom a document is asked
TRAITS: dict[Trait | MemberTrait, str] = {
    Trait.REPRESENTATIVE: N_("a representative applies"),
    Trait.MINOR: N_("the applicant is a minor"),
    Trait.FOREIGNER: N_("the applicant is a foreigner"),
    Trait.STATELESS: N_("the applicant is a stateless person"),
    Trait.REFUGEE: N_("the applicant is a refugee"),
    Trait.RETURNEE: N_("the applicant is an ethnic Kazakh returnee"),
    Trait.WORKING_AGE_JOBLESS: N_("an able-bodied member is out of work"),
    Trait.MEMBER_UNDER_16_WORKS: N_("a member under 16 works"),
    MemberTrait.MINOR: N_("for each minor in the family"),
    MemberTrait.WORKS_UNDER_16: N_("for each member under 16 who works"),
    MemberTrait.STUDENT: N_("for each member of 18 to 23 in full-time study"),
    MemberTrait.WORKING_AGE_JOBLESS: N_("for each able-bodied member out of work"),
    MemberTrait.DISABLED: N_("for each member with a disability"),
}

# Translators: why a day or a stretch of a day counts or does not
_REASONS = {
    DayReason.RECEPTION: N_("the day it begins, not counted"),
    DayReason.COUNTED: N_("counted"),
    DayReason.WEEKEND: N_("day off"),
    DayReason.HOLIDAY: N_("holiday"),
    DayReason.DAY_OFF: N_("day off"),
    DayReason.LUNCH: N_("lunch break"),
    DayReason.OUT_OF_HOURS: N_("out of hours"),
    DayReason.PAUSED: N_("the clock stands still"),
    DayReason.EXTENDED: N_("the extended term"),
    DayReason.MOVED_END: N_("the last day was a day off: the term ends on this working day"),
}


def norm_words(norm: Norm) -> str:
    """The norm with its unit."""
    count = norm.value
    if isinstance(norm, Minutes):
        text = ngettext("{count} minute", "{count} minutes", count)
    elif isinstance(norm, WorkingHours):
        text = ngettext("{count} working hour", "{count} working hours", count)
    elif isinstance(norm, WorkingDays):
        text = ngettext("{count} working day", "{count} working days", count)
    else:
        text = ngettext("{count} calendar day", "{count} calendar days", count)
    return text.format(count=count)


def term_words(due: DueDate) -> str:
    """What the term is made of: «7 working days», «1 calendar day + 9 working days»."""
    return " + ".join(norm_words(norm) for norm in due.norms)


def is_in_days(norm: Norm) -> bool:
    return isinstance(norm, WorkingDays | CalendarDays)


def reason_words(line: ExplainedInterval) -> str:
    """Why the day or stretch counts or does not; a holiday by its name, a counted day by its number."""
    words = _(_REASONS[line.reason])
    if line.reason is DayReason.RECEPTION and line.counted:
        words = _("the day it begins")
    if line.name is not None:
        words = f"{words}: {line.name.text(language())}"
    if line.ordinal is not None:
        number = _("day {number} of the term").format(number=line.ordinal)
        words = number if line.reason is DayReason.COUNTED else f"{words}, {number}"
    return words


def force_words(edition: ServiceEdition) -> str:
    """From when to when the act is in force."""
    first = short_date(edition.effective_from)
    if edition.effective_to is None:
        return _("in force from {first}").format(first=first)
    last = short_date(edition.effective_to)
    return _("in force from {first} to {last}").format(first=first, last=last)

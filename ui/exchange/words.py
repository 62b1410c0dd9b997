"""How the page of the portal says what it knows."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from desk_app.domain.phone import format_phone
from desk_app.domain.portal import PortalRequest, PortalState, RequestKind, SetAside
from desk_app.domain.portal_texts import REASONS, STATES
from desk_app.errors import TerezeError
from desk_app.i18n import N_, language, ngettext, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.exchange import RequestLine
from desk_app.usecases.exchange_pass import PassReport
from ui.entrance.forms import error_text
from ui.register.words import BAD, DONE, LATER, NOW, Said, moment
from ui.work.said_table import Row

_SIGNS = {
    PortalState.RECEIVED: (NOW, "warn"),
    PortalState.ACCEPTED: (LATER, "plain"),
    PortalState.IN_WORK: (LATER, "plain"),
    PortalState.READY: (DONE, "good"),
    PortalState.CLOSED: (DONE, "quiet"),
    PortalState.ANSWERED: (DONE, "quiet"),
    PortalState.REFUSED: (BAD, "bad"),
    PortalState.NOT_ACCEPTED: (BAD, "bad"),
    PortalState.VOID: (BAD, "quiet"),
}
# Translators: what a request asks for, where it asks for no service
INFORMATION = N_("What assistance is assigned")
MOST_NAMED = 3
"""Names of files in one sentence."""


def state_said(state: PortalState) -> Said:
    sign, tone = _SIGNS[state]
    return Said(sign, STATES[state].text(language()), tone)


def request_row(line: RequestLine, service: str, zone: ZoneInfo) -> Row:
    """`service`: its short title, in the language of the screen."""
    request = line.request
    asked = service if request.kind is RequestKind.SERVICE else _(INFORMATION)
    return (
        state_said(line.state),
        Said("", request.applicant),
        Said("", asked),
        Said("", moment(request.sent_at, zone)),
        Said("", request.case_number or request.refusal_number),
    )


def aside_row(found: SetAside, zone: ZoneInfo) -> Row:
    reason = REASONS[found.reason].text(language())
    words = f"{reason}: {found.detail}" if found.detail else reason
    return Said("", found.name), Said(BAD, words, "bad"), Said("", moment(found.at, zone))


def pass_words(report: PassReport) -> tuple[str, bool]:
    """What the last pass did, and True where something has to be looked at."""
    parts = []
    if report.read_in:
        count = len(report.read_in)
        parts.append(
            ngettext("{count} request was read in", "{count} requests were read in", count).format(count=count)
        )
    if report.set_aside:
        count = len(report.set_aside)
        words = ngettext("{count} file was set aside", "{count} files were set aside", count).format(count=count)
        parts.append(f"{words}: {_few(tuple(one.name for one in report.set_aside))}")
    if report.written:
        count = len(report.written)
        parts.append(
            ngettext(
                "{count} file was written for the portal", "{count} files were written for the portal", count
            ).format(count=count)
        )
    failed = [one for one in report.left if one.error is not None]
    parts += [f"{one.name}: {_error_words(one.error)}" for one in failed[:MOST_NAMED]]
    waiting = len(report.left) - len(failed)
    if waiting:
        parts.append(
            ngettext("{count} file is not complete yet", "{count} files are not complete yet", waiting).format(
                count=waiting
            )
        )
    return "; ".join(parts) or _("nothing new"), bool(report.set_aside or failed)


def _error_words(error: Exception | None) -> str:
    if isinstance(error, TerezeError):
        return error_text(error)
    return _("the file could not be read or moved; it is tried again")


def _few(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMED
    said = ", ".join(names[:MOST_NAMED])
    return said if more <= 0 else _("{names} and {count} more").format(names=said, count=more)


def facts(says: PortalRequest) -> tuple[tuple[str, str], ...]:
    """What the applicant says of themselves: heading (a msgid) and words; without what is empty."""
    person = says.applicant
    born = short_date(person.birth_date) if person.birth_date is not None else ""
    account = " ".join(part for part in (person.bank_account, person.bank_name) if part)
    found = [
        (N_("IIN"), f"{person.iin[:6]} {person.iin[6:]}"),
        (N_("Date of birth"), born),
        (N_("Address"), person.address),
        (N_("Phone"), format_phone(person.phone) if person.phone else ""),
        (N_("Bank account"), account),
        (N_("Representative"), says.representative.name.full if says.representative is not None else ""),
        (N_("Household"), ", ".join(member.name for member in says.household)),
    ]
    return tuple((heading, words) for heading, words in found if words)

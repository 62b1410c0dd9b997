"""Intake: who the visitor is, what they want, and what the check says of their papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.calendar import DueDate
from desk_app.domain.completeness import CompletenessReport, all_traits, check_completeness
from desk_app.domain.iin import IinFault, check_iin
from desk_app.domain.regulation import Channel, ChannelRule, ServiceEdition, Trait
from desk_app.domain.staff import OfficeKind, Session
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.ports import CaseRow, Clock, PersonRow, Queries, Refusal
from desk_app.usecases.rights import expect_working


@dataclass(frozen=True, slots=True)
class Offer:
    """A service this desk can accept, by the edition the office works by."""

    edition: ServiceEdition
    rule: ChannelRule
    in_force: bool
    """False when the act is repealed (or not yet in force): a quiet banner, never a barrier."""

    @property
    def channel(self) -> Channel:
        return self.rule.channel


@dataclass(frozen=True, slots=True)
class Recall:
    """What is known of a person: the newest application, open cases, a refusal nobody followed up."""

    application: Application | None
    open_cases: tuple[CaseRow, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens if the button is pressed now."""

    report: CompletenessReport
    due: DueDate
    """The planned date of receiving the service."""
    open_case: CaseRow | None
    """An open case of the same person and service: registering is refused."""
    blockers: tuple[str, ...]
    """Msgids of what else keeps from registering: no consent, no name, an expired power of attorney …"""

    @property
    def may_register(self) -> bool:
        return self.report.is_complete and self.open_case is None and not self.blockers

    @property
    def may_refuse(self) -> bool:
        return self.report.may_refuse and not any(blocker in IDENTITY_BLOCKERS for blocker in self.blockers)


NO_IIN = N_("Enter the IIN of the applicant.")
NO_NAME = N_("Enter the surname and the name of the applicant.")
NO_OVERRIDE = N_("The check digit of the IIN does not fit. Correct it, or give a reason for keeping it.")
NO_CONSENT = N_("Take the written consent of the applicant.")
POWER_EXPIRED = N_("The power of attorney has expired. The representative may not apply by it.")
POWER_INCOMPLETE = N_("Enter the representative's name and the number and last day of the power of attorney.")
MINOR_ALONE = N_("The applicant is a minor: enter the parent or guardian who applies for them.")
NO_HOUSEHOLD = N_("Enter the household: at least the applicant's own line.")
NO_BANK = N_("Enter the bank account.")

NO_CENTRE = "no_centre"
"""Code of the check that there is no employment centre where the applicant lives."""
IDENTITY_BLOCKERS = frozenset({NO_IIN, NO_NAME, NO_OVERRIDE})


class Intake:
    """The questions the desk page asks before anything is recorded."""

    def __init__(self, law: Law, queries: Queries, clock: Clock) -> None:
        self._law = law
        self._queries = queries
        self._clock = clock

    def offers(self, session: Session) -> tuple[Offer, ...]:
        """The services this person may accept here, each on each channel of the office.

        An akim accepts only where there is no employment centre (decree No. 71, annex 1, par. 1(2)): an office that
        is both never offers the akim's channel of an edition that has that condition among its checks.
        """
        on = self._clock.now().astimezone(zone_of(session)).date()
        adoptions = self._queries.adoptions(session.office.key)
        found = []
        for service in self._law.services():
            edition = self._law.adopted(adoptions, service, on)
            if edition is None:
                continue
            for rule in edition.channels:
                kind = rule.channel.office_kind
                if kind not in session.office.kinds or _stands_beside_centre(session, edition, rule):
                    continue
                if session.has(rule.channel.desk_role):
                    found.append(Offer(edition, rule, edition.is_in_force(on)))
        return tuple(found)

    def find(self, session: Session, text: str) -> tuple[PersonRow, ...]:
        """People by the beginning of an IIN or any part of a name; nothing for fewer than three characters.

        Raises ForbiddenError E-361, as `recall` and `check`, for who has no business with people's data.
        """
        expect_working(session)
        return self._queries.people(session.office.key, text) if len(text.strip()) >= 3 else ()

    def recall(self, session: Session, iin: str) -> Recall:
        """Everything that helps to serve this person quicker. Never raises for an unknown one."""
        expect_working(session)
        office = session.office.key
        refusals = (self._queries.latest_refusal(office, iin, service) for service in self._law.services())
        return Recall(
            self._queries.latest_application(office, iin),
            self._queries.open_cases(office, iin),
            tuple(refusal for refusal in refusals if refusal is not None),
        )

    def check(self, session: Session, application: Application, arrived: datetime | None = None) -> Verdict:
        """Check the package and say what may be done; `arrived` as in `judge`.

        Raises:
            UserError: The edition or the channel is unknown, or the calendar lacks a year.
        """
        expect_working(session)
        self._law.refresh()
        now = self._clock.now()
        open_case = None
        if len(application.applicant.iin) == 12:
            service = self._law.edition(application.edition).service
            cases = self._queries.open_cases(session.office.key, application.applicant.iin)
            open_case = next((case for case in cases if case.service == service), None)
        today = now.astimezone(zone_of(session)).date()
        return judge(self._law, session, with_traits(application, today), now, open_case, arrived)


def _stands_beside_centre(session: Session, edition: ServiceEdition, rule: ChannelRule) -> bool:
    conditions = {check.code for check in edition.filling if check.is_asked_on(rule.channel)}
    return rule.channel is Channel.AKIM and NO_CENTRE in conditions and OfficeKind.CENTRE in session.office.kinds


def judge(
    law: Law,
    session: Session,
    application: Application,
    now: datetime,
    open_case: CaseRow | None = None,
    arrived: datetime | None = None,
) -> Verdict:
    """The verdict itself, used again inside the accepting transaction: what is recorded is what was checked.

    The planned date is counted from `arrived`, where that is not now: a request of the portal was sent before.

    The application is to have the traits that follow from it (`with_traits`).
    """
    edition = law.edition(application.edition)
    rule = law.rule(application.edition, application.channel)
    zone = zone_of(session)
    due = law.service_due(rule, arrived or now, zone)
    today = now.astimezone(zone).date()
    report = check_completeness(edition, rule, application, today, due.day)
    return Verdict(report, due, open_case, _blockers(edition, application, today))


def _blockers(edition: ServiceEdition, application: Application, today: date) -> tuple[str, ...]:
    applicant = application.applicant
    representative = application.representative
    iin = check_iin(applicant.iin)
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        (NO_IIN, lambda: iin.fault in (IinFault.LENGTH, IinFault.NOT_DIGITS)),
        (NO_OVERRIDE, lambda: iin.fault is IinFault.CHECK_DIGIT and not applicant.iin_override.strip()),
        (NO_NAME, lambda: not (applicant.name.surname.strip() and applicant.name.name.strip())),
        (
            POWER_INCOMPLETE,
            lambda: (
                representative is not None
                and not (
                    representative.name.surname
                    and (representative.is_legal or (representative.power_number and representative.valid_until))
                )
            ),
        ),
        (
            POWER_EXPIRED,
            lambda: (
                representative is not None
                and not representative.is_legal
                and representative.valid_until is not None
                and representative.valid_until < today
            ),
        ),
        (
            MINOR_ALONE,
            lambda: Trait.MINOR in application.traits and not (representative is not None and representative.is_legal),
        ),
        (NO_HOUSEHOLD, lambda: edition.needs_household and not application.household),
        (NO_BANK, lambda: edition.needs_bank and not applicant.bank_account),
        (NO_CONSENT, lambda: not application.consent.given),
    )
    return tuple(text for text, applies in checks if applies())


def with_traits(application: Application, on: date) -> Application:
    """Return the application with the traits that follow from its other parts on that day."""
    traits = all_traits(application.traits, application.applicant, application.representative, on)
    return replace(application, traits=traits)


def not_registrable(verdict: Verdict) -> UserError:
    """Why this application may not be registered, in words."""
    if verdict.open_case is not None:
        return already_open(verdict.open_case)
    if verdict.report.undecided or verdict.report.gaps:
        return UserError(
            "E-111",
            N_("The set of documents is not complete, so the application cannot be registered."),
            N_("Decide every document, or issue the refusal receipt."),
        )
    if verdict.report.filling_faults:
        return UserError(
            "E-112",
            N_("The application form is filled in wrongly."),
            N_("Let the applicant correct the form, then clear the marks."),
        )
    return UserError("E-113", verdict.blockers[0], N_("Complete the form and try again."))


def already_open(row: CaseRow) -> UserError:
    return UserError(
        "E-103",
        N_("This person already has an open case of this service: No. {number}, {date}, {clerk}."),
        N_("Open that case instead of registering a second one."),
        number=row.number,
        date=row.registered_at.strftime("%d.%m.%Y"),
        clerk=row.registered_by_name,
    )


@dataclass(frozen=True, slots=True)
class Command:
    """What an accepting use case is told: the frozen form, and a token made when the form was opened."""

    application: Application
    token: UUID
    started_at: datetime
    after_refusal: UUID | None = None

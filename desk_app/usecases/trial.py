"""An edition tried on what the desk has handled: what it would have changed, before anybody works by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.completeness import check_completeness
from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Channel, DocumentRule, ServiceEdition
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.explained import Explained, Two
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.ports_editions import Handled


class Verdict(StrEnum):
    """What the desk would say to an application."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNDECIDED = "undecided"
    """A document is asked for that nobody asked for then, or one is missing that the channel may not refuse for."""
    FILLING = "filling"
    """The form itself has to be put right first."""
    NOT_RENDERED = "not_rendered"
    """The service is not rendered through this channel."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one edition makes of an application."""

    verdict: Verdict
    due: datetime | None
    """When the service is due; None where it is not rendered."""
    documents: tuple[DocumentRule, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A case or a refusal that the edition would have handled otherwise."""

    key: UUID
    number: str
    at: datetime
    channel: Channel
    edition: str
    """Id of the one it was handled by."""
    before: Outlook
    after: Outlook
    added: tuple[Bilingual, ...]
    dropped: tuple[Bilingual, ...]

    @property
    def moves_due(self) -> bool:
        return self.before.due != self.after.due

    @property
    def changes_verdict(self) -> bool:
        return self.before.verdict is not self.after.verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found. `looked_at` counts all cases and refusals of the period, changed or not."""

    edition: ServiceEdition
    first_day: date
    last_day: date
    looked_at: int
    differences: tuple[Difference, ...]
    passed_over: int
    """Those whose own edition this program does not know, or whose terms reach a year without a calendar."""


class Trials:
    """Reads only; nothing is recorded."""

    def __init__(self, law: Law, queries: ports.Queries) -> None:
        self._law = law
        self._queries = queries

    def trial(
        self, session: Session, edition_id: str, first_day: date, last_day: date, progress: Progress | None = None
    ) -> Trial:
        """Compare the edition with the one each case and refusal of its service was handled by.

        Due dates of both are reckoned from the moment of registration, with today's calendar and without pauses, so
        that only the editions differ.

        Raises:
            ForbiddenError: E-361, only a supervisor or an administrator does this.
            UserError: E-330 the edition is not known, E-335 the period ends before it begins.
            StoppedError: E-445.
        """
        _require(session)
        if last_day < first_day:
            raise UserError("E-335", N_("The period ends before it begins."), N_("Correct the days."))
        edition, zone = self._law.edition(edition_id), zone_of(session)
        looked_at = passed_over = 0
        found: list[Difference] = []
        for one in self._handled(session, edition.service, first_day, last_day):
            if progress is not None:
                progress.tell(looked_at, 0)
            looked_at += 1
            try:
                difference = self._difference(one, edition, zone)
            except UserError:
                passed_over += 1
                continue
            if difference is not None:
                found.append(difference)
        found.sort(key=lambda difference: (difference.at, difference.key))
        return Trial(edition, first_day, last_day, looked_at, tuple(found), passed_over)

    def why(self, session: Session, one: Difference, edition_id: str) -> Two:
        """Both dates of a line with the way to them, reckoned as `trial` did. Raises as `trial`."""
        _require(session)
        zone = zone_of(session)
        before, after = (self._explained(one, self._law.edition(key), zone) for key in (one.edition, edition_id))
        return before, after

    def _explained(self, one: Difference, edition: ServiceEdition, zone: ZoneInfo) -> Explained | None:
        rule = next((rule for rule in edition.channels if rule.channel is one.channel), None)
        if rule is None:
            return None
        due = self._law.service_due(rule, one.at, zone)
        return Explained(due.due, due, edition)

    def _handled(self, session: Session, service: str, first_day: date, last_day: date) -> Iterator[Handled]:
        zone, office = zone_of(session), session.office.key
        begins = datetime.combine(first_day, time(), zone)
        ends = datetime.combine(last_day + timedelta(days=1), time(), zone)

        def pages(read: Callable[..., tuple[Handled, ...]]) -> Iterator[Handled]:
            page = read(office, service, begins, ends)
            while page:
                yield from page
                page = read(office, service, begins, ends, page[-1])

        yield from pages(self._queries.handled_cases)
        yield from pages(self._queries.handled_refusals)

    def _difference(self, one: Handled, edition: ServiceEdition, zone: ZoneInfo) -> Difference | None:
        before = self._outlook(one, self._law.edition(one.edition), zone)
        after = self._outlook(one, edition, zone)
        had, has = ({rule.code for rule in look.documents} for look in (before, after))
        added = tuple(rule.title for rule in after.documents if rule.code not in had)
        dropped = tuple(rule.title for rule in before.documents if rule.code not in has)
        found = Difference(one.key, one.number, one.at, one.channel, one.edition, before, after, added, dropped)
        return found if added or dropped or found.moves_due or found.changes_verdict else None

    def _outlook(self, one: Handled, edition: ServiceEdition, zone: ZoneInfo) -> Outlook:
        rule = next((rule for rule in edition.channels if rule.channel is one.channel), None)
        if rule is None:
            return Outlook(Verdict.NOT_RENDERED, None, ())
        report = check_completeness(edition, rule, one.application, one.at.astimezone(zone).date())
        if report.gaps and rule.refusal is not None:
            verdict = Verdict.REFUSED
        elif report.undecided or report.gaps:
            verdict = Verdict.UNDECIDED
        elif report.filling_faults:
            verdict = Verdict.FILLING
        else:
            verdict = Verdict.ACCEPTED
        return Outlook(verdict, self._law.service_due(rule, one.at, zone).due, report.required)


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.ADMINISTRATOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))

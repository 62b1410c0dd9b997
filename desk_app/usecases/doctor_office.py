"""How the office is run: who may sign, which lists are not back, what is kept of visitors, who can read the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desk_app.domain.staff import Office, Role
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.attachments import IDENTITY_COPIES, ON
from desk_app.usecases.findings import Finding, some
from desk_app.usecases.law import Law
from desk_app.usecases.ports_doctor import Computer, RecordProbe
from desk_app.usecases.sent_lists import RETURN_SETTING, expected_back, return_days_of
from desk_app.wording import Message

CLOCK_TOLERANCE = timedelta(minutes=2)


class OfficeChecks:
    """Reading only."""

    def __init__(
        self, law: Law, queries: ports.Queries, probe: RecordProbe, computer: Computer, clock: ports.Clock
    ) -> None:
        self._law = law
        self._queries = queries
        self._probe = probe
        self._computer = computer
        self._clock = clock

    def clock(self, office: Office) -> Iterator[Finding]:
        """Whether this computer lives before the last entry of the journal, and how far the server's clock is off."""
        head = self._queries.journal_head(office.key)
        now = self._clock.now()
        if head is not None and head.at > now + CLOCK_TOLERANCE:
            last = head.at.astimezone(ZoneInfo(office.zone)).strftime("%d.%m.%Y %H:%M")
            yield Finding(
                "clock",
                Message(
                    N_("The last entry of the journal is of {moment}: this clock is behind it."), dict(moment=last)
                ),
                Message(N_("Set the clock right by the network (NTP) before anything is registered.")),
            )
        server = self._probe.server_time()
        here = datetime.now(tz=ZoneInfo("UTC"))
        if server is not None and abs(server - here) > CLOCK_TOLERANCE:
            minutes = round(abs((server - here).total_seconds()) / 60)
            yield Finding(
                "clock",
                Message(
                    N_("The clock of this computer and that of the server differ by {minutes} min."),
                    dict(minutes=minutes),
                ),
                Message(N_("Set the clocks by the network (NTP). Records bear the time of the server.")),
            )

    def accounts(self, office: Office) -> Iterator[Finding]:
        enabled = [member for member in self._queries.members(office.key) if not member.disabled]
        without = tuple(member.login for member in enabled if not member.roles)
        if without:
            yield Finding(
                "accounts",
                Message(N_("Accounts have no role: {logins}."), dict(logins=some(without))),
                Message(N_("Give them a role or close them: Settings, Staff.")),
            )
        drafting = {member.login for member in enabled if Role.EXECUTOR in member.roles}
        signing = {member.login for member in enabled if Role.HEAD in member.roles}
        if signing and len(drafting | signing) == 1 and drafting:
            yield Finding(
                "accounts",
                Message(
                    N_("Only {login} drafts and signs: a draft is signed by another person."),
                    dict(login=next(iter(signing))),
                ),
                Message(N_("Give the role of the executor or of the head to somebody else: Settings, Staff.")),
            )

    def lists(self, office: Office) -> Iterator[Finding]:
        zone, calendar = ZoneInfo(office.zone), self._law.calendar()
        today = self._clock.now().astimezone(zone).date()
        days = return_days_of(self._queries.office_setting(office.key, RETURN_SETTING))
        late, wrong = [], []
        for one in self._queries.awaited_lists(office.key):
            until = expected_back(one.made_at.astimezone(zone).date(), days, calendar)
            if until is not None and until < today:
                late.append(one.number)
            if one.corrected:
                wrong.append(one.number)
        if late:
            yield Finding(
                "lists",
                Message(N_("Signed copies of lists are not back in time: {numbers}."), dict(numbers=some(tuple(late)))),
                Message(N_("Ask who took the packages over; scan the copy when it comes: My work, Sent packages.")),
            )
        if wrong:
            yield Finding(
                "lists",
                Message(
                    N_("What stands on lists was put right after they were printed: {numbers}."),
                    dict(numbers=some(tuple(wrong))),
                ),
                Message(N_("Issue them anew: My work, Sent packages.")),
            )

    def privacy(self, office: Office) -> Iterator[Finding]:
        if self._queries.office_setting(office.key, IDENTITY_COPIES) == ON:
            yield Finding(
                "privacy",
                Message(N_("Copies of identity documents are kept: the law asks not to.")),
                Message(N_("Switch them off unless an act asks for them: Settings, Scans.")),
            )

    def files(self, _office: Office) -> Iterator[Finding]:
        names = self._computer.readable_by_others()
        if names:
            yield Finding(
                "files",
                Message(N_("Other people of this computer can read the files: {names}."), dict(names=some(names))),
                Message(N_("Leave them to the account the program runs under alone (chmod 600, folder 700).")),
            )

    def connection(self, _office: Office) -> Iterator[Finding]:
        state = self._probe.connection_state()
        if state is None:
            return
        if not state.is_encrypted:
            yield Finding(
                "connection",
                Message(N_("The connection to the server is not encrypted.")),
                Message(N_("Switch TLS on at the server and leave sslmode=verify-full in the address.")),
            )
        if state.is_superuser:
            yield Finding(
                "connection",
                Message(N_("The program works with the server as its superuser.")),
                Message(N_("Give the desks a login of their own that owns nothing but the office's tables.")),
            )

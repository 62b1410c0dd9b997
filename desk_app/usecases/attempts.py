"""Wrong passwords in a row: the next attempt waits, longer each time."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk_app.domain.staff import Session
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases.ports import Clock, Passwords, Queries

LONGEST_WAIT = timedelta(minutes=15)
FREE_SIGNATURES = 4
"""The fifth wrong password in a row makes the sixth wait."""


class Attempts:
    """Counts wrong passwords by name. `free`: how many may be wrong before waiting begins."""

    def __init__(self, clock: Clock, free: int) -> None:
        self._clock = clock
        self._free = free
        self._failures: dict[str, tuple[int, datetime]] = {}

    def expect_free(self, login: str) -> None:
        """Raises UserError E-402 while the person has to wait."""
        count, since = self._failures.get(login.casefold(), (0, self._clock.now()))
        if count <= self._free:
            return
        wait = min(timedelta(seconds=2 ** (count - self._free)), LONGEST_WAIT)
        left = since + wait - self._clock.now()
        if left > timedelta():
            raise UserError(
                "E-402",
                N_("Too many wrong attempts. The next one is possible in {seconds} s."),
                N_("Wait, then check the keyboard layout."),
                seconds=int(left.total_seconds()) + 1,
            )

    def count(self, login: str) -> None:
        """One more was wrong."""
        count, _since = self._failures.get(login.casefold(), (0, self._clock.now()))
        self._failures[login.casefold()] = (count + 1, self._clock.now())

    def forget(self, login: str) -> None:
        """It was right."""
        self._failures.pop(login.casefold(), None)


class OwnPassword:
    """Asks the person at the desk for their password once more: it stands for their signature in the records."""

    def __init__(self, queries: Queries, passwords: Passwords, clock: Clock) -> None:
        self._queries = queries
        self._passwords = passwords
        self._attempts = Attempts(clock, FREE_SIGNATURES)

    def expect(self, session: Session, password: str) -> None:
        """Raises UserError E-401 where it is wrong, E-402 after five wrong ones in a row: wait."""
        login = session.member.login
        self._attempts.expect_free(login)
        found = self._queries.credentials(login)
        if found is None or found[0].disabled or not self._passwords.matches(password, found[1]):
            self._attempts.count(login)
            raise wrong_password()
        self._attempts.forget(login)


def wrong_password() -> UserError:
    return UserError("E-401", N_("The name or the password is wrong."), N_("Check the keyboard layout and try again."))

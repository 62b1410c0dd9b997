"""Whom the server of shared records lets in, and what keeps the records when a disk fails."""

from __future__ import annotations

from collections.abc import Iterator

from desk_app.domain.staff import Office
from desk_app.i18n import N_
from desk_app.usecases.findings import Finding, some
from desk_app.usecases.ports_doctor import RecordProbe
from desk_app.wording import Message


class ServerChecks:
    """Reading only."""

    def __init__(self, probe: RecordProbe) -> None:
        self._probe = probe

    def access(self, _office: Office) -> Iterator[Finding]:
        """Rules of pg_hba.conf that let people in without a password, or over the network without TLS."""
        rules = self._probe.server_access()
        if rules is None:
            return
        if rules.without_password:
            yield Finding(
                "server_access",
                Message(
                    N_("The server lets people in without a password: {rules}."),
                    dict(rules=some(rules.without_password)),
                ),
                Message(
                    N_("Write scram-sha-256 instead of trust in these lines of pg_hba.conf, then reload the server.")
                ),
            )
        if rules.without_tls:
            yield Finding(
                "server_access",
                Message(
                    N_("The server lets people in over the network without TLS: {rules}."),
                    dict(rules=some(rules.without_tls)),
                ),
                Message(N_("Write hostssl as the first word of these lines of pg_hba.conf, then reload the server.")),
            )

    def advice(self) -> Iterator[Finding]:
        """What no program can find out from here, so that it is never a fault: a person has to see to it."""
        rules = self._probe.server_access()
        if rules is None:
            yield Finding(
                "backup",
                Message(N_("The program makes no copies of the records by itself.")),
                Message(
                    N_(
                        "Close it and copy the whole folder of its data to another disk every day: the records open "
                        "only together with vault.json. Try now and then whether a copy opens."
                    )
                ),
            )
            return
        yield Finding(
            "backup",
            Message(N_("The program makes no copies of the shared database.")),
            Message(
                N_(
                    "Let the administrator of the server run pg_dump every day, keep the copies on another disk, and "
                    "try now and then whether pg_restore brings them back."
                )
            ),
        )
        if not rules.is_readable:
            yield Finding(
                "server_access",
                Message(N_("The rules of access to the server (pg_hba.conf) could not be read by this account.")),
                Message(
                    N_(
                        "Ask the administrator of the server to see that no line has trust, and that the lines of "
                        "other computers begin with hostssl."
                    )
                ),
            )

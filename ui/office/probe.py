"""Is there a PostgreSQL server at an address? Asked before the address is put into the settings."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from desk_app.errors import UserError
from desk_app.i18n import N_

SSL_REQUEST = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
"""The first message of the protocol; a server answers with one letter."""
PATIENCE = 5.0
"""Seconds."""


def check_server(address: str) -> bool:
    """Ask the server whether it speaks PostgreSQL; True where it offers an encrypted connection.

    Name and password are not tried: each person signs in with their own.

    Raises:
        UserError: E-420 the address is not one of a database, E-421 nobody answers there, E-422 it is another service.
    """
    host, port = _place(address)
    try:
        with socket.create_connection((host, port), PATIENCE) as link:
            link.settimeout(PATIENCE)
            link.sendall(SSL_REQUEST)
            answer = link.recv(1)
    except OSError as error:
        raise UserError(
            "E-421",
            N_("No answer from {host}, port {port}."),
            N_("Check the address, the network cable and that the server is on."),
            host=host,
            port=port,
        ) from error
    if answer not in (b"S", b"N"):
        raise UserError(
            "E-422",
            N_("What answers at {host}, port {port} is not a PostgreSQL server."),
            N_("Check the port; the usual one is 5432."),
            host=host,
            port=port,
        )
    return answer == b"S"


def _place(address: str) -> tuple[str, int]:
    try:
        parts = urlsplit(address)
        port = parts.port or 5432
    except ValueError as error:
        raise _no_address() from error
    if parts.scheme not in ("postgresql", "postgres") or not parts.hostname or len(parts.path) < 2:
        raise _no_address()
    return parts.hostname, port


def _no_address() -> UserError:
    return UserError(
        "E-420",
        N_("This is not the address of a database."),
        N_("Write it as postgresql://server/database, or leave it empty for the records on this computer."),
    )

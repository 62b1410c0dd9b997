"""Puts the program together: settings, engine, editions, use cases. The one module that sees both ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING

from desk_app import paths
from desk_app.files import readable_by_others
from desk_app.log import start_log
from desk_app.settings import SettingsFile

# Rules, papers and records load after the first window has been painted.
if TYPE_CHECKING:
    from desk_app.domain.papers import Paper
    from desk_app.domain.portal import PortalRequest
    from desk_app.domain.staff import Office
    from desk_app.progress import Progress
    from desk_app.storage.vault import FileVault
    from desk_app.usecases import ports
    from desk_app.usecases.desk import Equipment, Records
    from desk_app.usecases.doctor import Doctor
    from desk_app.usecases.entrance import Entrance
    from desk_app.usecases.ports_exchange import Portal


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Program:
    """What the windows are given before anybody has signed in."""

    workplace: SettingsFile
    log_path: Path
    data_dir: Path
    database: str
    """Address of the shared database; empty for the embedded one."""
    clock: ports.Clock
    fixed_time: bool
    printer: ports.Printer | None
    """None: the printers of this computer."""

    def entrance(self) -> Entrance:
        """Make the way in. Nothing is opened or imported before somebody signs in or the first run ends.

        Raises:
            DataFileError: an edition or a calendar of the program is faulty.
        """
        from desk_app.usecases.entrance import Entrance

        vault = None if self.database else self._vault()
        return Entrance(self._equipment(vault), lambda: self._open(vault), self.workplace.load().desk)

    def doctors(self) -> Iterator[tuple[Office, Doctor]]:
        """Open a shared database for an examination, and close it after the last of its offices.

        Raises:
            StorageError: E-101 the server does not answer, E-354 made by a newer version.
            DataFileError: an edition or a calendar of the program is faulty.
        """
        from desk_app.usecases.desk import open_doctor

        equipment, records = self._equipment(None), self._open(None)
        try:
            for office in records.queries.offices():
                yield office, open_doctor(office.key, records, equipment)
        finally:
            records.close()

    @property
    def has_records(self) -> bool:
        """False where the embedded records were never made."""
        return bool(self.database) or self._vault().exists()

    def _equipment(self, vault: FileVault | None) -> Equipment:
        from desk_app.printing.cups import CupsPrinter, spooler_answers
        from desk_app.printing.raster import rasterise
        from desk_app.printing.scans import inspect, picture
        from desk_app.regulation.catalogue import Catalogue
        from desk_app.regulation.loader import read_edition
        from desk_app.storage.passwords import ScryptPasswords
        from desk_app.usecases.desk import Equipment
        from desk_app.usecases.ports_case import Scans
        from desk_app.usecases.ports_doctor import Computer

        return Equipment(
            catalogue=Catalogue(paths.resources_dir()),
            clock=self.clock,
            passwords=ScryptPasswords(),
            vault=vault,
            render=_Render(),
            rasterise=rasterise,
            printer=self.printer or CupsPrinter(),
            read_table=_read_table,
            write_table=_write_table,
            read_edition=read_edition,
            scans=Scans(inspect, picture),
            computer=Computer(
                _missing_fonts, spooler_answers, lambda: disk_usage(self.data_dir).free, self._open_files
            ),
            portal=_portal(),
        )

    def _open_files(self) -> tuple[str, ...]:
        return readable_by_others(self.data_dir)

    def _vault(self) -> FileVault:
        from desk_app.storage.vault import FileVault

        return FileVault(self.data_dir / "vault.json")

    def _open(self, vault: FileVault | None) -> Records:
        from desk_app.storage.doctor import SqlProbe
        from desk_app.storage.engine import open_local, open_shared, upgrade
        from desk_app.storage.queries import SqlQueries
        from desk_app.storage.unit_of_work import SqlRecords
        from desk_app.usecases.desk import Records

        path = self.data_dir / "tereze.db"
        engine = open_shared(self.database) if vault is None else open_local(path, vault.key)
        upgrade(engine)
        records = SqlRecords(engine, self.clock, fixed_time=self.fixed_time)
        queries = SqlQueries(engine)
        return Records(records, queries, engine.dispose, records.changes, SqlProbe(engine, queries))


def open_program(
    data_dir: Path | None = None,
    database: str | None = None,
    *,
    clock: ports.Clock | None = None,
    printer: ports.Printer | None = None,
) -> Program:
    """Return the program for that folder. `database` overrides what the settings say.

    A given clock is also the time of record of a shared database: for demonstrations and tests.
    """
    folder = data_dir if data_dir is not None else paths.data_dir()
    log_path = start_log(folder / "log")
    workplace = SettingsFile(folder / "settings.json")
    address = database if database is not None else workplace.load().database
    return Program(
        workplace=workplace,
        log_path=log_path,
        data_dir=folder,
        database=address,
        clock=clock if clock is not None else SystemClock(),
        fixed_time=clock is not None,
        printer=printer,
    )


class _Render:
    """The papers' layouts. ReportLab and its fonts load in the worker, when the first paper is made."""

    def __call__(
        self, paper: Paper, *, duplicate: int = 0, stamped: bool = False, progress: Progress | None = None
    ) -> bytes:
        from desk_app.documents.render import render

        return render(paper, duplicate=duplicate, stamped=stamped, progress=progress)

    def unprintable(self, paper: Paper) -> tuple[str, ...]:
        from desk_app.documents.render import unprintable

        return unprintable(paper)


def _portal() -> Portal:
    from desk_app.exchange.folder import ExchangeFolder
    from desk_app.printing.scans import inspect
    from desk_app.usecases.ports_exchange import Portal

    return Portal(ExchangeFolder(inspect, _read_request), _read_request)


def _read_request(content: bytes) -> PortalRequest:
    from desk_app.exchange.reading import read_request

    return read_request(content)


def _missing_fonts() -> tuple[str, ...]:
    from desk_app.documents.fonts import missing_files

    return missing_files()


def _read_table(file_name: str, data: bytes, progress: Progress) -> tuple[ports.SheetLine, ...]:
    from desk_app.sheets.reading import read_table

    return read_table(file_name, data, progress)


def _write_table(sheet: ports.Sheet, progress: Progress) -> bytes:
    from desk_app.sheets.writing import write_table

    return write_table(sheet, progress)

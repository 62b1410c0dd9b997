"""A desk somebody has signed in to: the session and everything they can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from desk_app.domain.staff import Session
from desk_app.usecases import ports
from desk_app.usecases.absence import Absence
from desk_app.usecases.attachments import Attachments
from desk_app.usecases.attempts import OwnPassword
from desk_app.usecases.calendars import Calendars
from desk_app.usecases.closing import Closing
from desk_app.usecases.collecting import Collecting
from desk_app.usecases.corrections import Corrections
from desk_app.usecases.day import Day
from desk_app.usecases.day_window import DayWindow
from desk_app.usecases.decision import Decisions
from desk_app.usecases.doctor import Doctor
from desk_app.usecases.drafts import Drafts
from desk_app.usecases.editions import Editions, OfficeCatalogue
from desk_app.usecases.exchange import Exchange
from desk_app.usecases.intake import Intake
from desk_app.usecases.issuing import Issuing
from desk_app.usecases.journals import Journals
from desk_app.usecases.law import Law
from desk_app.usecases.leaflets import Leaflets
from desk_app.usecases.line import Line
from desk_app.usecases.line_view import LineView
from desk_app.usecases.office import OfficeAffairs
from desk_app.usecases.office_calendar import OfficeCalendar, with_newest
from desk_app.usecases.ports_case import Scans
from desk_app.usecases.ports_doctor import Computer, RecordProbe
from desk_app.usecases.ports_editions import ReadEdition
from desk_app.usecases.ports_exchange import Portal
from desk_app.usecases.ports_line import Changes
from desk_app.usecases.printing import Printing
from desk_app.usecases.recipients import Recipients
from desk_app.usecases.refusal import Refusals
from desk_app.usecases.refusal_corrections import RefusalCorrections
from desk_app.usecases.register import Register
from desk_app.usecases.register_filters import RegisterFilters
from desk_app.usecases.registration import Registrations
from desk_app.usecases.reports import Reports
from desk_app.usecases.routing import Routing
from desk_app.usecases.sent_lists import SentLists
from desk_app.usecases.signing import Signing
from desk_app.usecases.standing_in import StandIns, while_standing_in
from desk_app.usecases.terms import Terms
from desk_app.usecases.trial import Trials
from desk_app.usecases.undoing import Undoing
from desk_app.usecases.why import WhySheets
from desk_app.usecases.work_lists import WorkLists


@dataclass(frozen=True, slots=True)
class Records:
    """Opened records: the way in for writing and the way in for reading."""

    unit_of_work: ports.UnitOfWorkFactory
    queries: ports.Queries
    close: Callable[[], None]
    """Gives the file or the connections free."""
    changes: Changes
    """Tells windows of what was recorded, here and at other desks."""
    probe: RecordProbe


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a desk needs besides its records."""

    catalogue: ports.Catalogue
    clock: ports.Clock
    passwords: ports.Passwords
    vault: ports.Vault | None
    render: ports.Renderer
    rasterise: ports.Rasterise
    printer: ports.Printer
    read_table: ports.ReadTable
    write_table: ports.WriteTable
    read_edition: ReadEdition
    scans: Scans
    computer: Computer
    portal: Portal


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to the main window as one value."""

    session: Session
    clock: ports.Clock
    law: Law
    intake: Intake
    refusals: Refusals
    registrations: Registrations
    routing: Routing
    decisions: Decisions
    issuing: Issuing
    signing: Signing
    corrections: Corrections
    refusal_corrections: RefusalCorrections
    undoing: Undoing
    attachments: Attachments
    terms: Terms
    why: WhySheets
    leaflets: Leaflets
    register: Register
    filters: RegisterFilters
    work_lists: WorkLists
    sent_lists: SentLists
    collecting: Collecting
    day: Day
    day_window: DayWindow
    closing: Closing
    absence: Absence
    reports: Reports
    printing: Printing
    recipients: Recipients
    journals: Journals
    drafts: Drafts
    line: Line
    line_view: LineView
    changes: Changes
    stand_ins: StandIns
    office: OfficeAffairs
    editions: Editions
    trials: Trials
    calendars: Calendars
    doctor: Doctor
    exchange: Exchange
    database: str
    """`local` or `shared`."""


def open_desk(session: Session, records: Records, equipment: Equipment) -> Desk:
    """Put the use cases together for a person who has signed in."""
    queries = records.queries
    catalogue = OfficeCatalogue(equipment.catalogue, equipment.read_edition, queries, session.office.key)
    catalogue.refresh()
    calendar = OfficeCalendar(catalogue, queries, session.office.key)
    law = Law(catalogue, calendar)
    work = while_standing_in(session, queries, equipment.clock, with_newest(calendar, records.unit_of_work))
    intake = Intake(law, queries, equipment.clock)
    attachments = Attachments(work, queries, equipment.scans)
    own_password = OwnPassword(queries, equipment.passwords, equipment.clock)
    decisions = Decisions(law, work, queries, own_password, attachments)
    line = Line(law, intake, work, queries)
    window = DayWindow(law, queries, equipment.clock)
    refusals = Refusals(law, work, queries)
    registrations = Registrations(law, work, queries)
    printing = Printing(work, queries, equipment.render, equipment.rasterise, equipment.printer)
    return Desk(
        session=session,
        clock=equipment.clock,
        law=law,
        intake=intake,
        line=line,
        line_view=LineView(intake, work, queries, equipment.clock),
        changes=records.changes,
        refusals=refusals,
        registrations=registrations,
        routing=Routing(law, work, queries),
        decisions=decisions,
        signing=Signing(law, decisions, work, queries, own_password),
        corrections=Corrections(law, work, queries),
        refusal_corrections=RefusalCorrections(law, work, queries),
        issuing=Issuing(law, work),
        undoing=Undoing(law, work),
        attachments=attachments,
        terms=Terms(law, work),
        why=WhySheets(law, work),
        leaflets=Leaflets(law, work),
        register=Register(law, work, queries, equipment.clock),
        filters=RegisterFilters(work, queries),
        work_lists=WorkLists(queries, equipment.clock),
        sent_lists=SentLists(law, work, queries, equipment.clock),
        collecting=Collecting(work, queries),
        day=Day(queries, equipment.clock),
        day_window=window,
        closing=Closing(law, window, line, work, queries),
        absence=Absence(law, work, queries),
        reports=Reports(law, window, work, queries, equipment.render, equipment.write_table),
        printing=printing,
        recipients=Recipients(work, queries, equipment.read_table),
        journals=Journals(
            law, work, queries, equipment.clock, equipment.render, equipment.printer, equipment.write_table
        ),
        drafts=Drafts(work, queries),
        stand_ins=StandIns(work, queries, equipment.clock),
        office=OfficeAffairs(law, work, queries, equipment.passwords, equipment.vault),
        editions=Editions(catalogue, equipment.read_edition, work),
        trials=Trials(law, queries),
        calendars=Calendars(law, catalogue, work, queries, equipment.clock),
        doctor=_doctor(law, catalogue, records, equipment),
        exchange=Exchange(
            law,
            intake,
            registrations,
            refusals,
            attachments,
            printing,
            work,
            queries,
            equipment.clock,
            equipment.portal,
        ),
        database=queries.kind(),
    )


def open_doctor(office: UUID, records: Records, equipment: Equipment) -> Doctor:
    """For an examination of opened records that nobody has signed in to."""
    catalogue = OfficeCatalogue(equipment.catalogue, equipment.read_edition, records.queries, office)
    catalogue.refresh()
    law = Law(catalogue, OfficeCalendar(catalogue, records.queries, office))
    return _doctor(law, catalogue, records, equipment)


def _doctor(law: Law, catalogue: OfficeCatalogue, records: Records, equipment: Equipment) -> Doctor:
    return Doctor(
        law,
        catalogue,
        records.queries,
        records.probe,
        equipment.computer,
        equipment.printer,
        equipment.render,
        equipment.clock,
    )

"""Journals of a period on both engines: lines, balance, what leaves the program."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from desk_app.domain.application import PersonName
from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.day_texts import REFUSALS_TITLE
from desk_app.domain.journals import Balance, JournalKind
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError, UserError
from desk_app.progress import Progress, StoppedError
from desk_app.storage import schema
from desk_app.usecases.issuing import Receiver
from desk_app.usecases.journals import PeriodJournal, Request
from desk_app.usecases.ports import Sheet, SheetColumn
from desk_app.usecases.reports import ReportRequest
from tests.support.office import ASSISTANCE, CERTIFICATE, PASSWORD, TestOffice, application, command, invented_iin

LANGUAGE = PaperLanguage.KK


def register(office: TestOffice, serial: int, name: PersonName | None = None) -> UUID:
    desk = office.desks["kense"]
    form = application(office.edition(CERTIFICATE), Channel.PROVIDER, invented_iin(serial * 11), name=name)
    return desk.registrations.register(desk.session, command(form, office.clock), LANGUAGE).case.key


def finish(office: TestOffice, key: UUID) -> None:
    head, executor, chancellery = office.desks["bas"], office.desks["oryn"], office.desks["kense"]
    head.routing.resolve(head.session, key, executor.session.member.key, "", LANGUAGE)
    executor.decisions.draft(executor.session, key, Outcome.REFUSED, ())
    head.decisions.sign(head.session, key, PASSWORD, LANGUAGE)
    chancellery.issuing.hand_over(chancellery.session, key, Receiver("Әбдірахманов Н. Е.", True))


def compose(office: TestOffice, kind: JournalKind, first: date, last: date, **limits: object) -> PeriodJournal:
    desk = office.desks["kense"]
    request = replace(Request(kind, first, last), **limits)  # type: ignore[arg-type]  # fields by name
    return desk.journals.compose(desk.session, request, PaperLanguage.RU)


def today(office: TestOffice) -> date:
    desk = office.desks["kense"]
    return desk.journals.today(desk.session)


def column(journal: PeriodJournal, heading: str) -> list[object]:
    place = [one.heading.ru for one in journal.columns].index(heading)
    return [line[place] for line in journal.lines]


def test_balance_carries_over_and_adds_up(office: TestOffice) -> None:
    first = today(office)
    old, older = register(office, 1), register(office, 2)
    office.clock.advance(days=1)
    second = today(office)
    finish(office, old)
    new = register(office, 3)
    finish(office, new)
    register(office, 4)
    journal = compose(office, JournalKind.REGISTRATION, second, second)
    assert journal.balance == Balance(carried=2, arrived=2, closed=2, left=2, void=0)
    assert len(journal.lines) == 2
    whole = compose(office, JournalKind.REGISTRATION, first, second)
    assert whole.balance == Balance(carried=0, arrived=4, closed=2, left=2, void=0)
    before = compose(office, JournalKind.REGISTRATION, first, first)
    assert before.balance == Balance(carried=0, arrived=2, closed=0, left=2, void=0)
    assert older is not None


def test_line_tells_the_course_of_the_case(office: TestOffice) -> None:
    key = register(office, 1)
    finish(office, key)
    day = today(office)
    journal = compose(office, JournalKind.REGISTRATION, day, day)
    assert column(journal, "Ответственный исполнитель") == ["Ысқақ Бауыржан Нұрланұлы"]
    (result,), (issued,) = column(journal, "Результат, №, дата"), column(journal, "Когда, кому выдано")
    assert isinstance(result, str) and "№" in result and f"{day:%d.%m.%Y}" in result
    assert isinstance(issued, str) and issued.endswith("Әбдірахманов Н. Е.")
    assert column(journal, "Статус") == ["завершено"]
    assert column(journal, "Листов")[0] != 0


def test_void_number_stays_in_sight_and_out_of_the_balance(office: TestOffice) -> None:
    key = register(office, 1)
    register(office, 2)
    engine = office.desks["kense"].register._queries._engine  # type: ignore[attr-defined]  # no use case voids yet
    with engine.begin() as connection:
        connection.execute(update(schema.desk_case).where(schema.desk_case.c.key == key).values(state=CaseState.VOID))
    journal = compose(office, JournalKind.REGISTRATION, today(office), today(office))
    assert journal.balance == Balance(carried=0, arrived=1, closed=0, left=1, void=1)
    assert column(journal, "Статус") == ["АННУЛИРОВАНО", "в работе"]


def test_day_is_the_offices_day(office: TestOffice) -> None:
    office.clock.advance(hours=15)  # 19:00 of the sixteenth in UTC, the first hour of the seventeenth at the office
    register(office, 1)
    sixteenth, seventeenth = date(2019, 9, 16), date(2019, 9, 17)
    assert today(office) == seventeenth
    assert compose(office, JournalKind.REGISTRATION, sixteenth, sixteenth).lines == ()
    journal = compose(office, JournalKind.REGISTRATION, seventeenth, seventeenth)
    (moment,) = column(journal, "Дата, время")
    assert f"{moment:%d.%m.%Y %H:%M}" == "17.09.2019 01:00"


def test_limits_narrow_lines_and_balance(office: TestOffice) -> None:
    register(office, 1)
    clerk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(5))
    clerk.registrations.register(clerk.session, command(form, office.clock), LANGUAGE)
    day = today(office)
    limits: tuple[dict[str, object], ...] = (
        {"service": "tsa_assignment"},
        {"channel": Channel.CENTRE},
        {"clerk": clerk.session.member.key},
    )
    for limit in limits:
        journal = compose(office, JournalKind.REGISTRATION, day, day, **limit)
        assert len(journal.lines) == 1 and journal.balance is not None and journal.balance.arrived == 1
        assert len(compose(office, JournalKind.PAPERS, day, day, **limit).lines) == 1
        assert compose(office, JournalKind.REFUSAL, day, day, **limit).lines == ()


def test_refusals_name_reason_and_what_followed(office: TestOffice) -> None:
    clerk = office.desks["aigul"]
    edition = office.edition(ASSISTANCE)
    form = application(edition, Channel.CENTRE, invented_iin(7), missing=("income",))
    refusal = clerk.refusals.refuse(clerk.session, command(form, office.clock), LANGUAGE).refusal
    good = command(application(edition, Channel.CENTRE, invented_iin(7)), office.clock)
    good = replace(good, after_refusal=refusal.key)
    case = clerk.registrations.register(clerk.session, good, LANGUAGE).case
    journal = compose(office, JournalKind.REFUSAL, today(office), today(office))
    assert column(journal, "Зарегистрировано после") == [case.number]
    (reason,) = column(journal, "Причина отказа")
    assert isinstance(reason, str) and reason.startswith("неполный пакет документов: ")
    assert [row.value.ru for row in journal.counts] == ["1", "1"]


def test_void_refusal_keeps_its_line_and_is_counted_apart(office: TestOffice) -> None:
    clerk, head = office.desks["aigul"], office.desks["bas"]
    for serial in (7, 8):
        form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial), missing=("income",))
        refusal = clerk.refusals.refuse(clerk.session, command(form, office.clock), LANGUAGE).refusal
    boss = replace(head.session, member=replace(head.session.member, roles=(Role.SUPERVISOR,)))
    head.refusal_corrections.void(boss, refusal.key, "екі рет басылды")
    journal = compose(office, JournalKind.REFUSAL, today(office), today(office))
    assert column(journal, "Статус") == ["действует", "АННУЛИРОВАНО"]
    assert [row.value.ru for row in journal.counts] == ["1", "0", "1"]
    report = head.reports.compose(boss, ReportRequest(today(office), today(office)))
    grounds = next(table for table in report.tables if table.title == REFUSALS_TITLE)
    assert grounds.lines[-1][1].ru == "1"


def test_new_year_takes_over_what_the_old_one_left(office: TestOffice) -> None:
    for serial, days in ((1, 40), (2, 60), (3, 8)):
        finish(office, register(office, serial * 2))
        register(office, serial * 2 + 1)
        office.clock.advance(days=days)
    periods = [
        (date(2019, 9, 1), date(2019, 9, 30)),
        (date(2019, 10, 1), date(2019, 12, 31)),
        (date(2020, 1, 1), date(2020, 12, 31)),
    ]
    balances = [compose(office, JournalKind.REGISTRATION, *period).balance for period in periods]
    found = [(one.carried, one.arrived, one.closed, one.left) for one in balances if one is not None]
    assert found == [(0, 2, 1, 1), (1, 4, 2, 3), (3, 0, 0, 3)]


@pytest.mark.parametrize("language", list(PaperLanguage))
def test_journal_is_printed_in_the_language_asked_for(
    office: TestOffice, tmp_path: Path, language: PaperLanguage
) -> None:
    register(office, 1)
    desk, day = office.desks["kense"], today(office)
    journal = desk.journals.compose(desk.session, Request(JournalKind.REGISTRATION, day, day), language)
    path = tmp_path / "journal.pdf"
    desk.journals.save_pdf(desk.session, journal, path)
    text = PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text()
    words = {
        Language.KK: ("орындалуда", "Мәртебесі", "ӨТІНІШТЕРДІ ТІРКЕУ ЖУРНАЛЫ", "нысанды орталық әзірледі"),
        Language.RU: ("в работе", "Статус", "ЖУРНАЛ РЕГИСТРАЦИИ ЗАЯВЛЕНИЙ", "форма разработана центром"),
    }
    flat = " ".join(text.split())
    for one, said in words.items():
        assert [word in flat for word in said] == [one in language.languages] * len(said)


def test_printed_journals_are_kept_under_numbers_of_their_own(office: TestOffice, tmp_path: Path) -> None:
    register(office, 1)
    desk, path = office.desks["kense"], tmp_path / "journal.pdf"
    journal = compose(office, JournalKind.REGISTRATION, today(office), today(office))
    desk.journals.save_pdf(desk.session, journal, path)
    desk.journals.print(desk.session, journal, "Office")
    kept = compose(office, JournalKind.PAPERS, today(office), today(office))
    numbers = [str(number) for number in column(kept, "№ бумаги") if "Ж-" in str(number)]
    assert numbers == ["А-2019-Ж-00001", "А-2019-Ж-00002"]
    queries = desk.register._queries
    paper = queries.paper(UUID(json.loads(queries.journal(desk.session.office.key)[-1].body)["subject"]))
    register(office, 2)
    assert desk.printing.pdf(desk.session, paper.key) == office.printer.jobs[-1]
    assert "А-2019-Ж-00001" in PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text()


def test_journal_names_characters_no_typeface_has(office: TestOffice) -> None:
    register(office, 1, PersonName("Әбді😀рахманов", "Нұрлан"))
    desk = office.desks["kense"]
    journal = compose(office, JournalKind.REGISTRATION, today(office), today(office))
    assert desk.journals.unprintable(desk.session, journal) == ("😀",)


def test_issued_papers_name_the_hand_over(office: TestOffice) -> None:
    finish(office, register(office, 1))
    journal = compose(office, JournalKind.PAPERS, today(office), today(office))
    issued = [text for text in column(journal, "Когда, кому выдано") if text]
    assert len(issued) == 1 and str(issued[0]).endswith("Әбдірахманов Н. Е.")
    assert journal.counts[0].value.ru == str(len(journal.lines)) != "0"


def test_xlsx_is_the_journal_and_is_journaled(office: TestOffice, tmp_path: Path) -> None:
    register(office, 1, PersonName("=HYPERLINK(1)", "Болат"))
    journal = compose(office, JournalKind.REGISTRATION, today(office), today(office))
    desk, path = office.desks["kense"], tmp_path / "journal.xlsx"
    desk.journals.save_xlsx(desk.session, journal, path)
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    head = next(index for index, row in enumerate(rows) if row[0] == "№ п/п")
    assert rows[head] == [one.heading.ru for one in journal.columns]
    assert rows[head + 1][5] == "=HYPERLINK(1) Болат"
    queries = desk.register._queries
    told, done = queries.journal(desk.session.office.key)[-2:]
    assert (told.action, done.action) == ("journals.exported", "journals.saved")
    body = json.loads(told.body)
    assert (body["journal"], body["rows"], body["to"]) == ("registration", 1, "xlsx")
    assert json.loads(done.body)["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told.code in "".join(str(cell) for row in rows for cell in row)


def test_pdf_is_landscape_and_bears_the_code(office: TestOffice, tmp_path: Path) -> None:
    register(office, 1)
    journal = compose(office, JournalKind.REGISTRATION, today(office), today(office))
    desk, path = office.desks["kense"], tmp_path / "journal.pdf"
    desk.journals.save_pdf(desk.session, journal, path)
    page = PdfReader(io.BytesIO(path.read_bytes())).pages[0]
    assert page.mediabox.width > page.mediabox.height
    text = page.extract_text()
    entry = desk.register._queries.journal(desk.session.office.key)[-2]
    assert entry.code in text and "1 / 1" in text


def test_printed_journal_goes_to_the_printer(office: TestOffice) -> None:
    register(office, 1)
    desk = office.desks["kense"]
    journal = compose(office, JournalKind.PAPERS, today(office), today(office))
    desk.journals.print(desk.session, journal, "Office")
    assert office.printer.jobs[-1].startswith(b"%PDF")
    assert desk.register._queries.journal(desk.session.office.key)[-1].action == "journals.sent_to_printer"


def test_stopped_export_leaves_no_file(office: TestOffice, tmp_path: Path) -> None:
    register(office, 1)
    desk = office.desks["kense"]
    journal = compose(office, JournalKind.REGISTRATION, today(office), today(office))
    progress = Progress()
    progress.stop()
    for save, name in ((desk.journals.save_pdf, "a.pdf"), (desk.journals.save_xlsx, "a.xlsx")):
        with pytest.raises(StoppedError):
            save(desk.session, journal, tmp_path / name, progress)
        assert not (tmp_path / name).exists()


def test_end_before_the_beginning_is_told(office: TestOffice) -> None:
    with pytest.raises(UserError, match="E-391"):
        compose(office, JournalKind.PAPERS, date(2019, 2, 1), date(2019, 1, 31))


def test_administrator_alone_keeps_no_journals(office: TestOffice) -> None:
    desk = office.desks["kense"]
    session = replace(desk.session, member=replace(desk.session.member, roles=(Role.ADMINISTRATOR,)))
    day = today(office)
    with pytest.raises(ForbiddenError, match="E-361"):
        desk.journals.compose(session, Request(JournalKind.PAPERS, day, day), PaperLanguage.KK)


def test_rows_of_the_register_are_saved_without_what_was_searched_for(office: TestOffice, tmp_path: Path) -> None:
    desk, path = office.desks["kense"], tmp_path / "rows.xlsx"
    sheet = Sheet("Тізілім", (), (SheetColumn("№", 10),), (("=1",),))
    desk.journals.save_rows(desk.session, sheet, path, narrowed=True)
    entries = desk.register._queries.journal(desk.session.office.key)
    assert entries[-2].action == "register.exported" and json.loads(entries[-2].body)["narrowed"] is True
    assert CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python() == [["№"], ["=1"]]

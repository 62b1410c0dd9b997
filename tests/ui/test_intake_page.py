"""The desk page, driven by its keys over real use cases and the encrypted file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.papers import PrintState
from desk_app.domain.regulation import Channel
from desk_app.errors import StorageError
from desk_app.usecases.registration import Registered
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, open_office
from tests.ui.intake_driver import Clerk
from ui.background import Background
from ui.intake.form import from_draft
from ui.language import switch
from ui.papers import PaperDialog
from ui.theme import apply_theme

KEY = Qt.Key
Arrive = Callable[..., Clerk]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = open_office(tmp_path)
    yield found
    found.close()


@pytest.fixture
def arrive(qtbot: QtBot, qapp: object, office: TestOffice) -> Iterator[Arrive]:
    """A clerk at the desk; another name signs another one in."""
    apply_theme(qapp)  # type: ignore[arg-type]  # a QApplication
    switch(Language.RU)
    clerks: list[Clerk] = []

    def come(login: str = "aigul") -> Clerk:
        clerks.append(Clerk(office, office.desks[login]))
        return clerks[-1]

    yield come
    for clerk in clerks:
        clerk.close()


def refuse(office: TestOffice, iin: str, *missing: str) -> None:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, iin, missing=missing)
    issued = desk.refusals.refuse(desk.session, command(form, office.clock), PaperLanguage.KK)
    desk.printing.confirm(desk.session, issued.paper.key, True)


def register(office: TestOffice, iin: str) -> Registered:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, iin)
    return desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def test_a_returning_applicant_with_all_documents_takes_twelve_keys_to_the_printed_talon(
    office: TestOffice, arrive: Arrive
) -> None:
    refuse(office, invented_iin(1), "application", "family", "income", "farm")
    clerk = arrive()
    clerk.type(invented_iin(1))
    assert clerk.focus == "intake.documents"
    for _document in range(4):
        clerk.press(KEY.Key_Space)
    assert clerk.focus == "intake.consent"
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_F8)
    clerk.settle(5)
    assert clerk.page.shows_result
    clerk.press(KEY.Key_Return)
    clerk.settle()
    assert clerk.keys <= 12
    assert len(office.printer.jobs) == 1
    key = clerk.page.paper.job.key
    assert key is not None
    assert clerk.desk.printing.paper(key).print_state is PrintState.CONFIRMED


def test_a_refusal_with_two_gaps_of_seven_takes_twelve_keys(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(2), "application", "identity", "address", "family", "income", "farm", "bank_account")
    clerk = arrive()
    clerk.type(invented_iin(2))
    clerk.keys = 0
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_E)
    clerk.type("01112018")
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Delete)
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.settle()
    assert clerk.states() == ["seen", "expired", "seen", "seen", "missing", "seen", "seen"]
    assert clerk.focus == "intake.refuse"
    clerk.press(KEY.Key_F7)
    clerk.settle(5)
    clerk.press(KEY.Key_Return)
    clerk.settle()
    assert clerk.page.shows_result
    assert clerk.keys <= 12
    assert clerk.page.paper.job.progress.state is PrintState.CONFIRMED


def test_the_second_visit_opens_on_what_was_missing(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(3), "income", "farm")
    clerk = arrive()
    clerk.type(invented_iin(3))
    assert clerk.page.desk_form.visitor.surname.text() == "Әбдірахманов"
    assert clerk.states() == ["seen", "seen", "seen", "seen", "undecided", "undecided", "seen"]
    assert clerk.focus == "intake.documents"
    assert clerk.page.desk_form.documents.view.row == 4
    assert "16.09.2019" in clerk.find("intake.history").text()  # type: ignore[attr-defined]  # a label
    assert clerk.page.desk_form.consent.is_given is False


def test_keys_speak_by_their_place_under_the_russian_layout(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(4), "application", "address", "family", "income")
    clerk = arrive()
    clerk.type(invented_iin(4))
    for letter in "сдц":
        clerk.press_letter(letter)
    menu = clerk.page.desk_form.documents.view.waiver_menu
    assert not menu.isVisible()
    assert clerk.states()[:4] == ["copy", "seen", "electronic", "not_required"]


def test_a_digit_after_the_mark_sets_the_sheets(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(5), "income", "farm")
    clerk = arrive()
    clerk.type(invented_iin(5))
    clerk.press(KEY.Key_Space)
    clerk.press_letter("ғ")  # 5 on the Kazakh layout
    assert clerk.page.desk_form.documents.model.document(4).sheets == 5


def test_pressing_twice_gives_one_number(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(6), "income")
    clerk = arrive()
    clerk.type(invented_iin(6))
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.settle()
    from ui.intake.verdict import Deed

    for _press in range(3):
        clerk.page._press(Deed.REGISTER)
    clerk.settle(5)
    page = clerk.desk.register.search(clerk.desk.session, "")
    rows = [row for row in page if row.kind == "case"]
    assert len(rows) == 1


def test_a_press_before_the_verdict_waits_for_it(office: TestOffice, arrive: Arrive) -> None:
    from ui.intake.verdict import Deed

    refuse(office, invented_iin(7), "income")
    clerk = arrive()
    clerk.type(invented_iin(7))
    clerk.press(KEY.Key_Space)
    clerk.page.desk_form.consent.box.click()
    assert clerk.page.asking.is_checking
    clerk.page._press(Deed.REGISTER)
    clerk.settle(6)
    assert clerk.page.shows_result


def test_an_open_case_of_the_same_service_is_told_before_anything_is_typed(office: TestOffice, arrive: Arrive) -> None:
    number = register(office, invented_iin(8)).case.number
    clerk = arrive()
    clerk.type(invented_iin(8))
    assert number in clerk.find("intake.history").text()  # type: ignore[attr-defined]  # a label
    clerk.press(KEY.Key_F4)
    for _document in range(7):
        clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.settle()
    assert not clerk.page.verdict.register_button.isEnabled()
    wanted: list[object] = []
    clerk.page.case_wanted.connect(wanted.append)
    clerk.find("intake.open_case").click()  # type: ignore[attr-defined]  # a button
    assert len(wanted) == 1


def test_the_last_day_of_an_identity_document_is_remembered(office: TestOffice, arrive: Arrive) -> None:
    register(office, invented_iin(9))
    clerk = arrive()
    clerk.type(invented_iin(9))
    clerk.press(KEY.Key_F4)
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    assert clerk.focus == "intake.documents"
    assert clerk.states()[1] == "seen"
    assert clerk.page.desk_form.documents.model.document(1).valid_until is not None


def test_a_wrong_check_digit_wants_a_reason(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    right = invented_iin(10)
    wrong = right[:11] + str((int(right[11]) + 1) % 10)
    clerk.type(wrong)
    override = clerk.page.desk_form.visitor.override
    assert not override.isHidden()
    verdict = clerk.page.verdict.verdict
    assert verdict is not None
    from desk_app.usecases.intake import NO_OVERRIDE

    assert NO_OVERRIDE in verdict.blockers
    override.edit.setFocus()
    clerk.type("so in the passport")
    verdict = clerk.page.verdict.verdict
    assert verdict is not None and NO_OVERRIDE not in verdict.blockers


def test_letters_and_signs_never_reach_the_iin(arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type("9001-01x3000")
    assert clerk.page.desk_form.visitor.iin.iin() == "9001013000"


def test_the_form_comes_back_with_its_cursor(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(11))
    clerk.press(KEY.Key_Return)
    clerk.type("Asanov")
    with_cursor = clerk.page.desk_form.visitor.surname
    with_cursor.setCursorPosition(3)
    clerk.type("x")
    clerk.page.keep_now()
    clerk.settle()
    clerk.page.close()
    again = arrive()
    assert again.page.desk_form.visitor.surname.text() == "Asaxnov"
    assert again.focus == "intake.surname"
    assert again.page.desk_form.visitor.surname.cursorPosition() == 4
    assert again.page.desk_form.form().key == clerk.page.desk_form.form().key


def test_a_change_is_kept_within_a_second(office: TestOffice, arrive: Arrive, qtbot: QtBot) -> None:
    clerk = arrive()
    with qtbot.waitSignal(clerk.page.kept, timeout=1000):
        clerk.page.desk_form.visitor.surname.setFocus()
        from PySide6.QtTest import QTest

        QTest.keyClicks(clerk.page.desk_form.visitor.surname, "Asan")
    drafts = clerk.desk.drafts.waiting(clerk.desk.session, "intake")
    found = from_draft(drafts[0].key, drafts[0].body)
    assert found is not None and found[0].person.surname.startswith("A")


def test_a_recorded_form_leaves_no_draft(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(12), "income")
    clerk = arrive()
    clerk.type(invented_iin(12))
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_F8)
    clerk.settle(6)
    assert clerk.page.shows_result
    assert clerk.desk.drafts.waiting(clerk.desk.session, "intake") == ()
    clerk.press(KEY.Key_F2)
    assert clerk.focus == "intake.iin"
    assert clerk.page.desk_form.form().is_empty


def test_the_language_changes_under_a_half_filled_form(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(13), "income", "farm")
    clerk = arrive()
    clerk.type(invented_iin(13))
    clerk.press(KEY.Key_Space)
    before = clerk.page.desk_form.form()
    switch(Language.KK)
    clerk.settle()
    assert clerk.page.desk_form.form() == before
    assert clerk.focus == "intake.documents"
    title = clerk.page.desk_form.documents.model.index(0).data()
    assert title == office.edition(ASSISTANCE).documents[0].title.kk


def test_a_full_disk_keeps_the_form_and_says_that_nothing_was_recorded(
    office: TestOffice, arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(office, invented_iin(14), "income")
    clerk = arrive()
    clerk.type(invented_iin(14))
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.settle()

    def full(*_arguments: object) -> None:
        raise StorageError("E-102", "The disk is full.", "Free some room.")

    monkeypatch.setattr(type(clerk.desk.registrations), "register", full)
    before = clerk.page.desk_form.form()
    clerk.press(KEY.Key_F8)
    clerk.settle()
    assert not clerk.page.shows_result
    assert clerk.page.verdict.message.isVisible()
    assert clerk.page.desk_form.form() == before
    assert clerk.page.verdict.register_button.isEnabled()


def test_a_desk_without_a_printer_says_so_and_offers_the_file(
    office: TestOffice, arrive: Arrive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(type(office.printer), "printers", lambda _printer: ())
    refuse(office, invented_iin(15), "income")
    clerk = arrive()
    clerk.type(invented_iin(15))
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_F8)
    clerk.settle(6)
    panel = clerk.page.paper
    assert not panel.job.progress.has_printer
    assert clerk.focus == "papers.save"
    panel.ask_path = lambda _name: str(tmp_path / "talon.pdf")  # type: ignore[method-assign]  # instead of the dialog
    clerk.press(KEY.Key_2)
    clerk.settle()
    assert (tmp_path / "talon.pdf").read_bytes().startswith(b"%PDF")
    assert panel.job.progress.state is PrintState.SAVED


def test_a_paper_nobody_confirmed_is_offered_at_the_start(office: TestOffice, arrive: Arrive) -> None:
    number = register(office, invented_iin(16)).case.number
    clerk = arrive()
    assert clerk.page.notice.isVisible()
    assert number in clerk.page.notice.text
    assert clerk.page.today.papers.count() == 1


def test_every_paper_nobody_confirmed_is_listed_the_newest_first(office: TestOffice, arrive: Arrive) -> None:
    numbers = [register(office, invented_iin(30 + serial)).case.number for serial in range(14)]
    shown = arrive().page.today.papers
    assert [shown.item(row).text().splitlines()[0] for row in range(shown.count())] == numbers[::-1]


def test_the_person_of_another_iin_takes_nothing_over(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(17), "income")
    clerk = arrive()
    clerk.type(invented_iin(17))
    token = clerk.page.desk_form.form().key
    iin = clerk.page.desk_form.visitor.iin
    iin.setFocus()
    iin.selectAll()
    clerk.type(invented_iin(1017))
    assert clerk.page.desk_form.visitor.surname.text() == ""
    assert set(clerk.states()) == {"undecided"}
    assert clerk.page.desk_form.form().key != token
    assert clerk.page.desk_form.form().after_refusal is None


def test_a_person_is_found_by_part_of_the_name(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(18), "income")
    clerk = arrive()
    clerk.page.desk_form.visitor.surname.setFocus()
    clerk.type("абд")  # folded: Әбд
    clerk.settle()
    assert clerk.page.suggestions.isVisible()
    clerk.press(KEY.Key_Down)
    clerk.press(KEY.Key_Return)
    clerk.settle()
    assert clerk.page.desk_form.visitor.iin.iin() == invented_iin(18)
    assert clerk.focus == "intake.documents"


def test_marks_of_the_form_are_apart_from_the_documents(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(19), "income")
    clerk = arrive()
    clerk.type(invented_iin(19))
    clerk.press(KEY.Key_F)
    assert clerk.focus.startswith("intake.fault_")
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_F4)
    clerk.press(KEY.Key_Space)
    clerk.settle()
    verdict = clerk.page.verdict.verdict
    assert verdict is not None
    assert len(verdict.report.filling_faults) == 1
    assert not verdict.may_register and not verdict.may_refuse


def test_f6_goes_round_the_columns_and_the_page_remembers_its_place(office: TestOffice, arrive: Arrive) -> None:
    refuse(office, invented_iin(20), "income")
    clerk = arrive()
    clerk.type(invented_iin(20))
    assert clerk.focus == "intake.documents"
    clerk.press(KEY.Key_F6)
    assert clerk.focus.startswith("intake.paper_language")
    clerk.press(KEY.Key_F6)
    assert clerk.focus == "intake.next"
    clerk.press(KEY.Key_F6)
    assert clerk.focus == "intake.documents"
    clerk.page.setFocus()
    assert clerk.focus == "intake.documents"


def test_a_paper_is_shown_before_it_is_printed(
    office: TestOffice, arrive: Arrive, qtbot: QtBot, background: Background
) -> None:
    paper = register(office, invented_iin(21)).paper
    desk = office.desks["aigul"]
    dialog = PaperDialog(desk, background, paper.key)
    qtbot.addWidget(dialog)
    dialog.show()
    background.wait_idle()
    assert dialog.pages.page_count() == 1
    assert office.printer.jobs == []
    assert paper.number in dialog.windowTitle()
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    background.wait_idle()
    assert len(office.printer.jobs) == 1
    with qtbot.waitSignal(dialog.printed):
        dialog.panel.yes_button.click()
    background.wait_idle()
    assert desk.printing.paper(paper.key).print_state is PrintState.CONFIRMED
    assert not dialog.isVisible()

"""Hand-over lists and results that wait: what went out, what is back, who was called, who took the paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdf
import pytest

from desk_app.domain.application import PersonName
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import Paper, PaperKind
from desk_app.errors import ForbiddenError, UserError
from desk_app.storage.journal_check import verify
from desk_app.usecases.desk import Desk
from desk_app.usecases.issuing import Receiver
from tests.support.office import SUPERVISOR, TestOffice
from tests.support.routes import ROUTES, Route, register, walk
from ui.register.scanner import find_scanned

BOSS = SUPERVISOR.login
BOTH = PaperLanguage.BOTH
DEPARTMENT, POST = "Жұмыспен қамту бөлімі", "Қостанай ауданы"


def route(name: str) -> Route:
    return next(one for one in ROUTES if one.name == name)


ASSIGNMENT = route("tsa_assignment/2018-03-23-centre")
CERTIFICATE = route("tsa_certificate/2018-03-23-provider")


def to_send(office: TestOffice, serial: int) -> UUID:
    """A case whose package waits to be sent."""
    key = register(office, ASSIGNMENT, serial)
    sends = next(step.code for step in ASSIGNMENT.rule.steps if step.kind.value == "send")
    walk(office, ASSIGNMENT, key, sends)
    return key


def send(office: TestOffice, serials: tuple[int, ...], place: str = DEPARTMENT, way: str = "courier") -> Paper:
    keys = tuple(to_send(office, serial) for serial in serials)
    clerk = office.desks["aigul"]
    return clerk.routing.send(clerk.session, keys, place, way, BOTH)


def actions(desk: Desk, office: TestOffice) -> list[str]:
    return [entry.action for entry in office.entrance._opened().queries.journal(desk.session.office.key)]


def test_what_was_sent_today_stands_by_destination_and_way(office: TestOffice) -> None:
    clerk = office.desks["aigul"]
    first, other = send(office, (1, 4)), send(office, (7,), POST, "post")
    second = send(office, (10,))
    groups = clerk.sent_lists.sent_on(clerk.session)
    found = {(one.destination, one.way): [sent.list.number for sent in one.lists] for one in groups}
    assert found == {(DEPARTMENT, "courier"): [first.number, second.number], (POST, "post"): [other.number]}
    assert [one.packages for one in groups] == [3, 1]
    assert groups[0].lists[0].list.paper == first.key
    assert groups[0].lists[0].list.made_by_name == clerk.session.member.full_name
    office.clock.advance(days=1)
    assert clerk.sent_lists.sent_on(clerk.session) == ()
    assert len(clerk.sent_lists.awaited(clerk.session)) == 3


def test_two_marked_copies_with_the_code_of_the_list(office: TestOffice) -> None:
    clerk = office.desks["aigul"]
    paper = send(office, (1, 4))
    pages = pypdf.PdfReader(io.BytesIO(clerk.printing.pdf(clerk.session, paper.key))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) == 2
    for number, text in enumerate(texts, 1):
        assert f"{number}-дана" in text and f"{number}-й экземпляр" in text
        assert f"{3 - number}-дана" not in text
        assert paper.number in text
        for words in ("Тапсырды", "Сдал", "Қабылдады", "Принял", "1 / 1"):
            assert words in text
    code = f"TEREZE:{paper.key.hex.upper()}:{paper.journal_seq}:{paper.journal_code.upper()}"
    scanned = find_scanned(clerk, code)
    found = clerk.sent_lists.by_number(clerk.session, paper.number)
    assert found is not None and scanned == ("list", found.key)
    assert find_scanned(clerk, paper.number.lower()) is None, "looked for, not back"


def test_list_of_one_case_is_scanned_as_a_list(office: TestOffice) -> None:
    clerk = office.desks["aigul"]
    paper = send(office, (1,))
    assert paper.case is not None
    found = find_scanned(clerk, f"TEREZE:{paper.key.hex.upper()}")
    assert found is not None and found[0] == "list"


def test_copy_that_is_late_turns_up_until_it_is_back(office: TestOffice) -> None:
    """Sent on Monday the 16th: two working days end with Wednesday the 18th."""
    clerk = office.desks["aigul"]
    paper = send(office, (1,))
    assert office.clock.now().date() == date(2019, 9, 16)
    for day, overdue in ((16, False), (18, False), (19, True)):
        office.clock.advance(days=day - office.clock.now().date().day)
        one = clerk.sent_lists.awaited(clerk.session)[0]
        assert (one.expected_by, one.is_overdue) == (date(2019, 9, 18), overdue)
    back = clerk.sent_lists.mark_returned(clerk.session, one.list.key)
    assert (back.number, back.returned_by_name) == (paper.number, clerk.session.member.full_name)
    assert clerk.sent_lists.awaited(clerk.session) == ()
    with pytest.raises(UserError, match="E-630"):
        clerk.sent_lists.mark_returned(clerk.session, one.list.key)
    clerk.sent_lists.take_back_return(clerk.session, one.list.key)
    assert [again.list.number for again in clerk.sent_lists.awaited(clerk.session)] == [paper.number]
    with pytest.raises(UserError, match="E-632"):
        clerk.sent_lists.take_back_return(clerk.session, one.list.key)
    assert actions(clerk, office)[-2:] == ["packages.list_returned", "packages.list_awaited_again"]


def test_days_of_return_are_the_offices(office: TestOffice) -> None:
    clerk, boss = office.desks["aigul"], office.desks[BOSS]
    send(office, (1,))
    assert clerk.sent_lists.return_days(clerk.session) == 2
    boss.sent_lists.set_return_days(boss.session, 5)
    assert clerk.sent_lists.awaited(clerk.session)[0].expected_by == date(2019, 9, 23)
    assert actions(boss, office)[-1] == "setting.changed"
    for days in (0, 61):
        with pytest.raises(UserError, match="E-633"):
            boss.sent_lists.set_return_days(boss.session, days)
    with pytest.raises(ForbiddenError, match="E-361"):
        clerk.sent_lists.set_return_days(clerk.session, 3)


def test_list_whose_sending_was_taken_back_is_not_awaited(office: TestOffice) -> None:
    clerk, boss = office.desks["aigul"], office.desks[BOSS]
    key = to_send(office, 1)
    clerk.routing.send(clerk.session, (key,), DEPARTMENT, "courier", BOTH)
    sent = clerk.sent_lists.awaited(clerk.session)[0].list
    boss.undoing.take_back(boss.session, key, "қате жолданды")
    assert clerk.sent_lists.awaited(clerk.session) == ()
    with pytest.raises(UserError, match="E-631"):
        clerk.sent_lists.mark_returned(clerk.session, sent.key)
    group = clerk.sent_lists.sent_on(clerk.session)[0]
    assert (group.packages, group.lists[0].list.is_void) == (0, True)


def test_only_the_desk_marks_copies(office: TestOffice) -> None:
    send(office, (1,))
    executor = office.desks["oryn"]
    sent = executor.sent_lists.awaited(executor.session)[0].list
    with pytest.raises(ForbiddenError, match="E-361"):
        executor.sent_lists.mark_returned(executor.session, sent.key)


def ready_case(office: TestOffice, serial: int) -> UUID:
    key = register(office, CERTIFICATE, serial)
    walk(office, CERTIFICATE, key, CERTIFICATE.rule.steps[-1].code)
    return key


def test_ready_results_with_phone_and_calls(office: TestOffice) -> None:
    desk = office.desks["kense"]
    first = ready_case(office, 1)
    ready_at = office.clock.now()
    office.clock.advance(days=1)
    second = ready_case(office, 4)
    register(office, CERTIFICATE, 7)
    rows = desk.collecting.ready(desk.session)
    assert [row.case.key for row in rows] == [first, second]
    assert (rows[0].phone, rows[0].ready_at, rows[0].called) == ("+7 700 000 00 00", ready_at, None)
    desk.collecting.note_call(desk.session, first, "  жауап   бермеді ")
    office.clock.advance(minutes=30)
    desk.collecting.note_call(desk.session, first, "ертең келеді")
    called = desk.collecting.ready(desk.session)[0].called
    assert called is not None
    assert (called.note, called.by_name, called.at) == (
        "ертең келеді", desk.session.member.full_name, office.clock.now()
    )  # fmt: skip
    assert [call.note for call in desk.collecting.calls(desk.session, first)] == ["жауап бермеді", "ертең келеді"]
    queries = office.entrance._opened().queries
    entry = queries.journal(desk.session.office.key)[-1]
    assert entry.action == "applicant.called"
    assert "келеді" not in entry.body.decode()
    desk.issuing.hand_over(desk.session, first, Receiver("Әбдірахманов Н. Е.", True))
    assert [row.case.key for row in desk.collecting.ready(desk.session)] == [second]


def test_only_of_a_result_that_is_here_and_not_without_words(office: TestOffice) -> None:
    desk = office.desks["kense"]
    key = register(office, CERTIFICATE, 1)
    with pytest.raises(ForbiddenError, match="E-634"):
        desk.collecting.note_call(desk.session, key, "келеді")
    with pytest.raises(UserError, match="E-635"):
        desk.collecting.note_call(desk.session, key, "   ")
    executor = office.desks["oryn"]
    with pytest.raises(ForbiddenError, match="E-361"):
        executor.collecting.ready(executor.session)


def test_representative_shows_document_and_power(office: TestOffice) -> None:
    desk = office.desks["kense"]
    key = ready_case(office, 1)
    name = "Оспанова Айша Серікқызы"
    for document, authority in (("", "№ 12"), ("ЖК 012345678", " ")):
        with pytest.raises(UserError, match="E-636"):
            desk.issuing.hand_over(desk.session, key, Receiver(name, True, True, document, authority))
    desk.issuing.hand_over(desk.session, key, Receiver(name, True, True, "ЖК 012345678", "№ 12, 01.09.2019"))
    step = desk.register.card(desk.session, key).case.steps[-1]
    assert step.note == f"{name}; ЖК 012345678; № 12, 01.09.2019"
    assert (step.done_by, step.done_at) == (desk.session.member.key, office.clock.now())


def put_right(office: TestOffice, number: str, name: PersonName) -> None:
    clerk = office.desks["aigul"]
    key = clerk.register.case_by_number(clerk.session, number)
    assert key is not None
    form = clerk.register.card(clerk.session, key).case.application
    form = replace(form, applicant=replace(form.applicant, name=name))
    clerk.corrections.correct(clerk.session, key, form, "тегі қате жазылған")


def test_list_tells_what_was_put_right_and_is_issued_anew(office: TestOffice) -> None:
    clerk = office.desks["aigul"]
    old = send(office, (1, 4))
    (sent,) = clerk.sent_lists.awaited(clerk.session)
    wrong = sent.list.cases[1]
    with pytest.raises(UserError, match="E-636"):
        clerk.sent_lists.issue_anew(clerk.session, sent.list.key)
    office.clock.advance(minutes=1)
    put_right(office, wrong, PersonName("Жүнісбекова", "Меруерт", ""))
    (sent,) = clerk.sent_lists.awaited(clerk.session)
    assert sent.list.corrected == (wrong,)
    office.clock.advance(minutes=1)
    paper = clerk.sent_lists.issue_anew(clerk.session, sent.list.key)
    assert (paper.number, paper.replaces) == (f"{old.number}/2", old.key)
    void = clerk.printing.paper(old.key).void
    assert void is not None and wrong in void.reason
    text = pypdf.PdfReader(io.BytesIO(clerk.printing.pdf(clerk.session, paper.key))).pages[0].extract_text()
    assert "Жүнісбекова" in text and f"взамен № {old.number}" in text
    (sent,) = clerk.sent_lists.awaited(clerk.session)
    assert (sent.list.number, sent.list.paper, sent.list.corrected) == (old.number, paper.key, ())
    for kept in (old, paper):
        code = f"TEREZE:{kept.key.hex.upper()}:{kept.journal_seq}:{kept.journal_code.upper()}"
        assert find_scanned(clerk, code) == ("list", sent.list.key)
    clerk.sent_lists.mark_returned(clerk.session, sent.list.key)
    put_right(office, wrong, PersonName("Жүнісова", "Меруерт", ""))
    with pytest.raises(UserError, match="E-636"):
        clerk.sent_lists.issue_anew(clerk.session, sent.list.key)
    assert verify(office.entrance._opened().queries, clerk.session.office.key) == ()


def test_telephone_put_right_touches_no_list_and_strangers_issue_none_anew(office: TestOffice) -> None:
    clerk = office.desks["aigul"]
    send(office, (1, 4))
    (sent,) = clerk.sent_lists.awaited(clerk.session)
    key = clerk.register.case_by_number(clerk.session, sent.list.cases[0])
    assert key is not None
    office.clock.advance(minutes=1)
    form = clerk.register.card(clerk.session, key).case.application
    form = replace(form, applicant=replace(form.applicant, phone="+77021234567"))
    clerk.corrections.correct(clerk.session, key, form, "телефоны өзгерген")
    assert clerk.sent_lists.awaited(clerk.session)[0].list.corrected == ()
    put_right(office, sent.list.cases[1], PersonName("Жүнісбекова", "Меруерт", ""))
    head = office.desks["bas"]
    with pytest.raises(ForbiddenError, match="E-361"):
        head.sent_lists.issue_anew(head.session, sent.list.key)


def test_sheets_that_name_the_applicant_follow_a_correction(office: TestOffice) -> None:
    case = register(office, CERTIFICATE, 1)
    walk(office, CERTIFICATE, case, next(step.code for step in CERTIFICATE.rule.steps if step.kind.value == "draft"))
    desk = office.desks["kense"]
    office.clock.advance(minutes=1)
    card = desk.register.card(desk.session, case)
    (old,) = [row for row in card.papers if row.kind is PaperKind.RESOLUTION]
    applicant = card.case.application.applicant
    form = replace(card.case.application, applicant=replace(applicant, name=PersonName("Жүнісбекова", "Меруерт", "")))
    done = desk.corrections.correct(desk.session, case, form, "тегі қате жазылған")
    (sheet,) = done.others
    assert (sheet.number, sheet.replaces) == (f"{old.number}/2", old.key)
    text = pypdf.PdfReader(io.BytesIO(desk.printing.pdf(desk.session, sheet.key))).pages[0].extract_text()
    assert "Жүнісбекова" in text and applicant.name.surname not in text and old.number in text
    rows = [row for row in desk.register.card(desk.session, case).papers if row.kind is PaperKind.RESOLUTION]
    assert [row.void is None for row in rows] == [False, True]
    office.clock.advance(minutes=1)
    form = replace(form, applicant=replace(form.applicant, phone="+77021234567"))
    assert desk.corrections.correct(desk.session, case, form, "телефоны").others == ()

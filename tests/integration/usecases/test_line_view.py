"""The line as desks look at it, on both engines."""

from __future__ import annotations

from desk_app.domain.language import PaperLanguage
from desk_app.domain.line import COLLECT, VisitResult, VisitState
from desk_app.domain.papers import PaperKind, TicketContent
from desk_app.domain.regulation import Channel
from desk_app.usecases.ports_line import SubjectKind
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin

TSA, CERTIFICATE = "tsa_assignment", "tsa_certificate"


def test_groups_of_the_office_with_their_norms(office: TestOffice) -> None:
    """Norms: decree No. 71, annex 1 and 2, par. 4, as the editions have them."""
    desk = office.desks["kense"]
    found = {group.code: group for group in desk.line_view.groups(desk.session)}
    assert found[TSA].is_mine is False and found[CERTIFICATE].is_mine is True
    assert (found[TSA].waiting, found[TSA].serving, found[TSA].check) == (30, 30, 5)
    assert (found[CERTIFICATE].waiting, found[CERTIFICATE].serving) == (15, 20)
    assert found[COLLECT].waiting == 30 and list(found)[-1] == COLLECT
    assert found[TSA].documents and found[TSA].documents[0].kk


def test_the_order_shown_is_the_order_called(office: TestOffice) -> None:
    aigul, kense = office.desks["aigul"], office.desks["kense"]
    for group in (TSA, COLLECT, TSA):
        aigul.line.take_ticket(aigul.session, group)
    first = aigul.line.call_next(aigul.session)
    assert first is not None
    aigul.line.begin(aigul.session, first.key)
    aigul.line.redirect(aigul.session, first.key, CERTIFICATE, and_back=True)
    groups = aigul.line_view.groups(aigul.session)
    assert first.key not in {one.key for one in aigul.line_view.now(aigul.session, groups).waiting}
    there = kense.line.call(kense.session, first.key)
    kense.line.begin(kense.session, there.key)
    kense.line.end(kense.session, there.key, VisitResult.ASKED)
    shown = aigul.line_view.now(aigul.session, groups).waiting
    assert shown[0].key == first.key, "who comes back is next"
    for expected in shown:
        called = aigul.line.call_next(aigul.session)
        assert called is not None and called.key == expected.key
        aigul.line.begin(aigul.session, called.key)
        aigul.line.end(aigul.session, called.key, VisitResult.ASKED)


def test_what_is_recorded_begins_the_visit_and_proposes_its_result(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    assert desk.line.produced(desk.session, desk.session.office.key, SubjectKind.CASE) is None, "nobody was called"
    desk.line.take_ticket(desk.session, TSA)
    called = desk.line.call_next(desk.session)
    assert called is not None and desk.line_view.proposed(called) is None
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(1))
    done = desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)
    begun = desk.line.produced(desk.session, done.case.key, SubjectKind.CASE)
    assert begun is not None and begun.state is VisitState.SERVING
    now = desk.line_view.now(desk.session, desk.line_view.groups(desk.session))
    assert now.mine is not None and now.mine.key == called.key
    assert now.proposed is VisitResult.REGISTERED
    desk.line.produced(desk.session, done.case.key, SubjectKind.ISSUE)
    assert desk.line_view.proposed(called) is not None


def test_a_ticket_on_paper(office: TestOffice) -> None:
    """Not recorded: the visit is. The same visit gives the same bytes while the line stands still."""
    desk = office.desks["aigul"]
    desk.line.take_ticket(desk.session, TSA)
    visit = desk.line.take_ticket(desk.session, TSA)
    paper = desk.line_view.ticket(desk.session, visit)
    assert isinstance(paper.content, TicketContent)
    assert (paper.kind, paper.number, paper.journal_code) == (PaperKind.TICKET, visit.ticket, "")
    assert paper.content.before.kk == "Сіздің алдыңызда 1 адам"
    assert "жеке" in paper.content.bring.kk.casefold()
    (page,) = desk.printing.pages_of(paper, 72.0)
    assert page.width == 227 and page.height >= 283, "80 mm wide, at least 100 mm long"
    job = desk.printing.print_unrecorded(paper, "Office")
    assert job.printer == "Office" and office.printer.jobs[-1].startswith(b"%PDF")
    first = desk.line_view.ticket(desk.session, desk.line.in_line(desk.session)[0])
    assert isinstance(first.content, TicketContent) and first.content.before.ru == "Вы следующий"

"""The budgets of keys, counted over the real windows. Digits and letters that are typed do not count."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desk_app.domain.cases import Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel
from tests.support.office import ASSISTANCE, CERTIFICATE, PASSWORD, TestOffice, application, command, invented_iin
from ui.demo.stage import Stage

IIN = invented_iin(91)


def _pressed(stage: Stage, *keys: Qt.Key) -> None:
    for key in keys:
        stage.hands.press(key)


def _may_press(stage: Stage, button: str) -> None:
    stage.until(lambda: stage.sees(button) and stage.find(button, QPushButton).isEnabled(), button)


def test_returning_applicant_with_documents_in_order(office: TestOffice, stage: Stage) -> None:
    """Twelve keys for four documents; this service asks for two, so ten."""
    clerk = office.desks["aigul"]
    earlier = command(
        application(office.edition(CERTIFICATE), Channel.CENTRE, IIN, missing=("identity",)), office.clock
    )
    clerk.refusals.refuse(clerk.session, earlier, PaperLanguage.KK)
    _give_up_unprinted(office)
    office.close()
    with stage.person("aigul", PASSWORD) as desk:
        stage.focus("intake.iin")
        before = stage.hands.pressed
        stage.hands.type(IIN)
        stage.until(lambda: stage.application.page("intake").desk_form.visitor.has_names, "the form to fill itself in")
        _pressed(stage, Qt.Key.Key_Return)
        view = stage.application.page("intake").desk_form.documents.view
        stage.until(view.hasFocus, "the open document to be asked for")
        stage.hands.press(Qt.Key.Key_Space)
        if view.asks_date:
            stage.hands.type("14052029")
        stage.until(lambda: stage.sees("intake.consent"), "the consent")
        stage.hands.press(Qt.Key.Key_Space)
        _may_press(stage, "intake.register")
        stage.hands.press(Qt.Key.Key_F8)
        stage.until(lambda: stage.sees("papers.yes"), "the talon")
        stage.hands.press(Qt.Key.Key_Return)
        keys = stage.hands.pressed - before
        papers = desk.register.search(desk.session, IIN)
        assert len([row for row in papers if row.kind == "case"]) == 1
        assert keys <= 10, f"{keys} keys"
        print(f"{keys} keys")


def test_refusal_with_two_gaps_of_seven(office: TestOffice, stage: Stage) -> None:
    """Twelve keys after the person is found."""
    office.close()
    with stage.person("aigul", PASSWORD) as desk:
        stage.focus("intake.iin")
        stage.hands.type(IIN)
        for field, text in (("surname", "Әбдірахманов"), ("name", "Нұрлан")):
            stage.fill(f"intake.{field}", text)
        form = stage.application.page("intake").desk_form
        while form.service.offer is None or form.service.offer.edition.id != ASSISTANCE:
            stage.focus("intake.service")
            stage.hands.press(Qt.Key.Key_Down)
        before = stage.hands.pressed
        stage.hands.press(Qt.Key.Key_F4)
        view = form.documents.view
        for row in range(view.model().rowCount()):
            stage.hands.press(Qt.Key.Key_Delete if row in (3, 4) else Qt.Key.Key_Space)
            if view.asks_date:
                stage.hands.type("14052029")
        _may_press(stage, "intake.refuse")
        stage.hands.press(Qt.Key.Key_F7)
        stage.until(lambda: stage.sees("papers.yes"), "the receipt")
        stage.hands.press(Qt.Key.Key_Return)
        keys = stage.hands.pressed - before
        assert [row.kind for row in desk.register.search(desk.session, IIN)] == ["refusal"]
        assert keys <= 12, f"{keys} keys"


def test_handing_over_a_finished_paper_from_the_scan(office: TestOffice, stage: Stage) -> None:
    """Six keys from the scan of the talon."""
    number = _certificate_ready(office)
    _give_up_unprinted(office)
    office.close()
    with stage.person("kense", PASSWORD) as desk:
        stage.application.search(number)
        stage.until(lambda: stage.sees("case_card"), "the card")
        stage.until(
            lambda: stage.sees("next_step") and stage.find("next_step", QPushButton).hasFocus(), "the next step"
        )
        before = stage.hands.pressed
        stage.hands.press(Qt.Key.Key_Return)
        stage.until(lambda: stage.sees("identity"), "the identity to be ticked")
        _pressed(stage, Qt.Key.Key_Space, Qt.Key.Key_Return)
        stage.until(lambda: not stage.sees("action"), "the step to be recorded")
        keys = stage.hands.pressed - before
        row = desk.register.search(desk.session, number)[0]
        assert row.state.value == "done"
        assert keys <= 6, f"{keys} keys"


def _certificate_ready(office: TestOffice) -> str:
    desk, head, executor = office.desks["kense"], office.desks["bas"], office.desks["oryn"]
    form = application(office.edition(CERTIFICATE), Channel.PROVIDER, IIN)
    case = desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK).case
    head.routing.resolve(head.session, case.key, executor.session.member.key, "", PaperLanguage.KK)
    executor.decisions.draft(executor.session, case.key, Outcome.REFUSED, ())
    head.decisions.sign(head.session, case.key, PASSWORD, PaperLanguage.KK)
    return case.number


def _give_up_unprinted(office: TestOffice) -> None:
    """Papers of the preparation are in hand, so that the window does not offer them."""
    for desk in office.desks.values():
        for row in desk.printing.unprinted(desk.session):
            desk.printing.confirm(desk.session, row.key, came_out=True)

"""The draft of an assignment at the provider's own desk, by keys; the certificate keeps its own panel."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.cases import Outcome
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from tests.support.clock import StandingClock
from tests.support.office import TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.register.actions.assigning import AssignmentPanel
from ui.register.actions.drafting import DraftPanel
from ui.register.case_card import CaseCardView


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """Monday 23 November 2026, 10:00 in Kostanay."""
    return open_office(tmp_path, clock=StandingClock(datetime(2026, 11, 23, 5, 0, tzinfo=UTC)))


def opened(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, edition: str
) -> tuple[CaseCardView, UUID]:
    """The executor's card of a case that waits for the draft, its panel open."""
    chancellery, head, executor = (office.desks[name] for name in ("kense", "bas", "oryn"))
    form = application(office.edition(edition), Channel.PROVIDER, invented_iin(81))
    done = chancellery.registrations.register(chancellery.session, command(form, office.clock), PaperLanguage.KK)
    key = done.case.key
    head.routing.resolve(head.session, key, executor.session.member.key, "Дайындаңыз", PaperLanguage.KK)
    card = CaseCardView(executor, background)
    qtbot.addWidget(card)
    card.resize(1160, 660)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    card.open_case(key)
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    return card, key


def test_the_sum_and_the_first_day_are_drafted(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    card, key = opened(qtbot, office, background, hands, "fuel_aid/2026-07-12")
    panel = card.action
    assert isinstance(panel, AssignmentPanel)
    assert not panel.ground.isVisible()
    hands.press(Qt.Key.Key_Return)
    assert panel.fault.text()
    panel.amount.setFocus()
    hands.type("39 320")
    panel.period_from.setFocus()
    hands.type("01122026")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    decision = office.desks["oryn"].register.card(office.desks["oryn"].session, key).case.decision
    assert decision is not None
    assert (decision.outcome, decision.amount, decision.period_from) == (Outcome.GRANTED, "39320", "2026-12-01")
    assert card.action is None


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.NOT_RENDERED])
def test_each_refusal_has_grounds_of_its_own(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, outcome: Outcome
) -> None:
    card, key = opened(qtbot, office, background, hands, "fuel_aid/2026-07-12")
    panel = card.action
    assert isinstance(panel, AssignmentPanel)
    panel.outcomes[outcome].setChecked(True)
    assert not panel.amount.isVisible()
    hands.press(Qt.Key.Key_Return)
    assert panel.fault.text()
    edition = office.edition("fuel_aid/2026-07-12")
    assert edition.render_refusal is not None
    grounds = edition.result.grounds if outcome is Outcome.REFUSED else edition.render_refusal.grounds
    assert [panel.ground.itemData(row) for row in range(1, panel.ground.count())] == [one[0] for one in grounds]
    panel.ground.setFocus()
    hands.press(Qt.Key.Key_Down)
    held = panel.ground.currentData()
    for screen in (Language.RU, Language.KK):
        switch(screen)
        assert panel.ground.currentData() == held
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    decision = office.desks["oryn"].register.card(office.desks["oryn"].session, key).case.decision
    assert decision is not None
    assert (decision.outcome, decision.ground) == (outcome, grounds[0][0])


def test_the_certificate_is_still_drafted_from_traces(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    card, _key = opened(qtbot, office, background, hands, "tsa_certificate/2026-07-12")
    assert isinstance(card.action, DraftPanel)

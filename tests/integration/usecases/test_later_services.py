"""The services the decree only touches, whole, on both engines: at the provider's own desk and at the akim's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import PaperKind, RefusalContent, ResultContent
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import OfficeKind
from desk_app.errors import UserError
from desk_app.usecases.decision import Letter
from desk_app.usecases.grants import Grant
from desk_app.usecases.issuing import Receiver
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD, TestOffice, application, asked, command, invented_iin, open_office

LANGUAGE = PaperLanguage.BOTH
MASLIKHAT = "maslikhat_aid/2026-07-12"
FUEL = "fuel_aid/2026-07-12"
DESTINATION = "Қостанай ауданы әкімдігінің жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"


@pytest.fixture(params=["local", pytest.param("shared", marks=pytest.mark.postgres)])
def today(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestOffice]:
    """An office that is provider and akim at once, on Monday 23 November 2026, 10:00 in Kostanay."""
    database = request.getfixturevalue("postgres_database") if request.param == "shared" else ""
    clock = StandingClock(datetime(2026, 11, 23, 5, 0, tzinfo=UTC))
    found = open_office(tmp_path, database, (OfficeKind.PROVIDER, OfficeKind.AKIM), clock)
    yield found
    found.close()


def _ready_for_draft(office: TestOffice, edition: str, serial: int) -> UUID:
    chancellery, head, executor = (office.desks[name] for name in ("kense", "bas", "oryn"))
    form = application(office.edition(edition), Channel.PROVIDER, invented_iin(serial))
    key = chancellery.registrations.register(chancellery.session, command(form, office.clock), LANGUAGE).case.key
    head.routing.resolve(head.session, key, executor.session.member.key, "Дайындаңыз", LANGUAGE)
    if edition == MASLIKHAT:
        executor.routing.pass_on(executor.session, key, "Учаскелік комиссия: № 14 қорытынды")
    return key


@pytest.mark.parametrize("edition", [MASLIKHAT, FUEL])
@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.REFUSED])
def test_aid_from_the_provider_s_desk_to_the_notification(today: TestOffice, edition: str, outcome: Outcome) -> None:
    key = _ready_for_draft(today, edition, 71)
    chancellery, head, executor = (today.desks[name] for name in ("kense", "bas", "oryn"))
    code, ground, _source = today.edition(edition).result.grounds[0]
    if outcome is Outcome.GRANTED:
        executor.decisions.draft(
            executor.session, key, outcome, (), grant=Grant("39320", date(2026, 12, 1), date(2026, 12, 31))
        )
    else:
        executor.decisions.draft(executor.session, key, outcome, (), ground=code)
    signed = head.decisions.sign(head.session, key, PASSWORD, LANGUAGE)
    assert signed.paper is not None
    assert signed.paper.kind is PaperKind.NOTIFICATION
    assert signed.paper.number.startswith(today.edition(edition).letter)
    assert isinstance(signed.paper.content, ResultContent)
    said = " ".join(part.ru for part in signed.paper.content.body)
    assert ("39" in said) is (outcome is Outcome.GRANTED)
    assert (ground.ru in said) is (outcome is Outcome.REFUSED)
    chancellery.issuing.hand_over(chancellery.session, key, Receiver("Әбдірахманов Н. Е.", True))
    assert chancellery.register.card(chancellery.session, key).case.state is CaseState.DONE


def test_a_draft_without_sum_or_ground_is_not_taken(today: TestOffice) -> None:
    key = _ready_for_draft(today, MASLIKHAT, 72)
    executor = today.desks["oryn"]
    for outcome, grant, ground, code in (
        (Outcome.GRANTED, None, "", "E-388"),
        (Outcome.GRANTED, Grant("39 320", date(2026, 12, 1)), "", "E-388"),
        (Outcome.REFUSED, None, "", "E-389"),
        (Outcome.REFUSED, None, "income_above_line", "E-389"),
    ):
        with pytest.raises(UserError, match=code):
            executor.decisions.draft(executor.session, key, outcome, (), ground=ground, grant=grant)


def test_aid_through_the_akim(today: TestOffice) -> None:
    """Accept, pass to the akim, name the executor, precinct commission, send, letter, hand over."""
    clerk, akim, executor = (today.desks[name] for name in ("aigul", "bas", "oryn"))
    form = application(today.edition(MASLIKHAT), Channel.AKIM, invented_iin(73))
    key = clerk.registrations.register(clerk.session, command(form, today.clock), LANGUAGE).case.key
    clerk.routing.pass_on(clerk.session, key)
    akim.routing.resolve(akim.session, key, executor.session.member.key, "Тексеріңіз", LANGUAGE)
    executor.routing.pass_on(executor.session, key, "Учаскелік комиссия: № 15 қорытынды")
    executor.routing.send(executor.session, (key,), DESTINATION, "courier", LANGUAGE)
    letter = Letter(Outcome.GRANTED, "412", date(2026, 11, 23), "39320", date(2026, 12, 1), signed_by="Ахметов А. Б.")
    done = clerk.decisions.enter_result(clerk.session, key, letter, LANGUAGE)
    assert done.paper is not None
    assert done.paper.title.ru == "Уведомление об оказании социальной помощи"
    clerk.issuing.hand_over(clerk.session, key, Receiver("Әбдірахманов Н. Е.", True))
    assert clerk.register.card(clerk.session, key).case.state is CaseState.DONE


def test_the_receipt_of_annex_1_3(today: TestOffice) -> None:
    """Its own title, and both alternatives where both apply."""
    desk, edition = today.desks["kense"], today.edition(MASLIKHAT)
    codes = [rule.code for rule in asked(edition, Channel.PROVIDER)]
    assert codes == ["application", "identity", "ground", "income"]
    form = application(edition, Channel.PROVIDER, invented_iin(74), missing=("ground",), expired=("identity",))
    issued = desk.refusals.refuse(desk.session, command(form, today.clock), LANGUAGE)
    paper = desk.printing.paper(issued.paper.key)
    assert paper.title.ru == "Расписка об отказе в приеме заявления на оказание социальной помощи"
    assert isinstance(paper.content, RefusalContent)
    assert paper.content.incomplete_applies
    assert paper.content.expired_applies


def test_nothing_is_registered_without_the_consent(today: TestOffice) -> None:
    """The four statements of annex 1 are a wording with a version of its own."""
    edition = today.edition(MASLIKHAT)
    form = application(edition, Channel.PROVIDER, invented_iin(75))
    assert form.consent.version == "2026-07-12/1"
    desk = today.desks["kense"]
    without = replace(form, consent=replace(form.consent, given=False))
    assert not desk.intake.check(desk.session, without).may_register

"""Registration, on both engines: number, case, due dates, paper and journal row are one act."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.domain.application import Consent, PersonName, Representative
from desk_app.domain.cases import CaseState
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import ApplicationContent, PaperKind
from desk_app.domain.regulation import Channel, StepKind
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.registration import Registered
from tests.support.office import ASSISTANCE, CERTIFICATE, TestOffice, application, asked, command, invented_iin


def _register(office: TestOffice, login: str = "aigul", edition: str = ASSISTANCE, serial: int = 1) -> Registered:
    channel = Channel.PROVIDER if login == "kense" else Channel.CENTRE
    desk = office.desks[login]
    form = application(office.edition(edition), channel, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def test_talon_bears_registration_date_result_date_and_the_clerk(office: TestOffice) -> None:
    """Decree No. 71, annex 1, par. 7(1): the three obligatory facts."""
    done = _register(office)
    content = done.paper.content
    assert isinstance(content, ApplicationContent) and done.paper.kind is PaperKind.TALON
    facts = {row.label.kk: row.value.kk for row in content.receipt_rows}
    assert facts["Тіркеу күні"] == "16.09.2019, 10:00"
    assert facts["Мемлекеттік қызметті алу күні"] == f"{done.due.due:%d.%m.%Y}"
    assert facts["Құжаттар топтамасын қабылдаған"] == "Сейітова Айгүл Маратқызы"


def test_seven_working_days_from_the_day_after_acceptance(office: TestOffice) -> None:
    """Seven working days after Monday 16.09.2019 end on Wednesday 25.09.2019."""
    assert _register(office).due.day == date(2019, 9, 25)


def test_registering_does_the_check_and_the_registration(office: TestOffice) -> None:
    done = _register(office)
    case = office.desks["aigul"].register.card(office.desks["aigul"].session, done.case.key)
    kinds = [line.step.kind for line in case.route if line.record is not None]
    assert kinds == [StepKind.CHECK, StepKind.REGISTER] and case.waiting.step is not None
    assert case.waiting.step.kind is StepKind.SEND and case.case.state is CaseState.OPEN and case.may_act


def test_same_token_gives_one_number_however_often_it_is_pressed(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    order = command(application(office.edition(ASSISTANCE), Channel.CENTRE), office.clock)

    def press(_: int) -> str:
        return desk.registrations.register(desk.session, order, PaperLanguage.KK).case.number

    with ThreadPoolExecutor(4) as desks:
        numbers = set(desks.map(press, range(12)))
    assert len(numbers) == 1
    assert len(desk.register.search(desk.session, numbers.pop())) == 1


def test_two_desks_at_once_give_gapless_numbers(office: TestOffice) -> None:
    """The shared database's promise, and the local file's for two windows of one process."""

    def serve(serial: int) -> str:
        return _register(office, "aigul" if serial % 2 else "marat", serial=serial).case.number

    with ThreadPoolExecutor(4) as desks:
        numbers = sorted(desks.map(serve, range(1, 25)))
    assert [int(number[-5:]) for number in numbers] == list(range(1, 25))


def test_second_open_case_of_person_and_service_is_refused_with_its_number(office: TestOffice) -> None:
    done = _register(office)
    with pytest.raises(UserError, match="E-103") as refused:
        _register(office)
    assert refused.value.params["number"] == done.case.number


def test_incomplete_package_is_never_registered(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    edition = office.edition(ASSISTANCE)
    for code in (rule.code for rule in asked(edition, Channel.CENTRE)):
        form = application(edition, Channel.CENTRE, missing=(code,))
        with pytest.raises(UserError, match="E-111"):
            desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)
    assert desk.register.search(desk.session, "") == ()


def test_wrongly_filled_form_is_told_apart_from_missing_documents(office: TestOffice) -> None:
    """Decree No. 71, annex 1, par. 7(1) names both checks."""
    desk = office.desks["aigul"]
    edition = office.edition(ASSISTANCE)
    form = replace(application(edition, Channel.CENTRE), filling_faults=(edition.filling[0].code,))
    with pytest.raises(UserError, match="E-112"):
        desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def test_expired_power_of_attorney_stops_the_registration(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    edition = office.edition(CERTIFICATE)
    yesterday = date(2019, 9, 15)
    proxy = Representative(PersonName("Ким", "Виктория"), power_number="12", notary="Н", valid_until=yesterday)
    form = replace(application(edition, Channel.CENTRE), representative=proxy)
    assert not desk.intake.check(desk.session, form).may_register
    with pytest.raises(UserError):
        desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def test_without_consent_nothing_is_registered(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    form = replace(application(office.edition(ASSISTANCE), Channel.CENTRE), consent=Consent())
    with pytest.raises(UserError, match="E-113"):
        desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def test_executor_may_not_accept(office: TestOffice) -> None:
    desk = office.desks["oryn"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE)
    with pytest.raises(ForbiddenError, match="E-361"):
        desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def test_year_without_a_calendar_stops_with_its_name(office: TestOffice) -> None:
    office.clock.advance(days=365 * 12)
    with pytest.raises(UserError, match="E-332") as stopped:
        _register(office)
    assert stopped.value.params["year"] in (2031, 2030)


def test_step_and_service_have_clocks_of_their_own(office: TestOffice) -> None:
    """The certificate's five steps of five minutes are longer than its fifteen minutes: both are kept as they are."""
    done = _register(office, "kense", CERTIFICATE)
    assert done.due.due - done.case.registered_at == timedelta(minutes=15)
    assert done.waiting.due is not None and done.waiting.due.due - done.case.registered_at == timedelta(minutes=5)

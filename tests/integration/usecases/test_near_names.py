"""A search for a name forgives a slip of the hand, in an embedded file and in a shared database."""

from __future__ import annotations

import pytest

from desk_app.domain.language import PaperLanguage
from desk_app.domain.register_filter import RegisterFilter, Standing
from desk_app.domain.regulation import Channel
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, with_name

NAMES = (
    ("Әбдірахманов", "Нұрлан", "Ерікұлы"),
    ("Әбдірахманова", "Күлпаш", "Қайратқызы"),
    ("Қожахметов", "Нұржан", "Ақанұлы"),
    ("Ли", "Әсел", ""),
)


@pytest.fixture
def filled(office: TestOffice) -> TestOffice:
    for serial, name in enumerate(NAMES, 1):
        _register(office, serial, *name)
    return office


def _register(office: TestOffice, serial: int, *name: str) -> None:
    desk = office.desks["aigul"]
    form = with_name(application(desk.law.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial)), *name)
    desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def _found(office: TestOffice, text: str, wanted: RegisterFilter | None = None) -> set[str]:
    desk = office.desks["aigul"]
    lines = desk.register.search(desk.session, text, None, wanted or RegisterFilter())
    return {line.applicant.split()[0] for line in lines}


@pytest.mark.parametrize(
    ("typed", "surnames"),
    [
        ("Қожахмтов", {"Қожахметов"}),
        ("кожаххметов", {"Қожахметов"}),
        ("Кажахметов", {"Қожахметов"}),
        ("ожахметов", {"Қожахметов"}),  # no slip: a part of the name
        ("Қожахметов Нұржна", {"Қожахметов"}),
        ("Кожахмтов Нуржн", {"Қожахметов"}),
        ("Rj;f[vtnjd", {"Қожахметов"}),  # the Latin layout was left on
        ("Rj;f[vnjd", {"Қожахметов"}),  # and a letter was left out
        ("әсле", {"Ли"}),
        ("Әбдірахмонов", {"Әбдірахманов", "Әбдірахманова"}),
        ("әбдрахманова", {"Әбдірахманова", "Әбдірахманов"}),
        ("Қжхметв", set()),
        ("Лк", set()),
        ("99999999", set()),
    ],
)
def test_one_slip_in_a_word_still_finds_the_name(filled: TestOffice, typed: str, surnames: set[str]) -> None:
    assert _found(filled, typed) == surnames


def test_what_a_filter_hides_is_no_slip(filled: TestOffice) -> None:
    refused = RegisterFilter(standing=Standing.REFUSED)
    assert _found(filled, "Әбдірахманова", refused) == set()
    assert _found(filled, "Әбдірахмонова", refused) == set()


def test_pages_of_near_names_are_each_line_once_newest_first(office: TestOffice) -> None:
    for serial in range(1, 76):
        _register(office, serial, *NAMES[serial % 2])
    desk = office.desks["aigul"]
    seen = []
    while page := desk.register.search(desk.session, "Әбдірахмонов", seen[-1] if seen else None):
        seen.extend(page)
    assert len({line.key for line in seen}) == len(seen) == 75
    assert [line.registered_at for line in seen] == sorted((line.registered_at for line in seen), reverse=True)


def test_a_corrected_name_is_learnt(office: TestOffice) -> None:
    _register(office, 1, "Тілеуов", "Марат")
    desk = office.desks["aigul"]
    line = desk.register.search(desk.session, "")[0]
    case = desk.register.card(desk.session, line.key).case
    desk.corrections.correct(desk.session, case.key, with_name(case.application, "Сыздықов", "Марат"), "қате жазылған")
    assert _found(office, "Сыздкқов") == {"Сыздықов"}

"""The office's own editions: from a file into the records, seen by every desk, tried before they are adopted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.errors import DataFileError, ForbiddenError, UserError
from desk_app.progress import Progress, StoppedError
from desk_app.regulation import loader
from desk_app.usecases.desk import Desk, open_desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.trial import Verdict
from tests.support.office import CERTIFICATE, TestOffice, application, command, invented_iin

FILE = Path(__file__).parents[3] / "resources/regulation/tsa_certificate/2018-03-23.toml"
LANGUAGE = PaperLanguage.KK
NEW = "tsa_certificate/2020-01-24"


def wording(*changes: tuple[str, str], first: str = "2020-01-24") -> bytes:
    """The certificate's edition with another first day, without a last one, and with these replacements."""
    found = FILE.read_text(encoding="utf-8").replace("2018-03-23", first).replace("effective_to = 2020-01-23\n", "")
    for old, new in changes:
        assert old in found, old
        found = found.replace(old, new)
    return found.encode()


def boss_of(office: TestOffice) -> Desk:
    return office.desks["basqaru"]


def actions(office: TestOffice) -> list[str]:
    records = office.entrance._opened()
    return [entry.action for entry in records.queries.journal(boss_of(office).session.office.key)]


def test_an_edition_is_kept_journaled_and_seen_by_desks_that_are_open(office: TestOffice) -> None:
    boss, clerk = boss_of(office), office.desks["aigul"]
    checked = boss.editions.check_edition(boss.session, wording(), "new.toml")
    assert checked.id == NEW
    assert "edition.added" not in actions(office)
    with pytest.raises(UserError, match="E-330"):
        boss.law.edition(NEW)
    added = boss.editions.add_edition(boss.session, wording(), "new.toml")
    assert boss.law.edition(NEW) == added == checked
    assert boss.editions.own() == {NEW}
    assert actions(office).count("edition.added") == 1
    # the other desk reads a case of it, or opens its page, without signing in anew
    assert clerk.law.edition(NEW) == added
    assert NEW in [one.id for one in office.desks["marat"].editions.known()]
    assert clerk.law.in_force("tsa_certificate", date(2020, 1, 23)).id == CERTIFICATE
    assert clerk.law.in_force("tsa_certificate", date(2020, 1, 24)).id == NEW
    records, equipment = office.entrance._opened(), office.entrance._equipment
    again = open_desk(clerk.session, records, equipment)
    assert NEW in [one.id for one in again.law.editions()]


def test_an_added_edition_is_adopted_and_worked_by(office: TestOffice) -> None:
    boss, clerk = boss_of(office), office.desks["kense"]
    boss.editions.add_edition(boss.session, wording(), "new.toml")
    boss.office.adopt(boss.session, NEW, date(2018, 4, 1))
    done = clerk.registrations.register(
        clerk.session, command(application(clerk.law.edition(NEW), Channel.PROVIDER), office.clock), LANGUAGE
    )
    assert done.case.edition == NEW
    assert office.desks["marat"].law.rule(done.case.edition, Channel.PROVIDER).channel is Channel.PROVIDER


def test_a_faulty_file_is_refused_whole(office: TestOffice) -> None:
    boss = boss_of(office)
    before = len(boss.editions.known())
    with pytest.raises(DataFileError) as caught:
        boss.editions.add_edition(
            boss.session, wording(('letter = "Б"', 'letter = "ББ"'), ("minutes = 15", "minutes = 0")), "new.toml"
        )
    assert len(caught.value.faults) > 2
    assert caught.value.file == "new.toml"
    assert len(boss.editions.known()) == before
    assert "edition.added" not in actions(office)


def test_an_edition_is_never_replaced(office: TestOffice) -> None:
    boss = boss_of(office)
    boss.editions.add_edition(boss.session, wording(), "new.toml")
    with pytest.raises(UserError, match="E-333"):
        boss.editions.add_edition(boss.session, wording(), "new.toml")
    with pytest.raises(DataFileError, match="known with another text"):
        boss.editions.add_edition(boss.session, wording() + b"# changed\n", "new.toml")
    with pytest.raises(DataFileError, match="known with another text"):
        boss.editions.add_edition(boss.session, FILE.read_bytes() + b"# changed\n", "old.toml")
    with pytest.raises(DataFileError, match="does not run into"):
        boss.editions.add_edition(boss.session, wording(first="2019-05-05"), "early.toml")
    with pytest.raises(DataFileError, match="at most 1 MB"):
        boss.editions.add_edition(boss.session, b"#" * (loader.LARGEST + 1), "huge.toml")
    assert actions(office).count("edition.added") == 1


def test_only_who_arranges_the_office_adds_and_tries(office: TestOffice) -> None:
    clerk = office.desks["aigul"]
    with pytest.raises(ForbiddenError, match="E-361"):
        clerk.editions.add_edition(clerk.session, wording(), "new.toml")
    with pytest.raises(ForbiddenError, match="E-361"):
        clerk.trials.trial(clerk.session, CERTIFICATE, date(2018, 1, 1), date(2018, 2, 1))


def test_a_file_that_a_later_program_cannot_read_stops_nobody(office: TestOffice) -> None:
    boss = boss_of(office)
    boss.editions.add_edition(boss.session, wording(), "new.toml")
    records, equipment = office.entrance._opened(), office.entrance._equipment
    engine = records.queries._engine  # type: ignore[attr-defined]  # as another version of the program would find it
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE edition_file SET content = :text"), {"text": b"colour = 1"})
    later = open_desk(boss.session, records, equipment)
    assert later.law.edition(CERTIFICATE)
    (error,) = later.editions.faulty()
    assert error.file == NEW
    with pytest.raises(DataFileError):
        later.law.edition(NEW)


def register(office: TestOffice, number: int, channel: Channel = Channel.PROVIDER) -> str:
    clerk = office.desks["kense"]
    form = application(office.edition(CERTIFICATE), channel, invented_iin(number))
    return clerk.registrations.register(clerk.session, command(form, office.clock), LANGUAGE).case.number


def test_a_trial_tells_what_would_have_come_out_otherwise(office: TestOffice) -> None:
    numbers = [register(office, number) for number in (1, 2)]
    boss = boss_of(office)
    day = office.clock.now().date()
    same = boss.editions.add_edition(boss.session, wording(), "new.toml")
    found = boss.trials.trial(boss.session, same.id, day, day)
    assert (found.looked_at, found.differences, found.passed_over) == (2, (), 0)

    first = office.edition(CERTIFICATE).documents[0]
    changed = wording(
        (f'code = "{first.code}"', 'code = "quite_another"'),
        ("norm = { minutes = 15 }", "norm = { minutes = 30 }"),
        first="2021-03-01",
    )
    boss.editions.add_edition(boss.session, changed, "changed.toml")
    before = actions(office)
    found = boss.trials.trial(boss.session, "tsa_certificate/2021-03-01", day, day)
    assert [one.number for one in found.differences] == numbers
    for one in found.differences:
        assert (one.added, one.dropped) == ((first.title,), (first.title,))
        assert (one.before.verdict, one.after.verdict) == (Verdict.ACCEPTED, Verdict.UNDECIDED)
        assert one.moves_due and one.before.due is not None and one.after.due is not None
        assert one.after.due > one.before.due
    assert actions(office) == before
    assert boss.trials.trial(boss.session, same.id, date(2017, 1, 1), date(2017, 2, 1)).looked_at == 0


def test_a_trial_looks_at_refusals_and_at_channels_that_are_gone(office: TestOffice) -> None:
    clerk, boss = office.desks["aigul"], boss_of(office)
    edition = office.edition(CERTIFICATE)
    document = next(rule for rule in edition.documents if not (rule.applies_to or rule.applies_to_members))
    form = application(edition, Channel.CENTRE, missing=(document.code,))
    clerk.refusals.refuse(clerk.session, command(form, office.clock), LANGUAGE)
    day = office.clock.now().date()
    # an edition that does not ask for what was missing
    parts = re.split(r"(?m)^(?=\[\[)", wording().decode())
    fewer = "".join(part for part in parts if f'[[documents]]\ncode = "{document.code}"' not in part)
    assert fewer.count("[[documents]]") == len(edition.documents) - 1
    boss.editions.add_edition(boss.session, fewer.encode(), "fewer.toml")
    (one,) = boss.trials.trial(boss.session, NEW, day, day).differences
    assert (one.before.verdict, one.after.verdict) == (Verdict.REFUSED, Verdict.ACCEPTED)
    assert [title.ru for title in one.dropped] == [document.title.ru]
    gone = replace(edition, channels=tuple(rule for rule in edition.channels if rule.channel is not Channel.CENTRE))
    read = next(iter(boss.trials._handled(boss.session, "tsa_certificate", day, day)))
    assert read.refused
    assert boss.trials._outlook(read, gone, zone_of(boss.session)).verdict is Verdict.NOT_RENDERED


def test_a_trial_can_be_stopped_and_asks_for_a_period(office: TestOffice) -> None:
    register(office, 1)
    boss, day = boss_of(office), office.clock.now().date()
    progress = Progress()
    progress.stop()
    with pytest.raises(StoppedError):
        boss.trials.trial(boss.session, CERTIFICATE, day, day, progress)
    with pytest.raises(UserError, match="E-335"):
        boss.trials.trial(boss.session, CERTIFICATE, date(2018, 2, 2), date(2018, 2, 1))

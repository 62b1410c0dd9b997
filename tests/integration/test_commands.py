"""`python -m desk_app deadline` and `regulation`: the real process, without a screen and without records."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desk_app.__main__ import main
from desk_app.commands.misread import reason_of

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "resources/regulation/tsa_certificate/2018-03-23.toml"
LANGUAGES = ("kk", "ru", "en")
LETTERS = {"kk": "[әіңғүұқөһ]", "ru": "[ыэъё]|[бдж]", "en": "[a-z]{4}"}


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command with a desk's folder that is empty; a locale that knows no Cyrillic."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONUTF8", "PYTHONIOENCODING")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"TEREZE_DATA": str(tmp_path), "LC_ALL": "C"}
    found = subprocess.run(
        [sys.executable, "-m", "desk_app", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in found.stderr
    return found


def terms(tmp_path: Path, *words: str) -> dict[str, Any]:
    found = run(tmp_path, "deadline", *words, "--json")
    assert found.returncode == 0, found.stderr
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def test_the_object_of_a_deadline(tmp_path: Path) -> None:
    """Monday 26 March 2018 in the State Corporation: three working days, the day of acceptance not counted."""
    found = terms(tmp_path, "tsa_certificate", "state_corporation", "2018-03-26T10:15", "--language", "ru")
    assert (found["service"], found["channel"]) == ("tsa_certificate", "state_corporation")
    assert (found["edition"], found["in_force"]) == ("tsa_certificate/2018-03-23", True)
    assert found["received_at"] == "2018-03-26T10:15:00+06:00"
    assert found["service_due"] == "2018-03-29T20:00:00+06:00"
    assert found["refusal_due"] is not None
    assert {"confirmed", "steps"} <= set(found)
    begins = found["received_at"]
    for step in found["steps"]:
        assert {"code", "actor", "norm", "begins", "due", "explanation", "source", "arrives_by"} <= set(step)
        assert set(step["norm"]) == {"value", "unit"}
        assert step["norm"]["unit"] in {"minutes", "working_hours", "working_days", "calendar_days"}
        assert step["begins"] == begins, "each step begins where the one before ends"
        begins = step["due"]
        lines = step["explanation"]
        assert lines[0]["from"] == step["begins"] and lines[-1]["to"] == step["due"]
        for line, following in pairwise(lines):
            assert line["to"] == following["from"]
        assert all(datetime.fromisoformat(line["from"]).utcoffset() is not None for line in lines)
        assert re.search("[а-я]", step["source"])


def test_holidays_are_named_and_codes_stay(tmp_path: Path) -> None:
    """Over 1 May 2018: the code is the same in every language, the name and the words are not."""
    said = {}
    for language in LANGUAGES:
        found = terms(tmp_path, "tsa_assignment", "centre", "2018-04-27T10:15", "--language", language)
        lines = found["service_term"]["explanation"]
        holiday = next(line for line in lines if line["reason"] == "holiday")
        assert holiday["from"].startswith("2018-05-01") and not holiday["counted"]
        assert holiday["name"] in holiday["text"]
        said[language] = (holiday["name"], holiday["text"], found["steps"][0]["source"])
    assert said["kk"][0] != said["ru"][0] == said["en"][0]
    assert said["en"][1].startswith("holiday: ")
    assert said["en"][2] == f"tsa_assignment/2018-03-23: {said['ru'][2]}"


def test_where_the_act_gives_no_whole_term(tmp_path: Path) -> None:
    found = terms(tmp_path, "tsa_certificate", "centre", "2018-03-26T10:15")
    assert found["service_due"] is None and found["service_term"] is None


def test_received_at_the_next_opening(tmp_path: Path) -> None:
    found = terms(tmp_path, "tsa_assignment", "centre", "2018-03-24T11:00")
    assert found["arrived_at"] == "2018-03-24T11:00:00+06:00"
    assert found["received_at"] == "2018-03-26T09:00:00+06:00"


def test_a_moment_before_and_one_after_every_edition(tmp_path: Path) -> None:
    for moment, which in (("2018-03-16T10:15", "later"), ("2020-02-03T10:15", "earlier")):
        found = run(tmp_path, "deadline", "tsa_certificate", "provider", moment, "--json", "--language", "en")
        assert found.returncode == 0
        answer = json.loads(found.stdout)
        if answer["in_force"]:
            continue  # a later edition has come with the program since
        assert f"the nearest {which} one is taken: {answer['edition']}" in found.stderr


def test_an_edition_that_is_asked_for(tmp_path: Path) -> None:
    words = ("tsa_certificate", "provider", "2018-03-26T10:15", "--language", "en")
    for given in ("2018-03-23", "tsa_certificate/2018-03-23"):
        assert terms(tmp_path, *words, "--edition", given)["edition"] == "tsa_certificate/2018-03-23"
    found = run(tmp_path, "deadline", *words, "--edition", "1999-01-01")
    assert found.returncode == 2
    assert "tsa_certificate/2018-03-23" in found.stderr


def test_the_zone_of_the_office_is_that_of_the_workplace(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"zone": "Asia/Aqtau"}', encoding="utf-8")
    found = terms(tmp_path, "tsa_certificate", "provider", "2018-03-26T10:15")
    assert found["received_at"] == "2018-03-26T10:15:00+05:00"
    assert list(tmp_path.iterdir()) == [tmp_path / "settings.json"], "nothing is opened and nothing is made"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("fishing", "centre", "2018-03-26T10:15"), "tsa_certificate"),
        (("tsa_certificate", "pigeon", "2018-03-26T10:15"), "state_corporation"),
        (("home_schooling", "akim", "2018-03-26T10:15"), "state_corporation"),
        (("tsa_certificate", "centre", "tomorrow"), "2018-03-26T10:15"),
        (("tsa_certificate", "centre", "2018-03-26"), "2018-03-26T10:15"),
        (("tsa_certificate", "centre", "2061-03-26T10:15"), "2061"),
        (("tsa_certificate", "centre"), "MOMENT"),
    ],
)
def test_what_is_not_there_is_a_sentence(tmp_path: Path, words: tuple[str, ...], named: str, language: str) -> None:
    found = run(tmp_path, "deadline", *words, "--language", language)
    assert found.returncode == 2
    assert named in found.stderr
    assert not found.stdout
    assert re.search(LETTERS[language], found.stderr), found.stderr


def test_a_channel_the_act_excludes_gives_its_paragraph(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "regulation", "list", "--json", "--language", "ru").stdout)
    excluded = [(one, entry) for one in listed for entry in one["not_rendered"]]
    assert excluded, "some act excludes a channel"
    edition, entry = excluded[0]
    moment = f"{edition['effective_from'][:4]}-12-10T10:15"
    found = run(
        tmp_path,
        "deadline",
        edition["service"],
        entry["channel"],
        moment,
        "--edition",
        edition["id"],
        "--language",
        "ru",
    )
    assert found.returncode == 2
    assert entry["source"] in found.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_deadline(tmp_path: Path, language: str) -> None:
    found = run(tmp_path, "deadline", "tsa_assignment", "centre", "2018-04-27T10:15", "--language", language)
    assert found.returncode == 0
    assert re.search(LETTERS[language], found.stdout)
    for part in ("tsa_assignment/2018-03-23", "27.04.2018, 10:15", "01.05.2018", "23.03.2018"):
        assert part in found.stdout
    holiday = {"kk": "Қазақстан халқының бірлігі", "ru": "единства народа Казахстана", "en": "единства"}[language]
    assert holiday in found.stdout
    if language != "en":
        assert not re.search("counted|working|Received", found.stdout)


def test_all_that_came_with_the_program_is_in_order(tmp_path: Path) -> None:
    found = run(tmp_path, "regulation", "check", "--language", "en")
    assert found.returncode == 0, found.stderr
    files = [*ROOT.glob("resources/regulation/*/*.toml"), *ROOT.glob("resources/calendars/*.toml")]
    assert sorted(found.stdout.splitlines()) == sorted(f"{file.parent.name}/{file.name}: in order" for file in files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_every_file_is_told(tmp_path: Path, language: str) -> None:
    text = GOOD.read_text(encoding="utf-8")
    broken, torn, year = tmp_path / "broken.toml", tmp_path / "torn.toml", tmp_path / "year.toml"
    broken.write_text(text.replace('letter = "Б"', 'letter = "ББ"\ncolour = "red"'), encoding="utf-8")
    torn.write_text("id = \n", encoding="utf-8")
    year.write_text("year = 2031\n", encoding="utf-8")
    files = [broken, torn, year, GOOD, tmp_path / "none.toml"]
    found = run(tmp_path, "regulation", "check", *map(str, files), "--language", language)
    assert found.returncode == 1
    assert found.stderr == ""
    lines = found.stdout.splitlines()
    assert lines.pop(4).startswith(f"{GOOD}: ")
    assert [line.split(": ")[:2] for line in lines[:2]] == [[str(broken), "letter"], [str(broken), "colour"]]
    assert lines[2].startswith(f"{torn}: id: ") and "1" in lines[2]
    assert lines[3].startswith(f"{year}: confirmed: ")
    assert lines[4].startswith(f"{tmp_path / 'none.toml'}: ")
    assert len(lines) == 5
    assert all(re.search(LETTERS[language], line.replace(str(tmp_path), "")) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_is_listed(tmp_path: Path, language: str) -> None:
    found = run(tmp_path, "regulation", "list", "--json", "--language", language)
    listed = json.loads(found.stdout)
    assert len(listed) == len(list(ROOT.glob("resources/regulation/*/*.toml")))
    for one in listed:
        assert {"id", "service", "effective_from", "effective_to", "act", "channels"} <= set(one)
        assert all(channel["steps"] for channel in one["channels"])
    text = run(tmp_path, "regulation", "list", "--language", language).stdout
    assert all(one["id"] in text and one["act"] in text for one in listed)


@pytest.mark.parametrize(
    ("was", "becomes", "key"),
    [
        ("norm = { minutes = 5 }", "norm = { minutes = 1000000000 }", "channels[1].refusal.norm.minutes"),
        ("norm = { minutes = 5 }", "norm = { working_hours = 10000 }", "channels[1].refusal.norm.working_hours"),
    ],
)
def test_a_norm_no_act_can_mean_is_a_fault(tmp_path: Path, was: str, becomes: str, key: str) -> None:
    text = GOOD.read_text(encoding="utf-8")
    assert was in text
    file = tmp_path / "long.toml"
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    found = run(tmp_path, "regulation", "check", str(file), "--language", "en")
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout == f"{file}: {key}: expected a number not greater than 9999\n"


def test_a_file_without_an_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    found = run(tmp_path, "regulation", "check", "/dev/zero", str(large), "--language", "en")
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout.splitlines() == [
        f"{name}: the file: expected a file of at most 1 MB" for name in ("/dev/zero", large)
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("deadline", "tsa_assignment", "centre", "\udcff"), 2),
        (("deadline", "\udcff", "centre", "2018-03-26T10:15"), 2),
        (("regulation", "check", "/\udcff.toml"), 1),
    ],
)
def test_bytes_that_are_no_text_are_shown_by_their_numbers(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    found = run(tmp_path, *words)
    assert found.returncode == code
    # the report of a check is its answer; what a deadline cannot be reckoned for is told beside it
    told, silent = (found.stdout, found.stderr) if words[0] == "regulation" else (found.stderr, found.stdout)
    assert "\\udcff" in told
    assert silent == ""


@pytest.mark.parametrize(
    ("words", "kk", "ru", "en"),
    [
        (("deadline", "tsa_assignment"), "CHANNEL, MOMENT берілмеген", "не указано: CHANNEL, MOMENT", "not given"),
        (("regulation", "look"), "look мәні мыналардың", "look нет среди: check, list", "look is none of check, list"),
        (("deadline", "a", "b", "c", "--bogus"), "мұнда белгісіз: --bogus", "неизвестно: --bogus", "not known here"),
        (("deadline", "a", "b", "c", "--edition"), "--edition: мәні", "--edition: не указано", "--edition: nothing"),
        (("deadline", "a", "b", "c", "--json=3"), "--json: мән", "--json: значения", "--json: takes no value"),
        (("--da", "x"), "екіұшты", "по-разному", "--da may be any of --database, --data"),
    ],
)
def test_words_that_fit_nothing_are_told_in_the_language(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], kk: str, ru: str, en: str
) -> None:
    for language, said in (("ru", ru), ("en", en), ("kk", kk)):
        with pytest.raises(SystemExit) as stopped:
            main([*words, f"--language={language}"])
        assert stopped.value.code == 2
        found = capsys.readouterr()
        assert said in found.err and found.out == ""
        assert ("argument" in found.err or "usage" in found.err) is False


def test_a_sentence_of_the_parser_without_our_words_is_shown_as_it_is() -> None:
    assert reason_of("something new") == "something new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_answer_that_cannot_be_written_is_a_sentence() -> None:
    for words in (["deadline", "tsa_assignment", "centre", "2018-03-26T10:15"], ["regulation", "check", str(GOOD)]):
        with open("/dev/full", "w") as full:
            command = [sys.executable, "-m", "desk_app", *words, "--language", "en"]
            found = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        assert (found.returncode, found.stderr) == (
            2,
            "The answer could not be written: No space left on device\n",
        )


@pytest.mark.parametrize("zone", ["Asia", "x" * 5000, "Mars/Base", "../etc"])
def test_a_zone_that_is_none_leaves_that_of_the_office(tmp_path: Path, zone: str) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"zone": zone}), encoding="utf-8")
    found = terms(tmp_path, "tsa_certificate", "centre", "2018-03-26T10:15")
    assert found["received_at"] == "2018-03-26T10:15:00+06:00"


def test_a_term_of_two_stretches_names_both(tmp_path: Path) -> None:
    found = terms(tmp_path, "home_schooling", "state_corporation", "2018-09-03T09:00")
    assert found["service_term"]["norms"] == [
        {"value": 1, "unit": "calendar_days"},
        {"value": 9, "unit": "working_days"},
    ]
    result = next(step for step in found["steps"] if step["code"] == "result")
    assert found["service_due"] == "2018-09-17T18:00:00+06:00"
    assert result["arrives_by"] == "2018-09-14T18:00:00+06:00", "24 hours before is a Sunday"


def test_no_window_library_is_loaded(tmp_path: Path) -> None:
    script = (
        "import sys; from desk_app.__main__ import main; "
        "code = main(['deadline', 'tsa_certificate', 'centre', '2018-03-26T10:15', '--json']); "
        "bad = [name for name in ('PySide6', 'sqlalchemy', 'reportlab', 'cryptography') if name in sys.modules]; "
        "sys.exit(f'{code} {bad}' if code or bad else 0)"
    )
    environment = dict(os.environ, TEREZE_DATA=str(tmp_path))
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert found.returncode == 0, found.stderr.decode()

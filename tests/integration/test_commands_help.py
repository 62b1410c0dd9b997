"""The help of the command line, in the language that was asked for or that the desk has."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desk_app.__main__ import main

COMMANDS = ((), ("demo",), ("kiosk",), ("deadline",), ("regulation",), ("regulation", "check"), ("doctor",))
USAGE = {"kk": "Қолданылуы: tereze", "ru": "Использование: tereze", "en": "Usage: tereze"}


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 0
    found = capsys.readouterr()
    assert found.err == ""
    return found.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_sentence_is_left_in_the_help(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], language: str
) -> None:
    said = help_of(capsys, f"--language={language}", *command, "--help")
    assert said.startswith(USAGE[language])
    described = said.split("\n\n", 1)[1]
    # names of options, values and codes stay as they are typed
    spoken = re.sub(r"\{.*?\}|\S*://\S*|`.*?`|--?[\w-]+|\b[A-Z]{2,}\b|tereze|centre, akim, provider, ", "", described)
    words = set(re.findall("[A-Za-z_]{2,}", spoken)) - {"demo", "kiosk", "deadline", "regulation", "doctor"}
    assert words <= {"check", "list", "state_corporation", "portal"}, words


def test_the_help_speaks_the_language_asked_for_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ("deadline", "--help", "--language", "en"),
        ("--language", "en", "deadline", "--help"),
        ("--lang=en", "deadline", "--help"),
    ):
        said = help_of(capsys, *words)
        assert said.startswith(USAGE["en"])
        assert "the office's local time" in said and "show this help and exit" in said


def test_without_being_asked_it_speaks_as_the_desk_does(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings of the desk, else a Russian locale, else Kazakh; the answers follow in the same way."""
    monkeypatch.setenv("TEREZE_DATA", str(tmp_path))
    for locale, language in (("en_US.UTF-8", "kk"), ("ru_KZ.UTF-8", "ru"), ("kk_KZ.UTF-8", "kk"), ("C", "kk")):
        monkeypatch.setenv("LC_ALL", locale)
        assert help_of(capsys, "--help").startswith(USAGE[language])
    (tmp_path / "settings.json").write_text(json.dumps({"language": "ru"}), encoding="utf-8")
    assert help_of(capsys, "--help").startswith(USAGE["ru"])
    assert main(["deadline", "fishing", "centre", "2018-03-26T10:15"]) == 2
    assert "Услуги «fishing» нет" in capsys.readouterr().err
    other = tmp_path / "other"
    other.mkdir()
    assert help_of(capsys, f"--data={other}", "--help").startswith(USAGE["kk"])


def test_building_the_parser_reads_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window opens through it."""
    from desk_app import i18n
    from desk_app.commands.parser import parser_for

    i18n.catalogue.cache_clear()
    parser_for(["kiosk"]).parse_args(["kiosk"])
    assert i18n.catalogue.cache_info().misses == 0

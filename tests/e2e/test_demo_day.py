"""The demonstration day, as a person would run it: every paper of the main job, from the visitor's IIN to the hand."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

pytestmark = pytest.mark.e2e

LIMIT = 90
"""Seconds the day may take."""


@pytest.fixture(scope="module", params=["kk", "ru"])
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    out = tmp_path_factory.mktemp(f"day-{request.param}")
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "desk_app", "demo", "--out", str(out), "--language", request.param],
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr[-3000:]
    summary: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["language"] == request.param
    return out, summary


def _text(out: Path, paper: dict[str, Any]) -> str:
    pages = PdfReader(out / paper["file"]).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def _of_kind(summary: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [paper for paper in summary["papers"] if paper["kind"] == kind]


def test_every_paper_of_the_main_job_is_there_with_its_digest(day: tuple[Path, dict[str, Any]]) -> None:
    out, summary = day
    kinds = [paper["kind"] for paper in summary["papers"]]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "refusal_receipt": 1,
        "talon": 2,
        "acceptance_receipt": 2,
        "resolution": 2,
        "certificate": 2,
        "hand_over_list": 1,
        "notification": 2,
    }
    for paper in summary["papers"]:
        assert hashlib.sha256((out / paper["file"]).read_bytes()).hexdigest() == paper["sha256"]
        assert paper["state"] == "confirmed"


def test_papers_say_in_both_languages_what_the_records_say(day: tuple[Path, dict[str, Any]]) -> None:
    out, summary = day
    for paper in summary["papers"]:
        text = _text(out, paper)
        assert paper["number"] in text and paper["language"] == "kk_ru"
        for language in ("kk", "ru"):
            assert paper["title"][language].casefold() in text.casefold(), paper["kind"]


def test_refusal_names_both_gaps_in_plain_words_and_no_invented_clause(day: tuple[Path, dict[str, Any]]) -> None:
    out, summary = day
    text = _text(out, _of_kind(summary, "refusal_receipt")[0])
    assert "Жеке басын куәландыратын құжат" in text and "Отбасының табысы туралы мәліметтер" in text
    assert "01.11.2018" in text and "Не представлен" in text
    assert "9-тарма" in text and "пункт 9 Стандарта" in text and "пункта 9" not in text.replace("пункту 9", "")


def test_talon_bears_its_three_facts(day: tuple[Path, dict[str, Any]]) -> None:
    """Decree No. 71, annex 1, par. 7(1): registration date, date of receiving the service, who accepted."""
    out, summary = day
    case = next(case for case in summary["cases"] if case["number"].startswith("А"))
    text = _text(out, next(paper for paper in _of_kind(summary, "talon") if paper["number"] == case["number"]))
    assert "16.09.2019, 10:05" in text and "25.09.2019" in text and "Сейітова Айгүл Маратқызы" in text


def test_certificates_go_each_way_and_nobody_signed_their_own_draft(day: tuple[Path, dict[str, Any]]) -> None:
    out, summary = day
    positive, negative = sorted(_of_kind(summary, "certificate"), key=lambda paper: paper["number"])
    assert positive["title"] != negative["title"]
    assert "Өтепбергенова" in _text(out, positive) and "Һәкімжанов Іңкәрбек Ұланғазыұлы" in _text(out, negative)
    for case in summary["cases"]:
        if case["service"] == "tsa_certificate":
            by = {step["code"]: step["by"] for step in case["steps"]}
            assert by["draft"] != by["sign"] and all(by.values())


def test_steps_are_inside_their_norms_on_this_day(day: tuple[Path, dict[str, Any]]) -> None:
    _out, summary = day
    for case in summary["cases"]:
        for step in case["steps"]:
            assert step["done"] is None or step["done"] <= step["due"], (case["number"], step)


def test_windows_are_pictured_in_both_languages(day: tuple[Path, dict[str, Any]]) -> None:
    out, summary = day
    assert len(summary["pictures"]) >= 40
    for kazakh in (name for name in summary["pictures"] if name.endswith("-kk.png")):
        russian = kazakh.replace("-kk.png", "-ru.png")
        first, second = Image.open(out / kazakh), Image.open(out / russian)
        assert first.size == second.size and first.size[0] >= 600
        assert first.convert("RGB").tobytes() != second.convert("RGB").tobytes(), f"{kazakh}: not in two languages"

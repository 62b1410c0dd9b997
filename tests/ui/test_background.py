"""Work beside the window, and answers for windows that are gone."""

from __future__ import annotations

import gc
import sys
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.errors import UserError
from ui import language
from ui.background import Background
from ui.language import bind


def test_work_runs_off_the_window_thread_and_the_answer_on_it(background: Background) -> None:
    threads: list[threading.Thread] = []
    background.run(
        background,
        lambda: threads.append(threading.current_thread()),
        lambda _: threads.append(threading.current_thread()),
    )
    assert background.wait_idle()
    assert threads[0] is not threading.main_thread() and threads[1] is threading.main_thread()


def test_requests_are_answered_in_their_order(background: Background) -> None:
    answers: list[int] = []
    for number in range(50):
        background.run(background, lambda number=number: number, answers.append)
    assert background.wait_idle() and answers == list(range(50))


def test_answer_for_a_deleted_page_is_dropped(background: Background) -> None:
    page, answers = QObject(), []
    may_go_on = threading.Event()
    background.run(page, lambda: may_go_on.wait(5), answers.append)
    shiboken6.delete(page)
    may_go_on.set()
    assert background.wait_idle() and answers == []


def test_an_error_a_person_can_act_on_reaches_the_page(background: Background) -> None:
    errors: list[Exception] = []

    def fail() -> None:
        raise UserError("E-1", "what")

    background.run(background, fail, lambda _: None, errors.append)
    assert background.wait_idle() and isinstance(errors[0], UserError)


def test_a_defect_reaches_the_last_handler_too(background: Background, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: told.append(kind))
    background.run(background, lambda: 1 // 0, lambda _: None, lambda _: None)
    assert background.wait_idle() and told == [ZeroDivisionError]


def test_a_closed_page_dies_on_the_window_thread_and_nothing_keeps_it(background: Background) -> None:
    """The work of a page holds the page; a widget that dies on the worker ends the process."""
    died: list[bool] = []
    for _ in range(300):
        page = QWidget()
        weakref.finalize(page, lambda: died.append(threading.current_thread() is threading.main_thread()))
        background.run(page, lambda page=page: page is None, lambda _: None)
        del page
    assert background.wait_idle()
    gc.collect()
    assert died == [True] * 300


def test_bound_texts_of_deleted_widgets_are_forgotten(qapp: object) -> None:
    for _ in range(3_000):
        label = QObject()
        bind(label, lambda: None)
        shiboken6.delete(label)
    assert len(language._bound) < 3_000


class _Bell(QObject):
    rung = Signal(object)


def test_ten_thousand_signals_keep_the_reference_counts(qapp: object) -> None:
    """PySide6 6.12 on Python 3.11 loses one reference to True or None an emission, until the process aborts."""
    bell = _Bell()
    bell.rung.connect(lambda _: None)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(10_000):
        bell.rung.emit(True)
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert all(abs(late - early) < 1_000 for early, late in zip(before, after, strict=True))

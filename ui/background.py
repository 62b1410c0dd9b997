"""The only module that knows threads. Work runs beside the window; its answer comes back in the window's own turn."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, Qt, QThreadPool, QTimer, Signal

from desk_app.errors import TerezeError

Answer = TypeVar("Answer")

RECORDS = "records"
PRINTING = "printing"
EXCHANGE = "exchange"
"""The portal's folder, which may be a slow share: neither records nor papers wait for it."""


_SWEEP = 2_000
"""Milliseconds between two looks at the garbage."""


def _sweep() -> None:
    """Collect here, on the windows' thread, by the same thresholds as Python itself would."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return


class _Task:
    """Work for another thread. Lets go of it there at once, so that no widget can come to its end on that thread.

    Not a QRunnable: Shiboken keeps a part of those alive as children of the pool.
    """

    def __init__(self, number: int, work: Callable[[], object], report: Callable[[int, object, object], None]) -> None:
        self._number = number
        self._work: Callable[[], object] | None = work
        self._report = report

    def __call__(self) -> None:
        answer, failure = self._outcome()
        self._report(self._number, answer, failure)

    def _outcome(self) -> tuple[object, BaseException | None]:
        work, self._work = self._work, None
        assert work is not None
        try:
            return work(), None
        except BaseException as error:  # every failure must reach the window, which shows or logs it
            return None, error


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Whom an answer is for. Stays on the window's thread, `work` too: it may hold the last reference to a widget."""

    owner: QObject
    work: Callable[[], object]
    ok: Callable[[Any], Any]
    error: Callable[[Exception], Any] | None


class Background(QObject):
    """One worker for the records, so that a page's requests are answered in their order, and others for slow work.

    Signals:
        idle: nothing runs and nothing waits any more.
    """

    idle = Signal()
    _finished = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {lane: QThreadPool(self) for lane in (RECORDS, PRINTING, EXCHANGE)}
        for pool in self._pools.values():
            pool.setMaxThreadCount(1)
            pool.setExpiryTimeout(-1)
        self._waiting: dict[int, _Parcel] = {}
        self._numbers = count()
        # Python would collect garbage in whatever thread is running, and Qt objects may only die in their own
        gc.disable()
        self._sweeper = QTimer(self)
        self._sweeper.timeout.connect(_sweep)
        self._sweeper.start(_SWEEP)
        # queued also from the window's own thread: an answer never arrives inside the call that asked
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], Answer],
        ok: Callable[[Answer], Any],
        error: Callable[[Exception], Any] | None = None,
        *,
        lane: str = RECORDS,
    ) -> None:
        """Do `work` beside the window, then call `ok` or `error` here; neither if `owner` is gone by then.

        `error` gets the exception as it is. What is no `TerezeError` is a defect and goes to the last handler too.
        """
        number = next(self._numbers)
        self._waiting[number] = _Parcel(owner, work, ok, error)
        self._pools[lane].start(_Task(number, work, self._finished.emit))

    def is_idle(self) -> bool:
        return not self._waiting

    def wait_idle(self, milliseconds: int = 10_000) -> bool:
        """Let the window's turns go on until all is done; False if that takes too long."""
        limit = QDeadlineTimer(milliseconds)
        # an answer may ask for more: idle once is not idle for good
        while not self.is_idle() and not limit.hasExpired():
            loop = QEventLoop()
            timer = QTimer()
            timer.setSingleShot(True)
            timer.timeout.connect(loop.quit)
            timer.start(limit.remainingTime())
            self.idle.connect(loop.quit)
            loop.exec()
            self.idle.disconnect(loop.quit)
        return self.is_idle()

    def stop(self) -> None:
        """Let what runs come to its end; what waits is not begun."""
        for pool in self._pools.values():
            pool.clear()
            pool.waitForDone()
        QCoreApplication.sendPostedEvents(self)
        self._sweeper.stop()
        gc.enable()
        self._waiting.clear()

    def _deliver(self, number: int, answer: Any, failure: BaseException | None) -> None:
        parcel = self._waiting.pop(number)
        try:
            if failure is not None:
                self._deliver_failure(parcel.owner, parcel.error, failure)
            elif shiboken6.isValid(parcel.owner):
                parcel.ok(answer)
        finally:
            if not self._waiting:
                self.idle.emit()

    @staticmethod
    def _deliver_failure(owner: QObject, error: Callable[[Exception], Any] | None, failure: BaseException) -> None:
        if not isinstance(failure, TerezeError) or error is None:
            sys.excepthook(type(failure), failure, failure.__traceback__)
        if error is not None and isinstance(failure, Exception) and shiboken6.isValid(owner):
            error(failure)


def is_gui_thread() -> bool:
    """True on the thread the windows live on."""
    return threading.current_thread() is threading.main_thread()

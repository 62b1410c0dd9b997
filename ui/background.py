"""The only module that knows threads. Work runs beside the window; its answer comes back in the window's own turn."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from desk_app.errors import TerezeError

Answer = TypeVar("Answer")

RECORDS = "records"
PRINTING = "printing"


class _Task(QRunnable):
    def __init__(self, work: Callable[[], object], report: Callable[[object, BaseException | None], None]) -> None:
        super().__init__()
        self._work = work
        self._report = report

    def run(self) -> None:
        try:
            answer = self._work()
        except BaseException as error:  # noqa: BLE001  # every failure must reach the window, which shows or logs it
            self._report(None, error)
        else:
            self._report(answer, None)


class Background(QObject):
    """One worker for the records, so that a page's requests are answered in their order, and one for slow work.

    Signals:
        idle: nothing runs and nothing waits any more.
    """

    idle = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {RECORDS: QThreadPool(self), PRINTING: QThreadPool(self)}
        for pool in self._pools.values():
            pool.setMaxThreadCount(1)
            pool.setExpiryTimeout(-1)
        self._running = 0
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
        self._running += 1

        def report(answer: object, failure: BaseException | None) -> None:
            self._finished.emit((owner, ok, error, answer, failure))

        self._pools[lane].start(_Task(work, report))

    def is_idle(self) -> bool:
        return self._running == 0

    def wait_idle(self, milliseconds: int = 10_000) -> bool:
        """Let the window's turns go on until all is done; False if that takes too long."""
        if self.is_idle():
            return True
        loop = QEventLoop()
        self.idle.connect(loop.quit)
        timer = QTimer(singleShot=True)  # type: ignore[call-overload]  # PySide takes properties as keywords
        timer.timeout.connect(loop.quit)
        timer.start(milliseconds)
        loop.exec()
        self.idle.disconnect(loop.quit)
        return self.is_idle()

    def stop(self) -> None:
        """Let what runs come to its end; what waits is not begun."""
        for pool in self._pools.values():
            pool.clear()
            pool.waitForDone()
        QCoreApplication.sendPostedEvents(self)

    def _deliver(self, parcel: tuple[Any, ...]) -> None:
        owner, ok, error, answer, failure = parcel
        self._running -= 1
        try:
            if failure is None:
                if shiboken6.isValid(owner):
                    ok(answer)
            else:
                self._deliver_failure(owner, error, failure)
        finally:
            if self._running == 0:
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

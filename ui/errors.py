"""The last handler: a defect keeps the window, is logged, and is told in words."""

from __future__ import annotations

import faulthandler
import logging
import secrets
import sys
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desk_app.errors import StorageError, TerezeError
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.wording import say

_log = logging.getLogger(__name__)


def words_of(error: TerezeError) -> tuple[str, str]:
    """What happened; and whether the data are safe, what to do now, and the code. In the language of the screen."""

    parts = (say(error.safe, error.params), say(error.todo, error.params), error.code)
    return say(error.what, error.params), "\n".join(part for part in parts if part)


def show_error(owner: QWidget | None, error: Exception) -> None:
    """Show an error that no page has a place for."""
    if not isinstance(error, TerezeError):
        sys.excepthook(type(error), error, error.__traceback__)
        return
    _box(owner, error)


def _box(owner: QWidget | None, error: TerezeError) -> QMessageBox:
    what, detail = words_of(error)
    box = QMessageBox(owner)
    box.setWindowTitle(_("Tereze"))
    box.setIcon(QMessageBox.Icon.Warning if isinstance(error, StorageError) else QMessageBox.Icon.Information)
    box.setText(what)
    box.setInformativeText(detail)
    # without an owner nothing else would keep it alive
    _open_boxes.add(box)
    box.finished.connect(lambda: _open_boxes.discard(box))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


_open_boxes: set[QMessageBox] = set()


class Defect(StorageError):
    """Something nobody foresaw, in words for the person at the desk."""

    def __init__(self, incident: str, log_path: Path) -> None:
        super().__init__(
            "E-900",
            N_("Something went wrong inside the program."),
            N_("Go on working. If it happens again, give the administrator the number {incident} and the file {file}."),
            safe=N_("What was recorded is safe, and what you typed is kept as a draft."),
            incident=incident,
            file=str(log_path),
        )


def install(log_path: Path) -> None:
    """Log what nobody caught, tell it once in a window, and leave a trace even of a crash of Qt itself."""
    trace = (log_path.parent / "crash.log").open("a", encoding="utf-8")  # open until the process ends
    faulthandler.enable(trace)

    def hook(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        incident = secrets.token_hex(4)
        _log.error("defect incident=%s kind=%s where=%s", incident, kind.__name__, _places(traceback))
        if QApplication.instance() is not None and not _Told.now:
            _Told.now = True
            box = _box(QApplication.activeWindow(), Defect(incident, log_path))
            box.destroyed.connect(_Told.over)

    sys.excepthook = hook
    qInstallMessageHandler(_qt_message)


def _places(traceback: TracebackType | None) -> str:
    """The way to where it happened. The text of an exception may hold what was typed: it is never logged."""
    frames = extract_tb(traceback)
    return ">".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames) or "?"


class _Told:
    """A defect that comes again and again is logged each time and told once, until that box is closed."""

    now = False

    @staticmethod
    def over() -> None:
        _Told.now = False


def _qt_message(kind: QtMsgType, _context: object, text: str) -> None:
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        _log.warning("qt %s", text)

"""Start a Qt program, print the moment its first window was painted (time.monotonic), and end it at once.

    python first_paint.py bare|tereze|vorta|anki [its arguments]

The moment is that of the first paint event of a top-level window, after the event was handled. The same filter listens
in every program. Runs in either environment: with PySide6, or in `.venv-bench` with PyQt6.
"""

from __future__ import annotations

import os
import sys
import time


def main(program: str, arguments: list[str]) -> None:
    if program in ("vorta", "anki"):
        from PyQt6 import QtCore, QtWidgets
    else:
        from PySide6 import QtCore, QtWidgets

    class Watch(QtCore.QObject):
        def eventFilter(self, target: QtCore.QObject, event: QtCore.QEvent) -> bool:
            if event.type() == QtCore.QEvent.Type.Paint and isinstance(target, QtWidgets.QWidget) and target.isWindow():
                # delivered when this event, and the paint events of the children with it, are through
                QtCore.QTimer.singleShot(0, lambda: _tell(type(target).__name__, target.windowTitle()))
            return False

    plain_exec = QtWidgets.QApplication.exec

    def watched_exec(*_self: object) -> int:
        application = QtWidgets.QApplication.instance()
        watch = Watch(application)
        application.installEventFilter(watch)
        return plain_exec()

    QtWidgets.QApplication.exec = watched_exec
    sys.argv = [program, *arguments]
    if program == "bare":
        application = QtWidgets.QApplication([])
        window = QtWidgets.QMainWindow()
        window.resize(1100, 720)
        window.show()
        application.exec()
    elif program == "tereze":
        from desk_app.__main__ import main as start

        start(arguments)
    elif program == "vorta":
        from vorta.__main__ import main as start

        start()
    else:
        import aqt

        aqt.run()
    sys.exit(f"{program} ended without painting a window")


def _tell(kind: str, title: str) -> None:
    print(f"{time.monotonic()} {kind} {title}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

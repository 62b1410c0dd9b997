"""Start a Qt program, print the moments (time.monotonic) its first window and what was asked for were painted, end it.

    python first_paint.py bare|tereze|vorta|anki [its arguments]

A moment is that of the first paint event of a top-level window, after the event was handled; of tereze also that of
the sign-in form within it. The same filter listens in every program. Runs in either environment: with PySide6, or in
`.venv-bench` with PyQt6.
"""

from __future__ import annotations

import os
import sys
import time

_LAST = {"tereze": "SignInWindow"}
"""What must be painted, by its class, where the first window is not enough."""


def main(program: str, arguments: list[str]) -> None:
    if program in ("vorta", "anki"):
        from PyQt6 import QtCore, QtWidgets
    else:
        from PySide6 import QtCore, QtWidgets

    moments: list[float] = []
    last = _LAST.get(program)

    def note(is_last: bool) -> None:
        moments.append(time.monotonic())
        if is_last:
            print(*moments, flush=True)
            os._exit(0)

    class Watch(QtCore.QObject):
        def eventFilter(self, target: QtCore.QObject, event: QtCore.QEvent) -> bool:
            if event.type() == QtCore.QEvent.Type.Paint and isinstance(target, QtWidgets.QWidget):
                is_last = type(target).__name__ == last if last else target.isWindow()
                if is_last or (not moments and target.isWindow()):
                    # delivered when this event, and the paint events of the children with it, are through
                    QtCore.QTimer.singleShot(0, lambda: note(is_last))
            return False

    watches: list[QtCore.QObject] = []
    plain_show = QtWidgets.QWidget.show

    def watched_show(widget: QtWidgets.QWidget) -> None:
        if not watches:
            watches.append(Watch())
            QtWidgets.QApplication.instance().installEventFilter(watches[0])
        plain_show(widget)

    QtWidgets.QWidget.show = watched_show
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


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

"""A clerk at a real window who registers one visitor; to be killed on the way.

`python -m tests.support.window_desk DIR IIN` prints `typed` when the half-filled form is kept, `pressing` before the
key that registers, and the number once the window shows it. It then waits for its end.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desk_app.bootstrap import open_program
from desk_app.domain.application import DocumentState
from desk_app.domain.language import Language
from tests.support.clock import StandingClock
from tests.support.office import CERTIFICATE, PASSWORD, RecordingPrinter
from ui.demo.stage import Stage
from ui.widgets import BigNumber


def serve(folder: Path, iin: str) -> None:
    clock = StandingClock()
    qt = QApplication(sys.argv[:1])
    program = open_program(folder, "", clock=clock, printer=RecordingPrinter())
    stage = Stage(qt, program, clock, folder / "pictures", Language.KK)  # type: ignore[arg-type]  # a clock of its own
    with stage.person("aigul", PASSWORD):
        page = stage.application.page("intake")
        stage.hands.press(Qt.Key.Key_F2)
        stage.focus("intake.iin")
        stage.hands.type(iin)
        stage.fill("intake.surname", "Әбдірахманов")
        stage.fill("intake.name", "Нұрлан")
        form = page.desk_form
        while form.service.offer is None or form.service.offer.edition.id != CERTIFICATE:
            stage.focus("intake.service")
            stage.hands.press(Qt.Key.Key_Down)
        stage.hands.press(Qt.Key.Key_F4)
        view = form.documents.view
        while view.hasFocus() and view.model().document(view.row).state is DocumentState.UNDECIDED:
            stage.hands.press(Qt.Key.Key_Space)
            if view.asks_date:
                stage.hands.type("14052029")
        kept: list[bool] = []
        page.kept.connect(lambda: kept.append(True))
        stage.tick("intake.consent")
        stage.until(lambda: bool(kept), "the draft to be kept")
        print("typed", flush=True)
        stage.until(lambda: stage.find("intake.register", QPushButton).isEnabled(), "the button")
        print("pressing", flush=True)
        stage.hands.press(Qt.Key.Key_F8)
        stage.until(lambda: stage.sees("intake.number"), "the number")
        print("ack", stage.find("intake.number", BigNumber).accessibleName(), flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])

"""A bar for work that takes long, with a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from desk_app.i18n import N_
from desk_app.progress import Progress
from ui.language import bind
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import value_label

_LOOK_EVERY = 100


class ProgressRow(QWidget):
    """Looks at a `Progress` that a worker writes. Hidden while nothing runs.

    Signals:
        stopped(): the person asked for the end; the work ends at its next word.
    """

    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._progress: Progress | None = None
        self._words = value_label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        bind(self.bar, self.bar.setAccessibleName, N_("Progress"))
        self.stop_button = QuietButton(N_("Stop"))
        self.stop_button.setObjectName(f"{name}_stop")
        self.stop_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.stop_button.clicked.connect(self._on_stop_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._progress is not None

    def begin(self, words: str) -> Progress:
        """Show the bar; the work that begins now is given what is returned."""
        self._progress = Progress()
        self._words.setText(words)
        self.stop_button.setEnabled(True)
        self._look()
        self._timer.start()
        self.show()
        return self._progress

    def end(self) -> None:
        """The work has ended, this way or that."""
        self._timer.stop()
        self._progress = None
        self.hide()

    def stop(self) -> None:
        """Ask the work to stop."""
        if self._progress is not None:
            self._progress.stop()
            self.stop_button.setEnabled(False)
            self.stopped.emit()

    def _on_stop_clicked(self) -> None:
        self.stop()

    def _look(self) -> None:
        if self._progress is not None:
            self.bar.setRange(0, self._progress.whole)
            self.bar.setValue(min(self._progress.done, self._progress.whole))

"""F9 and the menu of a list that shows a date: why is that the date?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desk_app.i18n import N_
from ui.language import bind


def add_why(view: QWidget, asked: Callable[[], None]) -> None:
    """Give the list the key and a menu; `asked` finds the line under the cursor itself."""
    why = QAction(view)
    why.setShortcut(QKeySequence(Qt.Key.Key_F9))
    why.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    why.triggered.connect(lambda _checked=False: asked())
    bind(view, why.setText, N_("Why this date"))
    view.addAction(why)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

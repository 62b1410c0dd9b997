"""The menu of filters kept by name: choose, save, rename, delete, take all filters away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from desk_app.domain.register_filter import LONGEST_NAME
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports_register import SavedFilter
from ui.background import Background
from ui.language import bind
from ui.register.filter_bar import FilterBar
from ui.theme import scaled
from ui.widgets import LabeledField, QuietButton, text_label


class NameDialog(QDialog):
    """Asks for the name of a filter; Enter takes it."""

    def __init__(self, title: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_name_dialog")
        self.field = LabeledField(N_("Name of the filter"), QLineEdit(), "filter_name")
        self.field.edit.setMaxLength(LONGEST_NAME)
        self.field.edit.setText(name)
        self.field.edit.selectAll()
        self.go, leave = QPushButton(), QuietButton(N_("Back"), "Esc")
        self.go.setObjectName("filter_name_go")
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        leave.setAutoDefault(False)
        bind(self.go, self.go.setText, N_("Save"))
        self.go.clicked.connect(self._on_go)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(leave)
        foot.addWidget(self.go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(12)
        rows.addWidget(text_label(title, "heading"))
        rows.addWidget(self.field)
        rows.addLayout(foot)
        self.setMinimumWidth(scaled(420))
        bind(self, self.setWindowTitle, title)
        self.field.edit.setFocus()

    def _on_go(self) -> None:
        if self.field.text():
            self.accept()
        else:
            self.field.say(_("Give it a short name that says what it shows."), "bad")


class FilterMenu(QMenu):
    """The person's own filters first, each with the number that chooses it."""

    def __init__(
        self, desk: Desk, background: Background, bar: FilterBar, fail: Callable[[Exception], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("filter_menu")
        self._desk, self._background, self._bar, self._fail = desk, background, bar, fail
        self.saved: tuple[SavedFilter, ...] = ()
        self.dialog: NameDialog | None = None
        bind(self, self.setAccessibleName, N_("Filters"))

    def ask(self, then: Callable[[], object]) -> None:
        """Read the person's filters, build the menu anew, then do what comes next."""

        def show(saved: tuple[SavedFilter, ...]) -> None:
            self.saved = saved
            self._fill()
            then()

        session = self._desk.session
        self._background.run(self, lambda: self._desk.filters.saved(session), show, self._fail)

    def _fill(self) -> None:
        self.clear()
        wanted = self._bar.wanted()
        for number, one in enumerate(self.saved, 1):
            action = self.addAction(_numbered(number, one.name))
            action.setCheckable(True)
            action.setChecked(one.filter == wanted)
            action.triggered.connect(lambda _on=False, one=one: self._bar.set_wanted(one.filter))
        if self.saved:
            self.addSeparator()
        keep = self.addAction(_("Save the filter …"))
        keep.setEnabled(not wanted.is_empty)
        keep.triggered.connect(self._on_save)
        for words, act in ((_("Rename"), self._on_rename), (_("Delete"), self._on_delete)):
            submenu = self.addMenu(words)
            submenu.setEnabled(bool(self.saved))
            for number, one in enumerate(self.saved, 1):
                choice = submenu.addAction(_numbered(number, one.name))
                choice.triggered.connect(lambda _on=False, one=one, act=act: act(one))
        clear = self.addAction(_("Take the filters away") + "\tF4")
        clear.setEnabled(not wanted.is_empty)
        clear.triggered.connect(self.take_away)

    def take_away(self) -> None:
        """Let every line through again."""
        self._bar.set_wanted(type(self._bar.wanted())())

    def _on_save(self) -> None:
        session, wanted, filters = self._desk.session, self._bar.wanted(), self._desk.filters
        self._ask_name(N_("Save the filter"), "", lambda name: filters.save(session, name, wanted))

    def _on_rename(self, one: SavedFilter) -> None:
        session, filters = self._desk.session, self._desk.filters
        self._ask_name(N_("Rename the filter"), one.name, lambda name: filters.rename(session, one, name))

    def _on_delete(self, one: SavedFilter) -> None:
        session, filters = self._desk.session, self._desk.filters
        self._background.run(self, lambda: filters.delete(session, one.key), lambda _nothing: None, self._fail)

    def _ask_name(self, title: str, name: str, act: Callable[[str], object]) -> None:
        dialog = NameDialog(title, name, self.parentWidget())
        self.dialog = dialog

        def take() -> None:
            text = dialog.field.text()
            self._background.run(self, lambda: act(text), lambda _saved: None, self._fail)

        dialog.accepted.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _numbered(number: int, name: str) -> str:
    """The name with its number as the letter to press; an ampersand in a name is none."""
    words = name.replace("&", "&&")
    return f"&{number}   {words}" if number < 10 else words

"""Settings of this computer: language, desk, look, where the records are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit

from desk_app.domain.language import Language
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.workplace import Workplace, WorkplaceStore
from ui.background import Background
from ui.entrance.forms import Form
from ui.language import bind, notice
from ui.office.probe import check_server
from ui.office.section import Section
from ui.widgets import text_label


class WorkplaceSection(Section):
    """Signals:
    changed(Workplace): the settings were saved.
    """

    title = N_("This workplace")
    name = "workplace"
    changed = Signal(object)

    def __init__(self, background: Background, store: WorkplaceStore) -> None:
        super().__init__(background)
        self._store = store
        self._saved = Workplace()
        form = Form()
        self.language = form.field("workplace_language", N_("Language of the screen"), QComboBox())
        for code, name in ((Language.KK, "Қазақша"), (Language.RU, "Русский")):
            self.language.addItem(name, code)
        self.desk = form.line("workplace_desk", N_("Name of this desk; used from the next sign-in"), 60)
        self.dark = self._tick("workplace_dark", N_("Dark colours"))
        self.large = self._tick("workplace_large", N_("Large text"))
        form.add(self.dark)
        form.add(self.large)
        form.gap()
        self.database = form.field("workplace_database", N_("Address of the shared database"), QLineEdit())
        self.database.setPlaceholderText("postgresql://server:5432/tereze")
        self.database.setMaxLength(300)
        self.database.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        said = N_("Empty: the records stay on this computer. A new address takes effect after restart.")
        form.add(text_label(said, "quiet", wrap=True))
        self.test = self.button("workplace_test", N_("Test the connection"))
        self.save = self.button("workplace_save", N_("Save"), "primary")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self.test)
        row.addStretch()
        self.rows.addWidget(form)
        self.rows.addLayout(row)
        self.rows.addWidget(self.answer)
        self.rows.addStretch()
        self.test.clicked.connect(self._on_test_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        notice.changed.connect(self._show_language)
        background.run(self, store.load, self._show, self.show_error)

    def _tick(self, name: str, source: str) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(name)
        bind(box, box.setText, source)
        bind(box, box.setAccessibleName, source)
        return box

    def _show(self, workplace: Workplace) -> None:
        self._saved = workplace
        self.desk.setText(workplace.desk)
        self.dark.setChecked(workplace.dark)
        self.large.setChecked(workplace.large_text)
        self.database.setText(workplace.database)
        self._show_language()
        if self._store.was_damaged:
            self.say(lambda: _("The settings file was damaged and has been set aside; these are the defaults."), "warn")

    def _show_language(self) -> None:
        self.language.setCurrentIndex(self.language.findData(language()))

    def _on_test_clicked(self) -> None:
        address = self.database.text().strip()
        self.test.setEnabled(False)
        self.say(lambda: _("Asking the server …"), "quiet")
        self.background.run(self, lambda: check_server(address), self._show_answer, self._show_no_answer)

    def _show_answer(self, encrypted: bool) -> None:
        self.test.setEnabled(True)
        if encrypted:
            self.say(
                lambda: _("A PostgreSQL server answers, with encryption. Names and passwords are checked at sign-in.")
            )
        else:
            self.say(
                lambda: _("A PostgreSQL server answers, but without encryption: ask for it to be switched on."), "warn"
            )

    def _show_no_answer(self, error: Exception) -> None:
        self.test.setEnabled(True)
        self.show_error(error)

    def _on_save_clicked(self) -> None:
        workplace = replace(
            self._saved,
            language=Language(self.language.currentData()),
            desk=self.desk.text().strip(),
            dark=self.dark.isChecked(),
            large_text=self.large.isChecked(),
            database=self.database.text().strip(),
        )
        self.background.run(
            self, lambda: self._keep(workplace), lambda _nothing: self._show_saved(workplace), self.show_error
        )

    def _keep(self, workplace: Workplace) -> None:
        """Printers and monitors may have been chosen elsewhere meanwhile: only this section's values are written."""
        fresh = self._store.load()
        keeping = replace(workplace, printers=fresh.printers, hall_screen=fresh.hall_screen, columns=fresh.columns)
        self._store.save(keeping)

    def _show_saved(self, workplace: Workplace) -> None:
        moved = workplace.database != self._saved.database
        self._saved = workplace
        self.say(lambda: _("Saved. The other records open after restart.") if moved else _("Saved."))
        self.changed.emit(workplace)

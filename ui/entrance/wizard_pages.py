"""The pages of the first run, each with what it asks and what it finds wanting."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from desk_app.domain.language import Language
from desk_app.domain.regulation import ServiceEdition
from desk_app.domain.staff import OfficeKind, Role
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.words import force_words as force_words
from ui.entrance.account_form import AccountForm
from ui.entrance.forms import Choices, Form
from ui.language import bind, switch
from ui.register.words import OFFICE_KINDS
from ui.widgets.labels import text_label, value_label

ZONES = (
    "Asia/Qostanay",
    "Asia/Almaty",
    "Asia/Aqtau",
    "Asia/Aqtobe",
    "Asia/Atyrau",
    "Asia/Oral",
    "Asia/Qyzylorda",
)


class WizardPage(QWidget):
    """A heading, one sentence of meaning, and the fields."""

    heading = ""
    meaning = ""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(12)
        self.rows.addWidget(text_label(self.heading, "title", wrap=True))
        self.rows.addWidget(text_label(self.meaning, "quiet", wrap=True))
        self.rows.addSpacing(4)

    def fault(self) -> str:
        """What is missing, as a message; empty where the page is complete."""
        return ""

    def first_field(self) -> QWidget | None:
        """Where the cursor stands when the page is turned to."""
        return None


class LanguagePage(WizardPage):
    heading = N_("Language of the screen")
    meaning = N_("It can be changed at any time with Ctrl+L. The language of a paper is chosen for each visitor.")

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Language, QRadioButton] = {}
        for code, name in ((Language.KK, "Қазақша"), (Language.RU, "Русский")):
            button = QRadioButton(name)
            button.setObjectName(f"language_{code.value}")
            button.setAccessibleName(name)
            button.setChecked(language() is code)
            button.toggled.connect(self._on_language_toggled)
            self._buttons[code] = button
            self.rows.addWidget(button)
        self.rows.addStretch()

    def chosen(self) -> Language:
        return next((code for code, button in self._buttons.items() if button.isChecked()), Language.KK)

    def _on_language_toggled(self, checked: bool) -> None:
        if checked:
            switch(self.chosen())

    def first_field(self) -> QWidget | None:
        return self._buttons[self.chosen()]


class OfficePage(WizardPage):
    heading = N_("Your office")
    meaning = N_("The name stands at the head of every paper, so write it as in the office's charter.")

    def __init__(self) -> None:
        super().__init__()
        form = Form()
        self.name = form.both("office_name", N_("Name of the office in Kazakh"), N_("Name of the office in Russian"))
        form.add(text_label(N_("What the office is; a small one may be several"), "quiet"))
        self.kinds = Choices("office_kind", {kind.value: text for kind, text in OFFICE_KINDS.items()}, 2)
        form.add(self.kinds)
        self.region = form.both("region", N_("Region in Kazakh"), N_("Region in Russian"))
        self.place = form.both("place", N_("Place in Kazakh"), N_("Place in Russian"))
        self.zone = form.field("zone", N_("Time zone"), QComboBox())
        known = available_timezones()
        self.zone.addItems([zone for zone in ZONES if zone in known])
        self.rows.addWidget(form)
        self.rows.addStretch()

    def chosen_kinds(self) -> tuple[OfficeKind, ...]:
        return tuple(OfficeKind(code) for code in self.kinds.ticked())

    def fault(self) -> str:
        if not self.name.is_complete:
            return _("Enter the name of the office in both languages.")
        if not self.chosen_kinds():
            return _("Tick at least one kind of office.")
        if not (self.region.is_complete and self.place.is_complete):
            return _("Enter the region and the place in both languages.")
        return ""

    def first_field(self) -> QWidget | None:
        return self.name.kk


class EditionsPage(WizardPage):
    heading = N_("Services and their acts")
    meaning = N_("The office works by the wordings ticked here. Another one can be adopted later from its first day.")

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._notes: list[tuple[QLabel, ServiceEdition]] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.rows.addLayout(self._list)
        self.rows.addStretch()

    def show_editions(self, editions: tuple[ServiceEdition, ...], ticked: tuple[str, ...]) -> None:
        """List what the program brings; `ticked` are the ids to begin with."""
        for edition in editions:
            box = QCheckBox()
            box.setObjectName(f"edition_{edition.id}")
            box.setChecked(edition.id in ticked)
            note = value_label("", "quiet", wrap=True)
            note.setContentsMargins(28, 0, 0, 8)
            self._boxes[edition.id] = box
            self._notes.append((note, edition))
            self._list.addWidget(box)
            self._list.addWidget(note)
        bind(self, self._write)

    def _write(self) -> None:
        for note, edition in self._notes:
            box = self._boxes[edition.id]
            words = force_words(edition)
            box.setText(f"{edition.short_title.text(language())}, {words}".replace("&", "&&"))
            box.setAccessibleName(f"{edition.title.text(language())}, {words}")
            note.setText(edition.act.text(language()))

    def chosen(self) -> tuple[str, ...]:
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def fault(self) -> str:
        return "" if self.chosen() else _("Tick at least one service.")

    def first_field(self) -> QWidget | None:
        return next(iter(self._boxes.values()), None)


class AccountPage(WizardPage):
    heading = N_("First account: the supervisor")
    meaning = N_("There is no default password. Further accounts are added in the settings.")

    def __init__(self) -> None:
        super().__init__()
        self.form = AccountForm(N_("What this person does; tick more where a small office starts alone"))
        self.form.roles.tick(Role.SUPERVISOR.value)
        self.rows.addWidget(self.form)
        self.rows.addStretch()

    def fault(self) -> str:
        return self.form.fault()

    def first_field(self) -> QWidget | None:
        return self.form.surname

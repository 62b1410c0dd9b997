"""Settings: sections at the left, one of them at the right; a person sees those that are theirs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desk_app.domain.staff import OfficeKind, Role
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.workplace import WorkplaceStore
from ui.background import Background
from ui.entrance.lists import RowList
from ui.language import bind
from ui.office.about import AboutSection
from ui.office.calendar import CalendarSection
from ui.office.doctor import DoctorSection
from ui.office.editions import EditionsSection
from ui.office.line_windows import LineWindowsSection
from ui.office.password import PasswordSection
from ui.office.portal_folder import PortalFolderSection
from ui.office.recipients import RecipientsSection
from ui.office.scans import ScansSection
from ui.office.section import Section
from ui.office.staff import StaffSection
from ui.office.stand_ins import StandInsSection
from ui.office.workplace import WorkplaceSection
from ui.theme import scaled
from ui.widgets import Card

LIST_WIDTH = 256


class SettingsPage(QWidget):
    """Signals:
    workplace_changed(Workplace): the settings of this computer were saved.
    hall_wanted(), kiosk_wanted(): a window of the line should be opened.
    """

    workplace_changed = Signal(object)
    hall_wanted = Signal()
    kiosk_wanted = Signal()

    def __init__(
        self, desk: Desk, background: Background, store: WorkplaceStore, data_dir: Path, log_path: Path
    ) -> None:
        super().__init__()
        self.setObjectName("settings_page")
        session = desk.session
        self.workplace = WorkplaceSection(background, store)
        self.workplace.changed.connect(self.workplace_changed)
        arranges = session.has(Role.SUPERVISOR, Role.ADMINISTRATOR)
        self.sections: list[Section] = [self.workplace, PasswordSection(desk, background)]
        if arranges:
            self.sections += [StaffSection(desk, background), StandInsSection(desk, background)]
        self.sections.append(EditionsSection(desk, background, may_adopt=arranges))
        if arranges:
            self.sections.append(CalendarSection(desk, background))
        if session.has(Role.SUPERVISOR, Role.EXECUTOR):
            self.sections.append(RecipientsSection(desk, background))
        line = LineWindowsSection(background)
        line.hall_wanted.connect(self.hall_wanted)
        line.kiosk_wanted.connect(self.kiosk_wanted)
        self.sections.append(line)
        if session.has(Role.SUPERVISOR):
            self.sections.append(ScansSection(desk, background))
        if arranges:
            self.sections.append(DoctorSection(desk, background))
        if desk.exchange.may_set(session) and OfficeKind.PROVIDER in session.office.kinds:
            self.sections.append(PortalFolderSection(desk, background))
        self.sections.append(AboutSection(background, data_dir, log_path))
        self.list = RowList()
        self.list.setObjectName("settings_list")
        self.list.setFixedWidth(scaled(LIST_WIDTH))
        self._stack = QStackedWidget()
        for section in self.sections:
            self.list.add_row("")
            self._stack.addWidget(section)
        card, body = Card(margin=0), Card(margin=0)
        card.rows.addWidget(self.list)
        body.rows.addWidget(self._stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(card)
        row.addWidget(body, 1)
        self.list.currentRowChanged.connect(self._turn_to)
        bind(self.list, self._write)
        self.list.setCurrentRow(0)

    def _write(self) -> None:
        self.list.setAccessibleName(_(N_("Settings")))
        for index, section in enumerate(self.sections):
            self.list.item(index).setText(_(section.title))

    def _turn_to(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.sections[index].activate()

    def activate(self) -> None:
        """The page is turned to."""
        self.sections[max(self.list.currentRow(), 0)].activate()
        self.list.setFocus()

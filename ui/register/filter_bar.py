"""The filters beside the search: service, state, channel, who accepted, days of registration, late ones only."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.journal_texts import CHANNELS
from desk_app.domain.register_filter import RegisterFilter, Standing
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import StaffMember
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.language import bind
from ui.register.words import initials
from ui.widgets import DateField, text_label

# Translators: what the register is narrowed to
STANDINGS = {
    Standing.OPEN: N_("in progress"),
    Standing.READY: N_("ready to hand over"),
    Standing.DONE: N_("completed"),
    Standing.VOID: N_("void"),
    Standing.REFUSED: N_("refusals only"),
}
_BOX_CHARACTERS = 11


class FilterBar(QFrame):
    """Two rows, as one is too long for a narrow screen; all that is chosen holds at once.

    Signals:
        changed(): another choice; `wanted` tells which.
        failed(object): the employees could not be read.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._members: tuple[StaffMember, ...] = ()
        self.service, self.standing, self.channel, self.clerk = (QComboBox() for _box in range(4))
        self.first, self.last = DateField(), DateField()
        self.late = QCheckBox()
        row, below = QHBoxLayout(), QHBoxLayout()
        for part in (row, below):
            part.setSpacing(8)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(row)
        rows.addLayout(below)
        for name, title, box in (
            ("filter_service", N_("Service"), self.service),
            ("filter_state", N_("State"), self.standing),
            ("filter_channel", N_("Channel"), self.channel),
            ("filter_clerk", N_("Accepted by"), self.clerk),
        ):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_BOX_CHARACTERS)
            bind(box, box.setAccessibleName, title)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            row.addWidget(box, 1)
        for name, label, title, field in (
            ("filter_first", N_("Registered: from day"), N_("Registered from"), self.first),
            ("filter_last", N_("to day"), N_("Registered up to"), self.last),
        ):
            field.setObjectName(name)
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("00.00.00000") + 24)
            bind(field, field.setAccessibleName, title)
            bind(field, field.setToolTip, title)
            field.value_changed.connect(self._on_day_edited)
            below.addWidget(text_label(label, "quiet"))
            below.addWidget(field)
        self.late.setObjectName("filter_late")
        bind(self.late, self.late.setText, N_("late only"))
        self.late.toggled.connect(lambda _on: self.changed.emit())
        below.addSpacing(8)
        below.addWidget(self.late)
        below.addStretch()
        bind(self, self._write_choices)
        background.run(self, lambda: desk.journals.clerks(desk.session), self._show_members, self.failed.emit)

    def wanted(self) -> RegisterFilter:
        """What is chosen. A day that is not whole yet narrows nothing."""
        standing, channel = self.standing.currentData(), self.channel.currentData()
        # Qt gives the members of a StrEnum back as mere text
        return RegisterFilter(
            self.service.currentData() or "",
            Standing(standing) if standing else None,
            Channel(channel) if channel else None,
            self.clerk.currentData(),
            self.first.value(),
            self.last.value(),
            self.late.isChecked(),
        )

    def set_wanted(self, wanted: RegisterFilter) -> None:
        """Choose from code; one signal, where anything changed."""
        before = self.wanted()
        self._write_choices(wanted)
        self.first.set_value(wanted.first)
        self.last.set_value(wanted.last)
        with QSignalBlocker(self.late):
            self.late.setChecked(wanted.late)
        if self.wanted() != before:
            self.changed.emit()

    def _on_day_edited(self) -> None:
        for field in (self.first, self.last):
            if field.hasFocus() and 0 < len(field.text()) < 10:
                return  # still being typed
        self.changed.emit()

    def _show_members(self, members: tuple[StaffMember, ...]) -> None:
        self._members = members
        self._write_choices()

    def _write_choices(self, wanted: RegisterFilter | None = None) -> None:
        """Say all choices in the language of the screen; what is chosen stays."""
        now, chosen = language(), wanted if wanted is not None else self.wanted()
        services = tuple((code, title.text(now)) for code, title in self._desk.journals.services())
        standings = tuple((standing, _(words)) for standing, words in STANDINGS.items())
        channels = tuple((channel, CHANNELS[channel].text(now)) for channel in Channel)
        mine = self._desk.session.member.key
        others = tuple((one.key, initials(one.full_name)) for one in self._members if one.key != mine)
        clerks = ((mine, _("Mine")), *others)
        if chosen.clerk is not None and chosen.clerk not in dict(clerks):
            clerks = (*clerks, (chosen.clerk, _("another employee")))
        for box, nothing, values, value in (
            (self.service, _("All services"), services, chosen.service or None),
            (self.standing, _("Any state"), standings, chosen.standing),
            (self.channel, _("All channels"), channels, chosen.channel),
            (self.clerk, _("Accepted by anyone"), clerks, chosen.clerk),
        ):
            with QSignalBlocker(box):
                box.clear()
                box.addItem(nothing, None)
                for data, words in values:
                    box.addItem(words, data)
                    box.setItemData(box.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
                place = next((at for at, (data, _words) in enumerate(values, 1) if data == value), 0)
                box.setCurrentIndex(place)

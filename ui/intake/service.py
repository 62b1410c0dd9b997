"""Block 2: the service, by the edition the office works by. A repealed edition is a quiet line, not a barrier."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy

from desk_app.domain.regulation import Channel
from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.intake import Offer
from ui.intake.head import block_head
from ui.intake.service_facts import FactsLine, TippedLine
from ui.intake.words import CHANNELS
from ui.language import bind
from ui.widgets import Card


class ServiceBlock(Card):
    """One of the services offered at this desk.

    Signals:
        chosen(): the person chose another one.
        leaflet_wanted(): the visitor is to have on paper what the service needs.
    """

    chosen = Signal()
    leaflet_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margin=10, spacing=2)
        self.setObjectName("intake.service_block")
        self._offers: tuple[Offer, ...] = ()
        self.list = QComboBox()
        self.list.setObjectName("intake.service")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.setMinimumContentsLength(20)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        bind(self.list, self.list.setAccessibleName, N_("Service"))
        self._quiet = TippedLine("warn")
        self._quiet.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.facts = FactsLine()
        self.leaflet = QPushButton()
        self.leaflet.setObjectName("intake.leaflet")
        self.leaflet.setProperty("role", "link")
        self.leaflet.clicked.connect(lambda _checked=False: self.leaflet_wanted.emit())
        bind(self.leaflet, self.leaflet.setText, N_("Leaflet"))
        for say in (self.leaflet.setToolTip, self.leaflet.setAccessibleName):
            bind(self.leaflet, say, N_("Leaflet for the visitor: what this service needs"))
        head = block_head("2", N_("Service"))
        head.takeAt(head.count() - 1)  # the line stretches instead
        head.addWidget(self.leaflet)
        head.addWidget(self._quiet, 1)
        self.rows.addLayout(head)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self.facts)
        self.list.activated.connect(lambda _index: self._on_list_activated())
        bind(self, self._write)

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """What this desk can accept; the first one is chosen."""
        self._offers = offers
        self._write()
        self.list.setCurrentIndex(0 if offers else -1)
        self._write_quiet()

    @property
    def offers(self) -> tuple[Offer, ...]:
        return self._offers

    @property
    def offer(self) -> Offer | None:
        """The service chosen; None where this desk accepts none."""
        index = self.list.currentIndex()
        return self._offers[index] if 0 <= index < len(self._offers) else None

    def offer_of(self, service: str, channel: Channel | None) -> Offer | None:
        """The offer of that service, on that channel where it is offered."""
        same = [offer for offer in self._offers if offer.edition.service == service]
        return next((offer for offer in same if offer.channel is channel), same[0] if same else None)

    def choose(self, offer: Offer) -> None:
        """Choose from code; no signal."""
        self.list.setCurrentIndex(self._offers.index(offer))
        self._write_quiet()

    def _on_list_activated(self) -> None:
        self._write_quiet()
        self.chosen.emit()

    def _write(self) -> None:
        index = self.list.currentIndex()
        services = [offer.edition.service for offer in self._offers]
        with QSignalBlocker(self.list):
            self.list.clear()
            for offer in self._offers:
                title = offer.edition.title.text(language())
                if services.count(offer.edition.service) > 1:
                    title = f"{title} · {_(CHANNELS[offer.channel])}"
                self.list.addItem(title)
            self.list.setCurrentIndex(index)
        self._write_quiet()

    def _write_quiet(self) -> None:
        """The one thing the clerk should know of the edition; the whole of it in the tip."""
        offer = self.offer
        self.facts.show_offer(offer)
        self.leaflet.setEnabled(offer is not None)
        self._quiet.setText("")
        if offer is None:
            self._quiet.setText(_("No service is set up for this desk."))
            return
        edition = offer.edition
        whole = f"{edition.title.text(language())}\n{edition.act.text(language())}"
        self.list.setToolTip(whole)
        self.list.setWhatsThis(f"{whole}\n{self.facts.toolTip()}")  # Shift+F1: Qt's own key for it
        if not offer.in_force and edition.effective_to is not None:
            words = _("The edition of {year} is out of force since {date}").format(
                year=edition.effective_from.year, date=short_date(edition.effective_to)
            )
            self._quiet.setText(f"⚠ {words}")
        elif not offer.in_force:
            self._quiet.setText("⚠ " + _("This edition is not in force"))
        elif not edition.basis_confirmed:
            self._quiet.setText("⚠ " + _("The list is not confirmed by an official text"))
        self._quiet.setToolTip(edition.act.text(language()))

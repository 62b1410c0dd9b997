"""What is true of the applicant, as far as it decides over a document of the service chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from desk_app.domain.regulation import ServiceEdition, Trait
from ui.intake.words import TRAITS, trait_words
from ui.language import bind


class TraitTicks(QWidget):
    """A tick for each trait. A minor is known from the birth date and a representative from their own block.

    Signals:
        changed(): the person set or cleared a tick.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._edition: ServiceEdition | None = None
        self._boxes: dict[Trait, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for place, trait in enumerate(TRAITS):
            box = QCheckBox()
            box.setObjectName(f"intake.trait_{trait.value}")
            box.clicked.connect(self.changed)
            self._boxes[trait] = box
            if trait in (Trait.WORKING_AGE_JOBLESS, Trait.MEMBER_UNDER_16_WORKS):  # long words
                grid.addWidget(box, place, 0, 1, 2)
            else:
                grid.addWidget(box, place // 2, place % 2)
        self.hide()
        bind(self, self._write)

    def ask_for(self, traits: frozenset[Trait], edition: ServiceEdition | None) -> None:
        """Show these ticks. What was marked before stays marked behind the others."""
        self._edition = edition
        for trait, box in self._boxes.items():
            box.setVisible(trait in traits)
        self.setVisible(any(trait in traits for trait in self._boxes))
        self._write()

    def show_traits(self, marked: frozenset[Trait]) -> None:
        for trait, box in self._boxes.items():
            box.setChecked(trait in marked)

    @property
    def marked(self) -> frozenset[Trait]:
        return frozenset(trait for trait, box in self._boxes.items() if box.isChecked())

    def _write(self) -> None:
        for trait, box in self._boxes.items():
            box.setText(trait_words(trait, self._edition))

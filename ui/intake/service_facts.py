"""What to tell a visitor before anything is looked at: price, term, waiting, reception, who may receive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk_app.domain.before import is_term_confirmed, whole_term
from desk_app.domain.norms import Norm
from desk_app.domain.regulation import ReceptionRule, Source
from desk_app.i18n import gettext as _
from desk_app.i18n import language
from desk_app.usecases.intake import Offer
from desk_app.words import norm_words
from ui.register.elided import ElidedLabel, WholeLabel

UNSURE = "⚠"


@dataclass(frozen=True, slots=True)
class Said:
    """One fact: as short as the line wants it, what it is, where it stands and whether a text that was read says so."""

    words: str
    heading: str
    source: str
    confirmed: bool

    @property
    def whole(self) -> str:
        found = f"{self.heading}: {self.words}"
        if self.source:
            found += f"\n    {self.source}"
        unsure = _("not confirmed by an official text")
        return found if self.confirmed else f"{found}\n    {UNSURE} {unsure}"


class TippedLine(ElidedLabel):
    """One line that shortens where there is no room; its tip is set from outside."""

    def __init__(self, role: str) -> None:
        super().__init__("", role)

    def _tell(self) -> None:
        """The tip stays as it was set."""


class FactsLine(WholeLabel):
    """All facts in a quiet line, or two; each with its source on the tip and for the screen reader."""

    def __init__(self) -> None:
        super().__init__("", "quiet")
        self.setObjectName("intake.service_facts")

    def show_offer(self, offer: Offer | None) -> None:
        """Say what there is to say of the service, in the language of the screen."""
        found = tuple(facts(offer)) if offer is not None else ()
        self.setVisible(bool(found))
        self.setText(line_of(found))
        whole = "\n".join(fact.whole for fact in found)
        self.setToolTip(whole)
        self.setAccessibleDescription(whole)


def line_of(found: tuple[Said, ...]) -> str:
    """«⚠ Free · 7 working days · …»: the sign once where nothing is confirmed, else behind each that is not."""
    if found and not any(fact.confirmed for fact in found):
        return f"{UNSURE} " + " · ".join(fact.words for fact in found)
    return " · ".join(fact.words if fact.confirmed else f"{fact.words} {UNSURE}" for fact in found)


def facts(offer: Offer) -> Iterator[Said]:
    """The facts of the service on this channel, those that are asked for most first."""
    edition, rule = offer.edition, offer.rule
    yield _said(_("Price"), edition.price.text.text(language()), edition.price.source)
    term = (" + " if rule.whole else ", ").join(norm_words(norm) for norm in whole_term(rule))
    source = rule.whole_source.text.text(language()) if rule.whole_source is not None and rule.whole else ""
    yield Said(term, _("Term"), source, is_term_confirmed(rule))
    times = " ".join(_times(rule.waiting, rule.serving))
    if times:
        yield _said(_("At the window"), times, rule.times_source)
    if rule.reception is not None:
        yield _said(_("Reception"), _reception(rule.reception), rule.reception.source)
    yield _said(_("Who may receive"), edition.recipients.text.text(language()), edition.recipients.source)


def _said(heading: str, words: str, source: Source | None) -> Said:
    if source is None:
        return Said(words, heading, "", True)
    return Said(words, heading, source.text.text(language()), source.confirmed)


def _times(waiting: Norm | None, serving: Norm | None) -> Iterator[str]:
    if waiting is not None and serving is not None:
        # Translators: the most a visitor waits and is served, as short as can be
        yield _("waiting {waiting}, service {serving} min").format(waiting=waiting.value, serving=serving.value)
    elif waiting is not None:
        yield _("waiting {waiting} min").format(waiting=waiting.value)
    elif serving is not None:
        yield _("service {serving} min").format(serving=serving.value)


def _reception(reception: ReceptionRule) -> str:
    parts = []
    if reception.by_place_of_registration:
        parts.append(_("by the place of registration"))
    if not reception.may_book and not reception.fast_lane:
        parts.append(_("no advance booking, no fast lane"))
    else:
        parts.append(_("booking through the portal") if reception.may_book else _("no advance booking"))
        parts.append(_("fast lane") if reception.fast_lane else _("no fast lane"))
    return ", ".join(parts)

"""All that one edition says: channels with their steps, documents, readings; what is not confirmed is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from desk_app.domain.language import Bilingual
from desk_app.domain.norms import Norm
from desk_app.domain.regulation import ChannelRule, DocumentRule, ServiceEdition, Source
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.words import ACTORS, CHANNELS, TRAITS, force_words, norm_words
from ui.language import bind
from ui.theme import scaled

HEIGHT = 300


class EditionCard(QWidget):
    """Read with the arrow keys; nothing in it can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._edition: ServiceEdition | None = None
        self._is_own = False
        self.text = QTextBrowser()
        self.text.setObjectName("edition_card")
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(scaled(HEIGHT))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.text)
        bind(self.text, self.text.setAccessibleName, N_("What this wording says"))
        bind(self, self._write)

    def show_edition(self, edition: ServiceEdition | None, *, is_own: bool = False) -> None:
        """`is_own`: the office added it itself."""
        if (edition, is_own) != (self._edition, self._is_own):
            self._edition, self._is_own = edition, is_own
            self._write()

    def _write(self) -> None:
        self.text.setHtml("".join(_lines(self._edition, self._is_own)) if self._edition is not None else "")


def _say(words: Bilingual) -> str:
    return escape(words.text(language()))


def _heading(source: str) -> str:
    return f"<h3>{escape(_(source))}</h3>"


def _source(source: Source) -> str:
    """The paragraph, the mark where nobody has read it, and how a doubtful place is read."""
    doubt, read_as = escape(_("not confirmed")), escape(_("Reading"))
    mark = "" if source.confirmed else f" <b>⚠ {doubt}</b>"
    reading = f"<br><i>{read_as}: {_say(source.reading)}</i>" if source.reading is not None else ""
    return f"<br><small>{_say(source.text)}{mark}{reading}</small>"


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _lines(edition: ServiceEdition, is_own: bool) -> Iterator[str]:
    yield f"<p><b>{_say(edition.title)}</b><br>{_say(edition.act)}<br>{escape(force_words(edition))}"
    yield _source(edition.force_source)
    if is_own:
        yield "<br>" + escape(_("Added by this office from a file."))
    yield "</p>"
    for rule in edition.channels:
        yield from _channel(rule)
    if edition.not_rendered:
        yield _heading(N_("Not rendered"))
        yield _list(_(CHANNELS[entry.channel]) + _source(entry.source) for entry in edition.not_rendered)
    yield _heading(N_("Documents"))
    yield _list(_document(rule) for rule in edition.documents)
    if edition.not_demanded:
        yield _heading(N_("Not to be demanded"))
        yield _list(_say(entry.title) + _source(entry.source) for entry in edition.not_demanded)
    if edition.pauses:
        yield _heading(N_("The clock stands still"))
        yield _list(_say(entry.words) + _source(entry.source) for entry in edition.pauses)


def _channel(rule: ChannelRule) -> Iterator[str]:
    yield f"<h3>{escape(_(CHANNELS[rule.channel]))}</h3>"
    terms = []
    if rule.whole_source is not None:
        whole = " + ".join(norm_words(leg.norm) for leg in rule.whole)
        terms.append(escape(_("Whole service")) + f": {escape(whole)}{_source(rule.whole_source)}")
    if rule.refusal is not None:
        refusal = f"{_say(rule.refusal.title)}: {escape(norm_words(rule.refusal.norm))}"
        terms.append(refusal + _source(rule.refusal.source))
    yield _list(terms)
    yield "<ol>"
    for step in rule.steps:
        yield f"<li>{_say(step.title)} – {escape(_(ACTORS[step.actor]))}, {_norm(step.norm)}{_source(step.source)}</li>"
    yield "</ol>"


def _norm(norm: Norm) -> str:
    return f"<b>{escape(norm_words(norm))}</b>"


def _document(rule: DocumentRule) -> str:
    words = [_(TRAITS[trait]) for trait in rule.applies_to]
    words += [_(TRAITS[trait]) for trait in rule.applies_to_members]
    words += [_(CHANNELS[channel]) for channel in rule.channels]
    only = f" ({escape('; '.join(words))})" if words else ""
    return _say(rule.title) + only + _source(rule.source)

"""A leaflet for a visitor who has brought nothing yet: what the service needs of them, on paper."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.domain import leaflet_texts as words
from desk_app.domain import paper_texts
from desk_app.domain.before import is_term_confirmed, whole_term
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import LeafletContent, LeafletLine, Paper, PaperKind, Row
from desk_app.domain.regulation import Channel, ChannelRule, DocumentRule, MemberTrait, ServiceEdition, Source, Trait
from desk_app.domain.staff import Session
from desk_app.domain.term_texts import norm_text
from desk_app.usecases import ports
from desk_app.usecases.law import Law
from desk_app.usecases.papers import make_paper

_NOTHING = Bilingual("", "")


class Leaflets:
    """Leaflets are made at the desk, before there is an application. They bear no number; the journal knows them."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory) -> None:
        self._law = law
        self._unit_of_work = unit_of_work

    def make(
        self,
        session: Session,
        edition: str,
        channel: Channel,
        traits: frozenset[Trait],
        members: frozenset[MemberTrait],
        language: PaperLanguage,
    ) -> Paper:
        """Record the leaflet of that service for somebody with these traits in a household with those of members.

        Nothing of the person is on it. Documents that other traits ask for are listed apart, with the condition.

        Raises:
            UserError: The edition or the channel is unknown.
            StorageError: Nothing was recorded.
        """
        rule = self._law.rule(edition, channel)
        content = leaflet_content(self._law.edition(edition), rule, traits, members)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            entry = work.journal.append("leaflet.made", facts={"edition": edition, "channel": channel.value})
            paper = make_paper(session, PaperKind.LEAFLET, "", words.TITLE, language, content, work.now(), entry)
            work.add_paper(paper)
            work.commit()
        return paper


def leaflet_content(
    edition: ServiceEdition, rule: ChannelRule, traits: frozenset[Trait], members: frozenset[MemberTrait]
) -> LeafletContent:
    """Everything on the leaflet. What no official text confirms is marked."""
    asked = [document for document in edition.documents if document.is_asked_on(rule.channel)]
    needed = [document for document in asked if _is_needed(document, traits, members)]
    others = [document for document in asked if document not in needed]
    rows = tuple(_rows(edition, rule))
    lines = tuple(_line(document) for document in (*needed, *others))
    not_demanded = tuple(
        LeafletLine(_marked(entry.title, entry.source), entry.source.text, _NOTHING, _NOTHING)
        for entry in edition.not_demanded
    )
    texts = (*(row.value for row in rows), *(line.title for line in (*lines, *not_demanded)))
    has_mark = any(text.kk.endswith(words.MARK) for text in texts)
    return LeafletContent(
        rows=rows,
        documents=lines[: len(needed)],
        others=lines[len(needed) :],
        not_demanded=not_demanded,
        basis=edition.basis,
        note=words.NOT_CONFIRMED if has_mark else _NOTHING,
    )


def _is_needed(document: DocumentRule, traits: frozenset[Trait], members: frozenset[MemberTrait]) -> bool:
    if not document.is_required_of(traits):
        return False
    return not document.applies_to_members or not members.isdisjoint(document.applies_to_members)


def _line(document: DocumentRule) -> LeafletLine:
    traits: tuple[Trait | MemberTrait, ...] = (*document.applies_to, *document.applies_to_members)
    conditions = tuple(words.CONDITIONS[trait] for trait in traits)
    return LeafletLine(
        _marked(document.title, document.source), document.bring, document.where, _joined("; ", conditions)
    )


def _rows(edition: ServiceEdition, rule: ChannelRule) -> Iterable[Row]:
    yield Row(paper_texts.SERVICE, edition.title, strong=True)
    yield Row(words.WHERE, words.PLACES[rule.channel])
    yield Row(words.RECIPIENTS, _marked(edition.recipients.text, edition.recipients.source))
    yield Row(words.PRICE, _marked(edition.price.text, edition.price.source))
    term = _joined(" + " if rule.whole else ", ", [norm_text(norm) for norm in whole_term(rule)])
    yield Row(words.TERM, _with_mark(term, is_term_confirmed(rule)))
    limits = []
    if rule.waiting is not None:
        limits.append(_filled(words.WAITING, waiting=rule.waiting.value))
    if rule.serving is not None:
        limits.append(_filled(words.SERVING, serving=rule.serving.value))
    if limits:
        confirmed = rule.times_source is None or rule.times_source.confirmed
        yield Row(words.AT_THE_WINDOW, _with_mark(_joined(", ", limits), confirmed))
    reception = rule.reception
    if reception is not None:
        said = [
            words.BOOKING if reception.may_book else words.NO_BOOKING,
            words.FAST_LANE if reception.fast_lane else words.NO_FAST_LANE,
        ]
        if reception.by_place_of_registration:
            said.insert(0, words.BY_REGISTRATION)
        yield Row(words.RECEPTION, _marked(_joined(", ", said), reception.source))


def _marked(text: Bilingual, source: Source) -> Bilingual:
    return _with_mark(text, source.confirmed)


def _with_mark(text: Bilingual, confirmed: bool) -> Bilingual:
    return text if confirmed else Bilingual(text.kk + words.MARK, text.ru + words.MARK)


def _joined(between: str, texts: Iterable[Bilingual]) -> Bilingual:
    found = tuple(texts)
    return Bilingual(between.join(text.kk for text in found), between.join(text.ru for text in found))


def _filled(text: Bilingual, **counts: int) -> Bilingual:
    return Bilingual(text.kk.format(**counts), text.ru.format(**counts))

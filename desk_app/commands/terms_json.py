"""The terms as a JSON object. Moments are ISO with their offset; codes are the same in every language."""

from __future__ import annotations

from typing import Any

from desk_app.commands.speech import source_words
from desk_app.commands.terms import Terms
from desk_app.domain.calendar import DueDate, ExplainedInterval
from desk_app.domain.norms import Norm, unit_name
from desk_app.domain.regulation import ServiceEdition, Source
from desk_app.domain.timetable import StepTerm
from desk_app.i18n import language
from desk_app.words import reason_words

Object = dict[str, Any]


def object_of(terms: Terms) -> Object:
    timetable, edition = terms.timetable, terms.edition
    return {
        "service": edition.service,
        "channel": terms.rule.channel.value,
        "edition": edition.id,
        "in_force": terms.in_force,
        "confirmed": timetable.confirmed,
        "arrived_at": terms.arrives.isoformat(),
        "received_at": timetable.received_at.isoformat(),
        "service_due": _due(timetable.service),
        "refusal_due": _due(timetable.refusal),
        "steps": [_step(term, edition) for term in timetable.steps],
        "title": edition.title.text(language()),
        "act": edition.act.text(language()),
        "service_term": _term(timetable.service, edition),
        "refusal_term": _term(timetable.refusal, edition),
    }


def _due(due: DueDate | None) -> str | None:
    return due.due.isoformat() if due is not None else None


def _norm(norm: Norm) -> Object:
    return {"value": norm.value, "unit": unit_name(norm)}


def _step(term: StepTerm, edition: ServiceEdition) -> Object:
    step = term.step
    return {
        "code": step.code,
        "title": step.title.text(language()),
        "kind": step.kind.value,
        "actor": step.actor.value,
        **_explained(term.due, edition),
        "arrives_by": term.arrives_by.isoformat() if term.arrives_by is not None else None,
    }


def _term(due: DueDate | None, edition: ServiceEdition) -> Object | None:
    return None if due is None else _explained(due, edition)


def _explained(due: DueDate, edition: ServiceEdition) -> Object:
    return {
        "norm": _norm(due.norm),
        "norms": [_norm(norm) for norm in due.norms],
        "begins": due.begins.isoformat(),
        "due": due.due.isoformat(),
        "explanation": [_line(line) for line in due.lines],
        "confirmed": due.confirmed,
        **_source(due.source, edition),
    }


def _source(source: Source, edition: ServiceEdition) -> Object:
    return {
        "source": source_words(source, edition),
        "reading": source.reading.text(language()) if source.reading is not None else None,
    }


def _line(line: ExplainedInterval) -> Object:
    return {
        "from": line.begins.isoformat(),
        "to": line.ends.isoformat(),
        "counted": line.counted,
        "reason": line.reason.value,
        "ordinal": line.ordinal,
        "name": line.name.text(language()) if line.name is not None else None,
        "text": reason_words(line),
    }

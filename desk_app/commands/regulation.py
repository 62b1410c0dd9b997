"""`regulation check` and `regulation list`: the rules files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk_app.commands.known import Place, known
from desk_app.commands.speech import DONE, FAULTY, WRONG_WORDS, speak, tell, tell_error
from desk_app.domain.norms import unit_name
from desk_app.domain.regulation import ChannelRule, ServiceEdition
from desk_app.errors import DataFileError, TerezeError
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.paths import resources_dir
from desk_app.regulation import loader
from desk_app.regulation.catalogue import calendar_paths, edition_paths
from desk_app.regulation.checks import faults_beside
from desk_app.regulation.toml import parse
from desk_app.wording import Fault, say
from desk_app.words import ACTORS, CHANNELS, force_words, norm_words


def check(files: Sequence[Path], in_language: str) -> int:
    """Print a line for each good file and every fault of the others; return 1 where there is any."""
    speak(in_language)
    good = True
    beside: list[ServiceEdition] = []
    if files:
        beside += _shipped()
    for path in files:
        good &= _report(str(path), _given_faults(path, beside))
    if not files:
        folder = resources_dir()
        for path in edition_paths(folder):
            good &= _report(_name(path), _shipped_faults(path, beside))
        for path in calendar_paths(folder):
            good &= _report(_name(path), _calendar_faults(path))
    return DONE if good else FAULTY


def show(place: Place, in_language: str, *, as_json: bool) -> int:
    """Print every edition: of the office whose records are opened, else those that came with the program."""
    speak(in_language)
    try:
        law = known(place)
    except TerezeError as error:
        tell_error(error)
        return WRONG_WORDS
    if law.said is not None:
        tell(law.said.words())
    editions = law.editions
    if as_json:
        print(json.dumps([_object_of(edition) for edition in editions], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join("\n".join(_lines_of(edition)) for edition in editions))
    return DONE


def _name(path: Path) -> str:
    return "/".join(path.parts[-2:])


def _report(name: str, faults: Sequence[Fault]) -> bool:
    if not faults:
        print(say(N_("{file}: in order"), {"file": name}))
    for fault in faults:
        key = fault.key or _("the file")
        print(say(N_("{file}: {key}: expected {expected}"), {"file": name, "key": key, "expected": fault.expected}))
    return not faults


def _shipped() -> Iterator[ServiceEdition]:
    """What came with the program; a file of it that is faulty itself is left out, as its own check tells it."""
    for path in edition_paths(resources_dir()):
        with suppress(DataFileError):
            yield loader.load_edition(path)


def _given_faults(path: Path, beside: list[ServiceEdition]) -> tuple[Fault, ...]:
    """As the window refuses them: what a file owes itself, the program's editions and the files given before it."""
    try:
        content = loader.read_bytes(path, str(path))
        if loader.is_calendar(parse(content, str(path))):
            loader.read_year(content, str(path))
        else:
            edition = loader.read_edition(content, str(path), beside)
            if edition.id not in {one.id for one in beside}:
                beside.append(edition)
    except DataFileError as error:
        return error.faults
    return ()


def _shipped_faults(path: Path, known: list[ServiceEdition]) -> tuple[Fault, ...]:
    try:
        edition = loader.load_edition(path)
    except DataFileError as error:
        return error.faults
    faults = tuple(faults_beside(edition, known))
    known.append(edition)
    return faults


def _calendar_faults(path: Path) -> tuple[Fault, ...]:
    try:
        loader.load_year(path)
    except DataFileError as error:
        return error.faults
    return ()


def _object_of(edition: ServiceEdition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "service": edition.service,
        "title": edition.title.text(language()),
        "effective_from": edition.effective_from.isoformat(),
        "effective_to": edition.effective_to.isoformat() if edition.effective_to is not None else None,
        "act": edition.act.text(language()),
        "digest": edition.digest,
        "channels": [_channel_object(rule) for rule in edition.channels],
        "not_rendered": [
            {"channel": entry.channel.value, "source": entry.source.text.text(language())}
            for entry in edition.not_rendered
        ],
    }


def _channel_object(rule: ChannelRule) -> dict[str, Any]:
    return {
        "channel": rule.channel.value,
        "steps": [
            {
                "code": step.code,
                "title": step.title.text(language()),
                "actor": step.actor.value,
                "norm": {"value": step.norm.value, "unit": unit_name(step.norm)},
            }
            for step in rule.steps
        ],
    }


def _lines_of(edition: ServiceEdition) -> Iterator[str]:
    yield f"{edition.id}  {edition.title.text(language())}"
    yield f"   {edition.act.text(language())}"
    yield f"   {force_words(edition)}"
    for rule in edition.channels:
        yield f"   {rule.channel.value}: {_(CHANNELS[rule.channel])}"
        for step in rule.steps:
            yield f"      {step.code}: {step.title.text(language())} ({_(ACTORS[step.actor])}), {norm_words(step.norm)}"
    for entry in edition.not_rendered:
        words = _("not rendered: {paragraph}").format(paragraph=entry.source.text.text(language()))
        yield f"   {entry.channel.value}: {words}"

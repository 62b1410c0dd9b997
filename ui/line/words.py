"""The line in words: times against their norms, groups, results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from desk_app.domain.line import VisitResult
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.line_view import Group

_NEAR = 0.8
"""Of a norm: from here on a time is near its end."""

RESULTS: dict[VisitResult, str] = {
    VisitResult.ASKED: N_("Asked and was advised"),
    VisitResult.REGISTERED: N_("The application is registered"),
    VisitResult.REFUSED: N_("A refusal receipt was given"),
    VisitResult.COLLECTED: N_("A finished paper was handed over"),
    VisitResult.LEFT: N_("Left without waiting"),
    VisitResult.NO_SHOW: N_("Did not come"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A time against its norm: words, the token of its colour, the icon that stands for it, what the icon means."""

    text: str
    tone: str
    sign: str
    meaning: str


def clock_text(time: timedelta) -> str:
    """04:10, or 1:04:10 from an hour on; never less than nothing."""
    seconds = max(int(time.total_seconds()), 0)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def measured(time: timedelta, norm: int | None, *, with_norm: bool = True) -> Measured:
    """The time against a norm in minutes; quiet where there is none."""
    text = clock_text(time)
    if norm is None:
        return Measured(text, "quiet", "circle", "")
    whole = timedelta(minutes=norm)
    said = f"{text} / {clock_text(whole)}" if with_norm else text
    if time > whole:
        return Measured(said, "bad", "triangle-alert", _("longer than the norm of {norm} min").format(norm=norm))
    if time >= whole * _NEAR:
        return Measured(said, "warn", "clock", _("close to the norm of {norm} min").format(norm=norm))
    return Measured(said, "quiet", "circle", _("within the norm of {norm} min").format(norm=norm))


def short_name(group: Group | None) -> str:
    """The group in the language of the screen; empty for one the office does not have any more."""
    return group.short.text(language()) if group is not None else ""

"""One line per target, and how the lines are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

HEADINGS = ("row", "what", "ours", "peer or limit", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Line:
    row: str
    what: str
    ours: str = ""
    peer: str = ""
    ratio: str = ""
    target: str = ""
    met: str = "–"
    """`yes`, `no`, or – where there is nothing to compare with."""


def at_most(row: str, what: str, ours: float, peer: float, limit: float, peer_name: str, *, unit: str = "ms") -> Line:
    """Ours may cost `limit` times the peer."""
    return Line(
        row,
        what,
        f"{figure(ours)} {unit}",
        f"{peer_name} {figure(peer)} {unit}",
        f"{ours / peer:.2f} ×",
        f"≤ {limit:g} ×",
        yes_no(ours / peer <= limit),
    )


def faster(row: str, what: str, ours: float, peer: float, times: float, peer_name: str, *, unit: str = "ms") -> Line:
    """The peer must cost at least `times` as much as ours."""
    ratio = peer / ours
    shown = f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"
    return Line(
        row,
        what,
        f"{figure(ours)} {unit}",
        f"{peer_name} {figure(peer)} {unit}",
        f"{shown} × faster",
        f"≥ {times:g} × faster",
        yes_no(ratio >= times),
    )


def below(row: str, what: str, ours: float, limit: float, *, unit: str = "ms") -> Line:
    """A limit that is a figure of its own."""
    return Line(row, what, f"{figure(ours)} {unit}", target=f"≤ {figure(limit)} {unit}", met=yes_no(ours <= limit))


def absent(row: str, what: str, peer_name: str, why: str) -> Line:
    return Line(row, what, peer=f"{peer_name}: {why}")


def yes_no(met: bool) -> str:
    return "yes" if met else "no"


def figure(value: float) -> str:
    """Three digits that say something, at most."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 1 else f"{value:.1f}".removesuffix(".0")


def print_table(lines: Sequence[Line]) -> None:
    cells = [HEADINGS, *(astuple(line) for line in lines)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(HEADINGS))]
    for number, row in enumerate(cells):
        print("  ".join(text.ljust(wide) for text, wide in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * wide for wide in widths))

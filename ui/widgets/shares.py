"""Sharing of a width among those that lack it."""

from __future__ import annotations

from collections.abc import Sequence


def share_width(room: int, needs: Sequence[int], weights: Sequence[int]) -> tuple[int, ...]:
    """Share so many pixels by weight; who needs less than their share leaves it to the others, while those lack it.

    Where all have enough, what is left over is shared by weight too. A weight of 0 gets nothing.
    """
    found = [0] * len(needs)
    lacking = [index for index, weight in enumerate(weights) if weight]
    while lacking:
        whole = sum(weights[index] for index in lacking)
        content = [index for index in lacking if needs[index] <= room * weights[index] // whole]
        if not content or len(content) == len(lacking):
            break
        for index in content:
            found[index] = needs[index]
            room -= needs[index]
        lacking = [index for index in lacking if index not in content]
    whole = sum(weights[index] for index in lacking)
    for index in lacking:
        found[index] = room * weights[index] // whole
    return tuple(found)

"""Small counts of people in a table that leaves the office: hidden so that totals do not give them away.

A cell of one to four people is hidden. Then further cells are hidden until none of them follows from the others: with
every row and column total known, a hidden cell follows exactly when no other filling of the hidden cells fits. That
is asked of the graph whose nodes are rows and columns and whose edges are the hidden cells (D. Gusfield, 1988): a cell
may be otherwise if and only if it lies on a cycle along which others can be raised and lowered in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SMALL = 5
"""Counts from one to four are small. Nought is nobody, and is told."""

_Cell = tuple[int, int]
Counts = tuple[tuple[int | None, ...], ...]


def suppressed(counts: Sequence[Sequence[int]], also: Iterable[_Cell] = ()) -> Counts:
    """Hide what has to be hidden (None) of a table whose last column and last row are its totals.

    `also` are cells, by row and column, that another table of the same people hides.
    """
    table = _Table(counts)
    hidden = {cell for cell in table.cells() if 0 < table.value(cell) < SMALL} | set(also)
    while (lone := table.first_that_follows(hidden)) is not None:
        more = table.companion(lone, hidden)
        if more is None:
            # nothing is left to hide it behind: the whole table is silent
            hidden = set(table.cells())
            break
        hidden.add(more)
    return tuple(
        tuple(None if (row, column) in hidden else value for column, value in enumerate(line))
        for row, line in enumerate(counts)
    )


def suppressed_row(counts: Sequence[int]) -> tuple[int | None, ...]:
    """The same of a single row of counts that ends with its total."""
    *parts, whole = counts
    hidden = {place for place, value in enumerate(parts) if 0 < value < SMALL}
    rest = sorted((place for place, value in enumerate(parts) if value >= SMALL), key=lambda place: parts[place])
    # two hidden parts that are one each would still follow from a total of two
    while hidden and (len(hidden) < 2 or sum(parts[place] for place in hidden) <= len(hidden)):
        if not rest:
            return (None,) * len(counts)
        hidden.add(rest.pop(0))
    shown = [None if place in hidden else value for place, value in enumerate(parts)]
    return (*shown, None if 0 < whole < SMALL else whole)


class _Table:
    def __init__(self, counts: Sequence[Sequence[int]]) -> None:
        self._counts = counts
        self._rows, self._columns = len(counts), len(counts[0]) if counts else 0
        for line in counts:
            if len(line) != self._columns:
                raise ValueError("the rows of a table are of one length")

    def cells(self) -> list[_Cell]:
        return [(row, column) for row in range(self._rows) for column in range(self._columns)]

    def value(self, cell: _Cell) -> int:
        return self._counts[cell[0]][cell[1]]

    def _is_margin(self, cell: _Cell) -> bool:
        """True for a total of one kind: it stands on the other side of its equation. The whole total is of both."""
        return (cell[0] == self._rows - 1) != (cell[1] == self._columns - 1)

    def _arcs(self, hidden: set[_Cell], without: _Cell) -> dict[tuple[str, int], set[tuple[str, int]]]:
        """From node to node: a change that the hidden cells other than this one allow."""
        arcs: dict[tuple[str, int], set[tuple[str, int]]] = {}
        for cell in hidden:
            if cell == without:
                continue
            row, column = ("row", cell[0]), ("column", cell[1])
            up, down = (column, row) if self._is_margin(cell) else (row, column), None
            if self.value(cell) > 1:  # whoever reads knows that no hidden cell is nought
                down = (up[1], up[0])
            for arc in (up, down):
                if arc is not None:
                    arcs.setdefault(arc[0], set()).add(arc[1])
        return arcs

    def _may_be_otherwise(self, cell: _Cell, hidden: set[_Cell]) -> bool:
        arcs = self._arcs(hidden, cell)
        row, column = ("row", cell[0]), ("column", cell[1])
        up = (column, row) if self._is_margin(cell) else (row, column)
        if _reaches(arcs, up[1], up[0]):
            return True
        return self.value(cell) > 1 and _reaches(arcs, up[0], up[1])

    def first_that_follows(self, hidden: set[_Cell]) -> _Cell | None:
        return next((cell for cell in sorted(hidden) if not self._may_be_otherwise(cell, hidden)), None)

    def companion(self, lone: _Cell, hidden: set[_Cell]) -> _Cell | None:
        """The cell that costs least: one of its row or column, no total if it can be helped, the smallest."""
        free = [cell for cell in self.cells() if cell not in hidden and self.value(cell) > 0]
        if not free:
            return None

        def cost(cell: _Cell) -> tuple[int, int, int, _Cell]:
            near = cell[0] == lone[0] or cell[1] == lone[1]
            tied = any(cell[0] == other[0] for other in hidden) + any(cell[1] == other[1] for other in hidden)
            totals = (cell[0] == self._rows - 1) + (cell[1] == self._columns - 1)
            return (0 if near else 1, totals - tied, self.value(cell), cell)

        return min(free, key=cost)


def _reaches(arcs: dict[tuple[str, int], set[tuple[str, int]]], begins: tuple[str, int], ends: tuple[str, int]) -> bool:
    seen, waiting = {begins}, [begins]
    while waiting:
        here = waiting.pop()
        if here == ends:
            return True
        for there in arcs.get(here, set()) - seen:
            seen.add(there)
            waiting.append(there)
    return False

"""Versions of the layouts. A paper names the version it was made by, and is drawn by that one for ever.

A change that moves a single byte of a paper is a new version here, with what it changes; the older ones stay as they
are, so that a paper printed years ago comes out again as it was. Papers that are never kept (tickets, the recovery
sheet) may follow the newest.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.domain.papers import TEMPLATE_VERSION, Paper
from desk_app.errors import StorageError
from desk_app.i18n import N_


@dataclass(frozen=True, slots=True)
class Template:
    """What one version of the layouts draws differently from the others. Measures in millimetres."""

    tightnesses: tuple[float, ...]
    """What is tried, one after the other, to save the last page of a paper of two or three."""
    row_pad: float
    """Above and below each labelled value."""
    has_line_of_particulars: bool
    """Date, place and number stand on one line under the head; else the number over the title, the others under it."""
    balances_titles: bool
    """Lines of a title are about as long as each other, and no preposition ends one."""
    signature: tuple[float, float, float, float]
    """Of a signature: width of the title, where the line begins, how long it is, where the name begins."""
    has_lines_for_names: bool
    """Who signs without being known beforehand writes the name on a line."""
    marks_drafts_in_both: bool
    follows_form: bool
    """The application has the fields of the official form in its order, with lines where nothing is known."""
    documents: tuple[float, float, float, float]
    household: tuple[float, float, float, float, float]
    """Shares of the columns; of the documents for an application in both languages."""
    application: tuple[float, ...]
    """What is tried, one after the other, to keep an application on one page."""
    application_pad: float
    """Above and below each line of its tables."""
    foot: float
    """Between an application and the cut under it, for its foot."""
    gap: float
    """What lies between its parts, against the first template."""
    under_signature: float
    shortens_names: bool
    """A name of hundreds of letters is cut off on the talon and beside a line to sign on."""
    hand_over: tuple[float, float, float, float, float, float, float]
    """Shares of the columns."""
    service_size: float
    """Of the service in a hand-over list, in points."""


TEMPLATES = {
    "1": Template(
        tightnesses=(0.92,),
        row_pad=1.5,
        has_line_of_particulars=False,
        balances_titles=False,
        signature=(54, 57, 36, 97),
        has_lines_for_names=False,
        marks_drafts_in_both=False,
        follows_form=False,
        documents=(10, 90, 24, 38),
        household=(10, 62, 28, 22, 40),
        application=(1.0, 0.92, 0.86),
        application_pad=0.8,
        foot=12,
        gap=1.0,
        under_signature=5,
        shortens_names=False,
        hand_over=(11, 28, 42, 25, 40, 14, 13),
        service_size=10,
    ),
    "2": Template(
        tightnesses=(0.92, 0.86),
        row_pad=1.2,
        has_line_of_particulars=True,
        balances_titles=True,
        signature=(50, 53, 30, 87),
        has_lines_for_names=True,
        marks_drafts_in_both=True,
        follows_form=True,
        documents=(9.5, 105, 14, 32.5),
        household=(9.5, 56.5, 32.5, 22, 37.5),
        application=(1.0, 0.92, 0.86, 0.84, 0.82),
        application_pad=0.5,
        foot=10.5,
        gap=0.8,
        under_signature=4.2,
        shortens_names=True,
        hand_over=(9.5, 23.5, 34, 23.5, 38.5, 11.5, 12),
        service_size=9,
    ),
}


def template_of(paper: Paper) -> Template:
    """Return the layout the paper was made by.

    Raises:
        StorageError: E-303, this program does not know it.
    """
    found = TEMPLATES.get(paper.template)
    if found is None:
        raise StorageError(
            "E-303",
            N_("The paper {number} was made by a newer version of the program."),
            N_("Print it at a desk that has the newer version, or bring this one up to date."),
            safe=N_("The record is safe; only the printing is stopped."),
            number=paper.number,
        )
    return found


assert TEMPLATE_VERSION in TEMPLATES

"""What pages are built from. Each widget's own docstring tells its signals.

A module is read when one of its widgets is first asked for: the window that opens the program needs two of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.widgets.buttons import KeyHint, MainButton, QuietButton, Segmented
    from ui.widgets.day_strip import DayStrip
    from ui.widgets.inputs import DateField, IinEdit, LabeledField, PhoneField, set_fault
    from ui.widgets.labels import Card, EmptyState, Sign, rule, set_role, text_label, value_label
    from ui.widgets.message import MessageBar
    from ui.widgets.paper_view import PaperView
    from ui.widgets.tile import FigureTile
    from ui.widgets.verdict import BigNumber, SegmentBar, VerdictHeader

__all__ = [
    "BigNumber",
    "Card",
    "DateField",
    "DayStrip",
    "EmptyState",
    "FigureTile",
    "IinEdit",
    "KeyHint",
    "LabeledField",
    "MainButton",
    "MessageBar",
    "PaperView",
    "PhoneField",
    "QuietButton",
    "SegmentBar",
    "Segmented",
    "Sign",
    "VerdictHeader",
    "rule",
    "set_fault",
    "set_role",
    "text_label",
    "value_label",
]

_PLACES = {
    "buttons": (
        "KeyHint",
        "MainButton",
        "QuietButton",
        "Segmented",
    ),
    "day_strip": ("DayStrip",),
    "inputs": (
        "DateField",
        "IinEdit",
        "LabeledField",
        "PhoneField",
        "set_fault",
    ),
    "labels": (
        "Card",
        "EmptyState",
        "Sign",
        "rule",
        "set_role",
        "text_label",
        "value_label",
    ),
    "message": ("MessageBar",),
    "paper_view": ("PaperView",),
    "tile": ("FigureTile",),
    "verdict": (
        "BigNumber",
        "SegmentBar",
        "VerdictHeader",
    ),
}
_MODULES = {name: module for module, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"ui.widgets.{_MODULES[name]}"), name)
    globals()[name] = found
    return found

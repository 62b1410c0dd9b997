"""What pages are built from. Each widget's own docstring tells its signals."""

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

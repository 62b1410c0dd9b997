"""Papers on the screen: the pages as they will be printed, the print job, the question whether the paper came out."""

from ui.papers.dialog import PaperDialog
from ui.papers.panel import PaperPanel

__all__ = ["PaperDialog", "PaperPanel"]

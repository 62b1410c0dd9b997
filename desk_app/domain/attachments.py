"""Scans attached to a case: what they are of, and what a desk takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from desk_app.domain.voiding import Voiding

MOST_BYTES_OF_FILE = 10 * 1024 * 1024
MOST_BYTES_OF_CASE = 50 * 1024 * 1024
"""Of all scans of a case, also of those that became void: they are kept."""
MOST_PAGES = 200
MOST_PIXELS = 60_000_000
"""Of an image: an A4 sheet at 600 dots per inch has 35 million."""
LONGEST_SIDE_POINTS = 5_000
"""Of a page of a PDF, in points of 1/72 inch: A0 is 3370 high."""


class FileKind(StrEnum):
    """What the bytes are, whatever the file is called."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


class Subject(StrEnum):
    """What was scanned."""

    DOCUMENT = "document"
    """A document of the package."""
    LETTER = "letter"
    """A letter of another organisation."""
    RECEIPT = "receipt"
    """A paper of this office with a signature on it."""
    IDENTITY = "identity"
    """A copy of an identity document: off unless the supervisor switched it on."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """What looking at the bytes told."""

    kind: FileKind
    pages: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A scan of a case, without its bytes. Never changed; a wrong one becomes void and stays."""

    key: UUID
    case: UUID
    step: UUID | None
    """The step it belongs to (the letter a result was entered from); None: the case itself."""
    subject: Subject
    title: str
    kind: FileKind
    pages: int
    size: int
    """In bytes."""
    sha256: str
    added_by: UUID
    added_by_name: str
    added_at: datetime
    void: Voiding | None = None

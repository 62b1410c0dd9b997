"""Errors a person can meet.

`UserError`: they can act. `StorageError`: the environment failed. `DataFileError`: a file is wrong.

Texts are English source strings marked with `N_`; whoever shows the error puts them into words with `wording.say`,
which fills in `params`. Everything that is none of these is a defect and rises to the one last handler.
"""

from __future__ import annotations

from desk_app.i18n import N_
from desk_app.wording import Fault, in_source_words

NOTHING_LOST = N_("Nothing was recorded. What you typed is still on the screen.")


class TerezeError(Exception):
    """What happened, whether the data are safe, what to do now, and a code to quote."""

    def __init__(self, code: str, what: str, todo: str = "", *, safe: str = NOTHING_LOST, **params: object) -> None:
        super().__init__(f"{code}: {in_source_words(what, params)}")
        self.code = code
        self.what = what
        self.safe = safe
        self.todo = todo
        self.params = params


class UserError(TerezeError):
    """The person at the desk can put it right."""


class ForbiddenError(UserError):
    """This person may not do this: the right is missing or the state of the case does not allow it."""


class StorageError(TerezeError):
    """The records could not be read or written; nothing was recorded."""


class DataFileError(TerezeError):
    """One or more faults of a data file: which key, and what was expected there."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(
            "E-320",
            N_("The file {file} cannot be used: {detail}"),
            N_("Correct the named keys, or go back to the file that came with the program."),
            safe=N_("Your records were not touched."),
            file=file,
            detail=faults,
        )
        self.file = file
        self.faults = faults


def unknown_edition(edition: str) -> UserError:
    return UserError(
        "E-330",
        N_("The edition {edition} of a service is not known to this program."),
        N_("Add its file to the program's editions, or choose another edition."),
        edition=edition,
    )

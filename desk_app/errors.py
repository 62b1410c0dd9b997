"""Errors a person can meet.

`UserError`: they can act. `StorageError`: the environment failed. `DataFileError`: a file is wrong.

Texts are English source strings marked with `N_`; whoever shows the error translates them (`i18n.gettext`) and then
formats them with `params`. Everything that is none of these is a defect and rises to the one last handler.
"""

from __future__ import annotations

from desk_app.i18n import N_

NOTHING_LOST = N_("Nothing was recorded. What you typed is still on the screen.")


class TerezeError(Exception):
    """What happened, whether the data are safe, what to do now, and a code to quote."""

    def __init__(self, code: str, what: str, todo: str = "", *, safe: str = NOTHING_LOST, **params: object) -> None:
        super().__init__(f"{code}: {what.format(**params) if params else what}")
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
    """One or more faults of a data file. `faults` holds (key, what was expected) for each."""

    def __init__(self, file: str, faults: tuple[tuple[str, str], ...]) -> None:
        detail = "; ".join(f"{key}: {expected}" for key, expected in faults)
        super().__init__(
            "E-320",
            N_("The file {file} cannot be used: {detail}"),
            N_("Correct the named keys, or go back to the file that came with the program."),
            safe=N_("Your records were not touched."),
            file=file,
            detail=detail,
        )
        self.file = file
        self.faults = faults

"""What a file can have that no list can be read from. Nothing of it was recorded."""

from __future__ import annotations

from desk_app.errors import UserError
from desk_app.i18n import N_


def damaged(file_name: str) -> UserError:
    return UserError(
        "E-384",
        N_("The file {file} is damaged and cannot be read."),
        N_("Ask for it again, or open it in the spreadsheet program and save it anew."),
        safe=N_("Nothing was changed."),
        file=file_name,
    )


def too_large(file_name: str) -> UserError:
    return UserError(
        "E-385",
        N_("The file {file} is larger than a list may be: 20 MB, 200,000 lines, 52 columns."),
        N_("Divide the list into several files; take away what stands beside or below it."),
        safe=N_("Nothing was changed."),
        file=file_name,
    )


def unusable(file_name: str) -> UserError:
    return UserError(
        "E-386",
        N_("The file {file} is not a table: neither XLSX nor CSV."),
        N_("Choose the list itself, saved as XLSX or CSV."),
        safe=N_("Nothing was changed."),
        file=file_name,
    )


def misnamed(file_name: str) -> UserError:
    return UserError(
        "E-387",
        N_("The name of the file {file} does not fit what it holds."),
        N_("Open it in the spreadsheet program, save it as XLSX or CSV and choose it again."),
        safe=N_("Nothing was changed."),
        file=file_name,
    )

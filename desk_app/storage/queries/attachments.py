"""Scans of a case, and what an office switched on."""

from __future__ import annotations

from uuid import UUID

from desk_app.domain.attachments import Attachment
from desk_app.storage.case_changes import SCAN_WITH_BYTES, SCANS_OF_CASE, SETTING, attachment_of, missing_scan
from desk_app.storage.queries.reader import Reader


class AttachmentReads(Reader):
    def attachments(self, case: UUID) -> tuple[Attachment, ...]:
        return self._all(attachment_of, SCANS_OF_CASE, case=case)

    def attachment(self, office: UUID, key: UUID) -> tuple[Attachment, bytes]:
        with self._reading() as connection:
            row = connection.execute(SCAN_WITH_BYTES, {"key": key, "office": office}).mappings().first()
            if row is None:
                raise missing_scan()
            return attachment_of(row), bytes(row["content"])

    def office_setting(self, office: UUID, name: str) -> str:
        return self._value(SETTING, office=office, name=name) or ""

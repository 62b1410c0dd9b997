"""A scan attached to the case, and a wrong one made void."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.domain.attachments import Attachment, Subject
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.attachments import LONGEST_TITLE, NewScan
from desk_app.usecases.desk import Desk
from desk_app.usecases.register import CaseCard
from ui.background import Background
from ui.language import bind
from ui.register.actions.panel import ActionPanel, Work
from ui.register.scan_field import ScanField
from ui.widgets.labels import value_label

# Translators: what was scanned
SUBJECTS = {
    Subject.DOCUMENT: N_("Document of the package"),
    Subject.LETTER: N_("Letter of another organisation"),
    Subject.RECEIPT: N_("Paper with the applicant's signature"),
    Subject.IDENTITY: N_("Copy of an identity document"),
    Subject.OTHER: N_("Other"),
}


def scan_words(scan: Attachment) -> str:
    """What a scan is called on the screen."""
    subject = _(SUBJECTS[scan.subject])
    return f"{subject}: {scan.title}" if scan.title else subject


class AttachPanel(ActionPanel):
    """The file, what it is of, and a word about it."""

    verb = N_("Attach the scan")
    heading = N_("Attach a scan")
    scan: ScanField
    subject: QComboBox
    title: QLineEdit

    def build(self) -> None:
        self.scan = ScanField()
        self.form.add(self.scan)
        self.subject = self.form.field("scan_subject", N_("What was scanned"), QComboBox())
        for subject in SUBJECTS:
            self.subject.addItem("", subject)
        bind(self.subject, self._name_subjects)
        self.title = self.form.line("scan_title", N_("Words about it, where they are needed"), LONGEST_TITLE)
        self.add_text(N_("PDF, JPEG or PNG, at most 10 MB. A file can also be dropped on the card."))

    def _name_subjects(self) -> None:
        for index, source in enumerate(SUBJECTS.values()):
            self.subject.setItemText(index, _(source))

    def first_field(self) -> QWidget:
        return self.scan.button if self.scan.path is None else self.subject

    def work(self) -> Work | None:
        path = self.scan.path
        if path is None:
            self.say(_("Choose the file of the scan."), self.scan.button)
            return None
        desk, key = self.desk, self.card.case.key
        scan = NewScan(path, Subject(self.subject.currentData()), self.title.text().strip())
        return lambda: desk.attachments.attach(desk.session, key, scan)


class VoidScanPanel(ActionPanel):
    """Why the scan is wrong."""

    verb = N_("Make the scan void")
    heading = N_("Make the scan void")
    reason: QLineEdit

    def __init__(self, desk: Desk, background: Background, card: CaseCard, scan: Attachment) -> None:
        self._scan = scan
        super().__init__(desk, background, card)

    def build(self) -> None:
        name = value_label("", "strong", wrap=True)
        bind(name, lambda: name.setText(scan_words(self._scan)))
        self.form.add(name)
        self.reason = self.form.line("void_reason", N_("What was wrong"), 300)
        self.add_text(N_("The scan stays in the case, struck out, with the reason."))

    def first_field(self) -> QWidget:
        return self.reason

    def work(self) -> Work | None:
        reason = self.reason.text().strip()
        if not reason:
            self.say(_("Write what was wrong: the case keeps it."), self.reason)
            return None
        desk, key = self.desk, self._scan.key
        return lambda: desk.attachments.void(desk.session, key, reason)

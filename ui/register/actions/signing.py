"""Signing what another person drafted: the page is seen, the password is asked again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from desk_app.domain.language import PaperLanguage
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.ports import PageImage
from ui.entrance.forms import PasswordEdit, note
from ui.entrance.sheet import DPI, sheet_picture
from ui.language import bind
from ui.register.actions.panel import ActionPanel, Work, chosen_language

PREVIEW_WIDTH = 430


class SignPanel(ActionPanel):
    """The draft's page and one field."""

    verb = N_("Sign")
    password: PasswordEdit
    language: QComboBox
    page: QLabel
    drafted: QLabel

    def build(self) -> None:
        self.drafted = note()
        decision = self.card.case.decision
        if decision is not None:
            self.drafted.setText(_("Drafted by {name}.").format(name=decision.drafted_by_name))
        self.form.add(self.drafted)
        self.password, self.language = PasswordEdit(), self.language_box()
        self.form.pair(
            ("sign_password", N_("Your password, once more"), self.password),
            ("paper_language", N_("Language of the paper"), self.language),
        )
        self.page = QLabel()
        self.page.setObjectName("draft_page")
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bind(self.page, self.page.setAccessibleName, N_("The draft as it will be printed"))
        self.form.add(self.page)
        self.language.currentIndexChanged.connect(lambda _index: self._draw())
        self._draw()

    def first_field(self) -> QWidget:
        return self.password

    def _draw(self) -> None:
        paper_language = chosen_language(self.language)
        self.background.run(self, lambda: self._pages(paper_language), self._show_pages, self.show_error)

    def _pages(self, paper_language: PaperLanguage) -> tuple[PageImage, ...]:
        desk = self.desk
        paper = desk.decisions.preview(desk.session, self.card.case.key, paper_language)
        return desk.printing.pages_of(paper, DPI)

    def _show_pages(self, pages: tuple[PageImage, ...]) -> None:
        if pages:
            self.page.setPixmap(sheet_picture(pages[0], PREVIEW_WIDTH))

    def work(self) -> Work | None:
        password = self.password.text()
        if not password:
            self.say(_("Enter your password: it stands for your signature in the records."), self.password)
            return None
        self.password.clear()
        desk, case, paper_language = self.desk, self.card.case, chosen_language(self.language)
        seen = case.decision.drafted_at if case.decision is not None else None
        return lambda: desk.decisions.sign(desk.session, case.key, password, paper_language, seen)

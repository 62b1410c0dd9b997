"""The list of documents as a model: what the edition asks for, what the clerk decided. Decides no rule itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desk_app.domain.application import DocumentState, PresentedDocument
from desk_app.domain.completeness import base_code
from desk_app.domain.regulation import DocumentRule
from desk_app.i18n import language
from ui.intake.words import LineWords, document_words

Index = QModelIndex | QPersistentModelIndex
ON_PAPER = (DocumentState.SEEN, DocumentState.COPY)
PRESENTED = (*ON_PAPER, DocumentState.ELECTRONIC)
MOST_SHEETS = 99


class DocumentsModel(QAbstractListModel):
    """One row a document.

    Signals:
        decided(): a line was changed by the person.
    """

    decided = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[DocumentRule, ...] = ()
        self._documents: dict[str, PresentedDocument] = {}
        self._on = date.min

    def show_documents(self, rules: tuple[DocumentRule, ...], documents: Iterable[PresentedDocument], on: date) -> None:
        """Show another list. What was decided of documents that are not asked for now is kept aside."""
        self.beginResetModel()
        self._rules, self._on = rules, on
        self._documents = {document.code: document for document in documents}
        self.endResetModel()

    def ask_for(self, rules: tuple[DocumentRule, ...]) -> None:
        """Show the documents another set of traits asks for; decisions stay."""
        if rules != self._rules:
            self.beginResetModel()
            self._follow_keys(rules)
            self._rules = rules
            self.endResetModel()

    def _follow_keys(self, rules: tuple[DocumentRule, ...]) -> None:
        """A member who now has an IIN has another key: the decisions on them go over to it.

        It is the same person where document and name are the same, the old line has gone and the new one has come.
        """
        old, new = {rule.code for rule in self._rules}, {rule.code for rule in rules}
        gone = {(base_code(rule.code), rule.title): rule.code for rule in self._rules if rule.code not in new}
        for rule in rules:
            before = gone.get((base_code(rule.code), rule.title))
            if before in self._documents and rule.code not in old and rule.code not in self._documents:
                self._documents[rule.code] = replace(self._documents.pop(before), code=rule.code)

    @property
    def documents(self) -> tuple[PresentedDocument, ...]:
        """Every decision taken, of this list and of lines that have left it."""
        return tuple(self._documents.values())

    def rule(self, row: int) -> DocumentRule:
        return self._rules[row]

    def member(self, row: int) -> str:
        """The key of the member of the household the line is about; empty where it is about the applicant."""
        code = self._rules[row].code
        return code[len(base_code(code)) + 1 :]

    def document(self, row: int) -> PresentedDocument:
        code = self._rules[row].code
        return self._documents.get(code) or PresentedDocument(code)

    def words(self, row: int) -> LineWords:
        return document_words(self._rules[row], self.document(row), self._on)

    def next_undecided(self, after: int) -> int | None:
        """The next open line below, else the first open one from the top."""
        count = len(self._rules)
        row: int
        for row in (*range(after + 1, count), *range(min(after + 1, count))):
            if self.document(row).state is DocumentState.UNDECIDED:
                return row
        return None

    def decide(self, row: int, state: DocumentState, *, waiver: str = "") -> None:
        """Take a decision. A paper counts one sheet until another number is typed."""
        old = self.document(row)
        sheets = (old.sheets or 1) if state in ON_PAPER else 0
        self._put(row, PresentedDocument(old.code, state, sheets, old.valid_until, waiver))

    def set_sheets(self, row: int, sheets: int) -> None:
        self._put(row, replace(self.document(row), sheets=min(sheets, MOST_SHEETS)))

    def set_valid_until(self, row: int, until: date | None) -> None:
        """The last day of validity. One in the past makes the document expired, one to come makes it presented."""
        old = self.document(row)
        state = old.state
        if until is not None:
            if until < self._on:
                state = DocumentState.EXPIRED
            elif state is DocumentState.EXPIRED:
                state = DocumentState.SEEN
        sheets = (old.sheets or 1) if state in ON_PAPER else 0
        self._put(row, replace(old, state=state, valid_until=until, sheets=sheets))

    def _put(self, row: int, document: PresentedDocument) -> None:
        self._documents[document.code] = document
        index = self.index(row)
        self.dataChanged.emit(index, index)
        self.decided.emit()

    def retranslate(self) -> None:
        if self._rules:
            self.dataChanged.emit(self.index(0), self.index(len(self._rules) - 1))

    # ---- Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rules):
            return None
        title = self._rules[index.row()].title.text(language())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.words(index.row())
            return ". ".join(part for part in (title, words.state, words.detail) if part)
        return None

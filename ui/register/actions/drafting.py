"""The executor's draft: the traces found, what follows from them, and the words the paper will have."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from desk_app.domain.cases import Decision, Evidence, Outcome
from desk_app.domain.keys import new_key
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.papers import RenderRefusalContent
from desk_app.i18n import N_, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.case_contents import decision_content
from desk_app.usecases.decision import title_of
from ui.entrance.lists import RowList
from ui.language import bind
from ui.register.actions.grounds import GroundBox
from ui.register.actions.panel import ActionPanel, Work
from ui.widgets.labels import value_label

FOUND = Qt.ItemDataRole.UserRole


class DraftPanel(ActionPanel):
    """Evidence with ticks; no tick means that the person does not belong to the recipients."""

    verb = N_("Send the draft for signature")
    evidence: RowList
    granted: QRadioButton
    refused: QRadioButton
    not_rendered: QRadioButton
    ground: GroundBox
    preview: QLabel

    def build(self) -> None:
        self.evidence = self.form.field("evidence", N_("Traces of assistance; Space ticks"), RowList())
        self.granted, self.refused = QRadioButton(), QRadioButton()
        self.granted.setObjectName("draft_granted")
        self.refused.setObjectName("draft_refused")
        bind(self.granted, self.granted.setText, N_("Belongs to the recipients"))
        bind(self.refused, self.refused.setText, N_("Does not belong to the recipients"))
        group = QButtonGroup(self)
        self.not_rendered, self.ground = QRadioButton(), GroundBox(self.card.edition)
        self.not_rendered.setObjectName("draft_not_rendered")
        bind(self.not_rendered, self.not_rendered.setText, N_("The service is refused: it is not rendered"))
        for button in (self.granted, self.refused, self.not_rendered):
            bind(button, lambda one=button: one.setAccessibleName(one.text()))
            group.addButton(button)
            self.form.add(button)
            button.toggled.connect(lambda _on: self._show_preview())
        self.not_rendered.setVisible(self.card.edition.render_refusal is not None)
        self.form.add(self.ground)
        self.ground.hide()
        self.not_rendered.toggled.connect(self.ground.setVisible)
        self.ground.box.currentIndexChanged.connect(lambda _index: self._show_preview())
        self.preview = value_label("", "", wrap=True)
        self.preview.setObjectName("draft_preview")
        bind(self.preview, self.preview.setAccessibleName, N_("Words of the draft"))
        self.form.add(self.preview)
        self.button.setEnabled(False)
        self.evidence.itemChanged.connect(lambda _item: self._choose())
        desk, key = self.desk, self.card.case.key
        self.background.run(
            self, lambda: desk.decisions.evidence(desk.session, key), self._show_evidence, self.show_error
        )

    def first_field(self) -> QWidget:
        return self.evidence if self.evidence.isEnabled() else self.button

    def _show_evidence(self, found: tuple[Evidence, ...]) -> None:
        self.evidence.blockSignals(True)
        for trace in found:
            self.evidence.add_row(_trace_words(trace), ticked=True).setData(FOUND, trace)
        if not found:
            self.evidence.add_row(_("No trace was found in the cases of this office or in the imported lists."))
            self.evidence.setEnabled(False)
        self.evidence.fit(5)
        self.evidence.setCurrentRow(0)
        self.evidence.blockSignals(False)
        self.button.setEnabled(True)
        self._choose()
        self.first_field().setFocus()

    def ticked(self) -> tuple[Evidence, ...]:
        items = (self.evidence.item(index) for index in range(self.evidence.count()))
        return tuple(item.data(FOUND) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _choose(self) -> None:
        """The outcome follows from the traces; the executor may still say otherwise where there are some."""
        belongs = bool(self.ticked())
        if self.not_rendered.isChecked():
            self.granted.setEnabled(belongs)
            return
        (self.granted if belongs else self.refused).setChecked(True)
        self.granted.setEnabled(belongs)
        self._lead_tab_to_chosen()
        self._show_preview()

    def _lead_tab_to_chosen(self) -> None:
        """Qt leads Tab to the radio button that had the keyboard last, though it may be off by now."""
        for button in (self.granted, self.refused, self.not_rendered):
            on = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    @property
    def outcome(self) -> Outcome:
        if self.not_rendered.isChecked():
            return Outcome.NOT_RENDERED
        return Outcome.GRANTED if self.granted.isChecked() else Outcome.REFUSED

    def _show_preview(self) -> None:
        """The body of the paper as the use case will word it."""
        card, member = self.card, self.desk.session.member
        first = next(iter(self.ticked()), None) if self.outcome is Outcome.GRANTED else None
        decision = Decision(
            key=new_key(),
            case=card.case.key,
            number="",
            outcome=self.outcome,
            drafted_by=member.key,
            drafted_by_name=member.full_name,
            drafted_at=self.desk.clock.now(),
            period_from=first.period_from if first is not None else "",
            period_to=first.period_to if first is not None else "",
            ground=self.ground.code() if self.outcome is Outcome.NOT_RENDERED else "",
        )
        content = decision_content(card.edition, card.case, decision, draft=True)
        body = (content.body,) if isinstance(content, RenderRefusalContent) else content.body
        paper = card.case.application.language
        shown = Language.RU if paper is PaperLanguage.RU else Language.KK
        title = title_of(card.edition, self.outcome).text(shown)
        self.preview.setText("\n".join((title, *(part.text(shown) for part in body))))

    def work(self) -> Work | None:
        outcome, desk, key = self.outcome, self.desk, self.card.case.key
        evidence = self.ticked() if outcome is Outcome.GRANTED else ()
        ground = self.ground.code() if outcome is Outcome.NOT_RENDERED else ""
        if outcome is Outcome.NOT_RENDERED and not ground:
            self.say(_("Choose the ground of the refusal to render."), self.ground.box)
            return None
        return lambda: desk.decisions.draft(desk.session, key, outcome, evidence, ground=ground)


def _trace_words(trace: Evidence) -> str:
    origin = _("case") if trace.origin == "case" else _("list")
    period = " – ".join(_day(text) for text in (trace.period_from, trace.period_to) if text)
    return "   ".join(part for part in (f"{origin} {trace.reference}", trace.name, period) if part)


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso))

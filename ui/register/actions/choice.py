"""Which panel a step opens."""

from __future__ import annotations

from desk_app.domain.regulation import Refused, StepKind
from desk_app.usecases.register import CaseCard
from ui.register.actions.assigning import AssignmentPanel
from ui.register.actions.drafting import DraftPanel
from ui.register.actions.entering import ResultPanel
from ui.register.actions.handing import HandOverPanel
from ui.register.actions.panel import ActionPanel
from ui.register.actions.passing import PassPanel
from ui.register.actions.resolving import ResolvePanel
from ui.register.actions.sending import SendPanel
from ui.register.actions.signing import SignPanel

PANELS: dict[StepKind, type[ActionPanel]] = {
    StepKind.PASS: PassPanel,
    StepKind.SEND: SendPanel,
    StepKind.RESOLVE: ResolvePanel,
    StepKind.DRAFT: DraftPanel,
    StepKind.SIGN: SignPanel,
    StepKind.RESULT: ResultPanel,
    StepKind.HAND_OVER: HandOverPanel,
}


def panel_for(card: CaseCard) -> type[ActionPanel] | None:
    """The panel of the step the case waits for; None where it waits for nothing.

    A certificate is drafted from traces of assistance, an assignment by its sum or the ground of a refusal.
    """
    step = card.waiting.step
    if step is None:
        return None
    is_certificate = card.edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE
    return AssignmentPanel if step.kind is StepKind.DRAFT and not is_certificate else PANELS.get(step.kind)

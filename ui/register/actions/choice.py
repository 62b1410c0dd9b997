"""Which panel a step opens."""

from __future__ import annotations

from desk_app.domain.regulation import StepKind
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

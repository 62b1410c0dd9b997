"""How far long work has come, and the wish that it stop. Shared by the worker and whoever watches it."""

from __future__ import annotations

from desk_app.errors import TerezeError
from desk_app.i18n import N_


class StoppedError(TerezeError):
    """The person asked the work to stop."""

    def __init__(self) -> None:
        super().__init__("E-445", N_("It was stopped."), safe=N_("Nothing was changed."))


class Progress:
    """One writer, one reader, plain fields: no lock is needed.

    The worker calls `tell` now and then; another thread reads `done` of `whole` and may `stop` it.
    """

    def __init__(self) -> None:
        self.done = 0
        self.whole = 0
        """0 while nobody knows how much there is."""
        self._stopped = False

    def stop(self) -> None:
        """Ask the work to end at its next word."""
        self._stopped = True

    def tell(self, done: int, whole: int) -> None:
        """Say how far it is. Raises StoppedError E-445 where the person asked for it."""
        if self._stopped:
            raise StoppedError
        self.done, self.whole = done, whole

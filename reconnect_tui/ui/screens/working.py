"""Something takes its seconds: said so, done beside the app, and stopped by Esc with nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from textual import work
from textual.widget import Widget
from textual.widgets import ProgressBar

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.ui.screens.sheet import Sheet

Result = TypeVar("Result")


class WorkingSheet(Sheet[Result | ReconnectError], Generic[Result]):
    """Gives what ``run`` gave in a thread of its own, or the error it ended with; ``None`` where ``stop`` ended it.

    ``stop`` is called on the app's thread, and has ``run`` end soon with a ``ReconnectError``.
    """

    DEFAULT_CSS = "WorkingSheet ProgressBar { margin: 1 0; }"
    AUTO_FOCUS = ""

    def __init__(self, title: str, run: Callable[[], Result], stop: Callable[[], None]) -> None:
        super().__init__(title, "this can take some seconds · esc stops it; nothing of it stays")
        self._run_apart = run
        self._stop = stop
        self._stopped = False

    def body(self) -> Iterable[Widget]:
        yield ProgressBar(show_eta=False, show_percentage=False)  # without a total: it moves, and promises nothing

    def on_mount(self) -> None:
        self._work()

    @work(thread=True, exit_on_error=False)
    def _work(self) -> None:
        try:
            result: Result | ReconnectError = self._run_apart()
        except ReconnectError as error:
            result = error
        self.app.call_from_thread(self._ended, result)

    def _ended(self, result: Result | ReconnectError) -> None:
        self.dismiss(None if self._stopped and isinstance(result, ReconnectError) else result)

    def action_back(self) -> None:
        self._stopped = True
        self._stop()

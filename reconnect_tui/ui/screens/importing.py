"""Bringing a file in: choose it, see what it would do, say yes, watch it, read the report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual import events, on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, ProgressBar, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services.importing import Progress, Report
from reconnect_tui.ui.content import plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.line_input import LineInput

Run = Callable[[Path, bool, Progress, Callable[[], bool]], Report]
"""(path, dry run, progress, cancelled) → report; called in a thread."""

_PHASES = {"reading": "reading", "matching": "finding who is here already", "writing": "putting it in its place"}
MOST_LINES = 400


class ImportSheet(Sheet[Report]):
    """Gives the report of an import that was made, or ``None``. Esc stops a running one, and nothing of it stays."""

    DEFAULT_CSS = """
    ImportSheet > .sheet { width: 90; }
    ImportSheet OptionList { max-height: 6; margin-top: 1; }
    ImportSheet #report { height: auto; max-height: 16; margin-top: 1; scrollbar-size-vertical: 1; }
    ImportSheet #report Static { height: auto; }
    ImportSheet ProgressBar { margin-top: 1; display: none; }
    ImportSheet ProgressBar.-on { display: block; }
    ImportSheet Bar { width: 1fr; }
    ImportSheet #phase { color: $quiet; height: auto; }
    """
    AUTO_FOCUS = "LineInput"

    def __init__(self, run: Run, offered: Sequence[Path] = (), *, path: Path | None = None) -> None:
        super().__init__("bring a LinkedIn export", "")
        self._run = run
        self._offered = offered[:6]
        self._path = path
        self._stage = "choosing"
        self._report: Report | None = None

    def body(self) -> Iterable[Widget]:
        yield LineInput(
            str(self._path or ""), select_on_focus=False, placeholder="the zip, its folder, or Connections.csv", id="path"
        )
        if self._offered:
            yield OptionList(
                *(Option(plain(f"{path.name}"), id=str(place)) for place, path in enumerate(self._offered)), markup=False
            )
        yield Static("", id="phase", markup=False)
        yield ProgressBar(show_eta=False)
        yield VerticalScroll(Static("", id="words", markup=False), id="report", can_focus=False)
        yield Static("", id="import-hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        self._say(self._choosing_hint)
        if self._path is not None:
            self._look(self._path)

    @property
    def _choosing_hint(self) -> str:
        offered = "↓ those in Downloads · " if self._offered else ""
        return f"enter look at it · {offered}tab completes the path · esc back"

    def _say(self, hint: str) -> None:
        self.query_one("#import-hint", Static).update(hint)

    def _tell(self, lines: Sequence[str], *, problem: bool = False) -> None:
        shown = [plain(line, limit=500) for line in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            shown.append(
                plain(f"… and {len(lines) - MOST_LINES:,} lines more; the command line shows all: reconnect import --dry-run")
            )
        words = self.query_one("#words", Static)
        words.set_class(problem, "problem")
        words.update(Content("\n").join(shown))
        self.query_one("#report", VerticalScroll).scroll_home(animate=False)

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._stage == "looked" and self._path is not None:
            self._start(self._path, dry_run=False)
        elif self._stage == "done":
            self.action_back()
        elif self._stage == "choosing" and not event.value.strip() and self._offered:
            self._pick(0)
        elif self._stage == "choosing" and event.value.strip():
            self._look(Path(os.path.expanduser(event.value.strip().strip("'\""))))

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._stage in ("choosing", "looked", "done") and self._report is None:
            self._stage = "choosing"
            self._tell(())
            self._say(self._choosing_hint)

    @on(OptionList.OptionSelected)
    def picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(int(event.option.id or 0))

    def _pick(self, place: int) -> None:
        path = self._offered[place]
        with self.prevent(Input.Changed):
            self.query_one("#path", LineInput).value = str(path)
        self.query_one("#path", LineInput).focus()
        self._look(path)

    def _look(self, path: Path) -> None:
        self._path = path
        self._start(path, dry_run=True)

    def _start(self, path: Path, *, dry_run: bool) -> None:
        self._stage = "running"
        self._tell(())
        self._say("looking, nothing is changed · esc stops it" if dry_run else "esc stops it; nothing of it stays")
        self.query_one(ProgressBar).add_class("-on")
        self._work(path, dry_run)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _work(self, path: Path, dry_run: bool) -> None:
        worker = get_current_worker()
        shown = -1

        def progress(what: str, done: int, total: int) -> None:
            nonlocal shown
            part = int(100 * done / total) if total else 0
            if part != shown and not worker.is_cancelled:
                shown = part
                self.app.call_from_thread(self._progress, what, done, total)

        try:
            report = self._run(path, dry_run, progress, lambda: worker.is_cancelled)
        except ReconnectError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._failed, str(error))
            return
        self.app.call_from_thread(self._finished, report)

    def _progress(self, what: str, done: int, total: int) -> None:
        self.query_one("#phase", Static).update(_PHASES.get(what, what) + " …")
        self.query_one(ProgressBar).update(total=max(total, 1), progress=done)

    def _settle(self) -> None:
        self.query_one("#phase", Static).update("")
        self.query_one(ProgressBar).remove_class("-on")
        self.query_one("#path", LineInput).focus()

    def _failed(self, words: str) -> None:
        self._settle()
        self._stage = "choosing"
        self._tell(words.split("\n"), problem=True)
        self._say("enter look at it again · esc back")

    def _finished(self, report: Report) -> None:
        self._settle()
        self._tell(report.lines())
        if report.dry_run:
            nothing = not (report.people.added or report.people.updated or report.moments.added)
            self._stage = "done" if nothing else "looked"
            self._say("nothing in it is new · enter or esc back" if nothing else "enter bring them in · ↑ ↓ read · esc back")
        else:
            self._report = report
            self._stage = "done"
            self._say("enter go on · ↑ ↓ read · undo takes the whole import back")

    def on_key(self, event: events.Key) -> None:
        report = self.query_one("#report", VerticalScroll)
        if event.key == "tab" and self._stage in ("choosing", "looked") and isinstance(self.focused, LineInput):
            completed = complete_path(self.focused.value)
            if completed != self.focused.value:
                self.focused.value = completed
                self.focused.cursor_position = len(completed)
                event.stop()
                event.prevent_default()
        elif event.key == "down" and self._stage == "choosing" and self._offered and isinstance(self.focused, LineInput):
            self.query_one(OptionList).focus()
            event.stop()
        elif event.key in ("down", "up") and self._stage in ("looked", "done"):
            (report.scroll_down if event.key == "down" else report.scroll_up)(animate=False)
            event.stop()

    def action_back(self) -> None:
        if self._stage == "running":
            self.workers.cancel_node(self)
            self._failed("Stopped; nothing of it stays.")
            return
        self.dismiss(self._report)


def complete_path(typed: str) -> str:
    """Complete a path as a shell would: up to where several files part ways; unchanged where there is nothing to add."""
    folder, _, beginning = typed.rpartition(os.sep)
    where = os.path.expanduser(folder + os.sep if folder or typed.startswith(os.sep) else ".")
    try:
        names = sorted(
            name for name in os.listdir(where) if name.startswith(beginning) and (beginning or not name.startswith("."))
        )
    except OSError:
        return typed
    if not names:
        return typed
    common = os.path.commonprefix(names)  # noqa: RUF071 (names of one folder: by letters is what a shell does)
    whole = typed[: len(typed) - len(beginning)] + common
    return whole + os.sep if len(names) == 1 and os.path.isdir(os.path.join(where, common)) else whole

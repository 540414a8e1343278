"""Bringing a file in: choose it, see what it would do, say yes, watch it, read the report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

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
from reconnect_tui.ui.screens.sheet import Choices, Sheet, WordsSheet, hinted
from reconnect_tui.ui.widgets.line_input import LineInput


class Wish(NamedTuple):
    """What to import, and how: ``me`` is the owner's own profile, ``columns`` are the words of a mapping of columns."""

    path: Path
    dry_run: bool
    me: str = ""
    columns: str = ""


Run = Callable[[Wish, Progress, Callable[[], bool]], Report]
"""(wish, progress, cancelled) → report; called in a thread. Raises ``ColumnsWanted`` for a CSV whose columns nobody knows."""

_PHASES = {"reading": "reading", "matching": "finding who is here already", "writing": "putting it in its place"}
MOST_LINES = 400
CHOOSING, COLUMNS, OWNER, RUNNING, LOOKED, DONE = "choosing", "columns", "owner", "running", "looked", "done"


class ColumnsWanted(ReconnectError):
    """A CSV that nobody knows: ``columns`` is a mapping to confirm or change, the message says what was seen."""

    def __init__(self, message: str, columns: str) -> None:
        super().__init__(message)
        self.columns = columns


class ImportSheet(Sheet[Report]):
    """Gives the report of an import that was made, or ``None``. Esc stops a running one, and nothing of it stays."""

    DEFAULT_CSS = """
    ImportSheet > .sheet { width: 90; }
    ImportSheet OptionList { max-height: 6; margin-top: 1; }
    ImportSheet #more-line { margin-top: 1; }
    ImportSheet .-hidden { display: none; }
    ImportSheet #report { height: auto; max-height: 12; margin-top: 1; scrollbar-size-vertical: 1; }
    ImportSheet #report Static { height: auto; }
    ImportSheet #lists { max-height: 4; margin-top: 1; }
    ImportSheet ProgressBar { margin-top: 1; display: none; }
    ImportSheet ProgressBar.-on { display: block; }
    ImportSheet Bar { width: 1fr; }
    ImportSheet #phase { color: $quiet; height: auto; }
    """
    AUTO_FOCUS = "#path"

    def __init__(self, run: Run, offered: Sequence[Path] = (), *, path: Path | None = None) -> None:
        super().__init__("bring your people", "")
        self._run = run
        self._offered = offered[:6]
        self._path = path
        self._stage = CHOOSING
        self._report: Report | None = None
        self._shown: Report | None = None
        self._wish = Wish(path or Path(), dry_run=True)
        self._asked_owner = False

    def body(self) -> Iterable[Widget]:
        yield LineInput(
            str(self._path or ""), select_on_focus=False, id="path",
            placeholder="a LinkedIn zip or folder, an address book (vCard, Google, Outlook), any CSV",
        )  # fmt: skip
        if self._offered:
            yield Choices(
                *(Option(plain(path.name), id=str(place)) for place, path in enumerate(self._offered)), markup=False, id="offered"
            )
        yield LineInput("", select_on_focus=False, id="more-line", classes="-hidden")
        yield Static("", id="phase", markup=False)
        yield ProgressBar(show_eta=False)
        yield VerticalScroll(Static("", id="words", markup=False), id="report", can_focus=False)
        yield Choices(id="lists", classes="-hidden", markup=False)
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
        self.query_one("#import-hint", Static).update(hinted(hint))

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

    def _list(self, report: Report | None) -> None:
        """Offer the lists of who was added, updated, joined and skipped."""
        lists = self.query_one("#lists", Choices)
        lists.clear_options()
        for place, (what, who) in enumerate(report.named if report else ()):
            lists.add_option(Option(plain(f"{what}: {len(who):,}"), id=str(place)))
        lists.highlighted = 0 if lists.option_count else None
        lists.set_class(not lists.option_count, "-hidden")

    @on(Input.Submitted, "#path")
    def entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._stage == LOOKED:
            self._start(self._wish._replace(dry_run=False))
        elif self._stage == DONE:
            self.action_back()
        elif self._stage == CHOOSING and not event.value.strip() and self._offered:
            self._pick(0)
        elif self._stage == CHOOSING and event.value.strip():
            self._look(Path(os.path.expanduser(event.value.strip().strip("'\""))))

    @on(Input.Submitted, "#more-line")
    def answered(self, event: Input.Submitted) -> None:
        """Which column is what, or whose export it is: look again, knowing that."""
        event.stop()
        if self._stage == COLUMNS:
            self._start(self._wish._replace(columns=event.value))
        elif self._stage == OWNER:
            self._start(self._wish._replace(me=event.value.strip()))

    @on(Input.Changed, "#path")
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._stage in (CHOOSING, LOOKED, DONE) and self._report is None:
            self._stage = CHOOSING
            self._tell(())
            self._list(None)
            self._say(self._choosing_hint)

    @on(Input.Changed, "#more-line")
    def more_typed(self, event: Input.Changed) -> None:
        event.stop()

    @on(OptionList.OptionSelected, "#offered")
    def picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(int(event.option.id or 0))

    @on(OptionList.OptionSelected, "#lists")
    def opened(self, event: OptionList.OptionSelected) -> None:
        """Open one of the lists, to be read."""
        event.stop()
        report = self._shown
        if report is not None:
            what, who = report.named[int(event.option.id or 0)]
            self.app.push_screen(WordsSheet(what.lower(), lambda width: [plain(one) for one in who]))

    def _pick(self, place: int) -> None:
        path = self._offered[place]
        with self.prevent(Input.Changed):
            self.query_one("#path", LineInput).value = str(path)
        self.query_one("#path", LineInput).focus()
        self._look(path)

    def _look(self, path: Path) -> None:
        self._asked_owner = False
        self._start(Wish(path, dry_run=True))

    def _start(self, wish: Wish) -> None:
        self._wish = wish
        self._stage = RUNNING
        self._shown = None
        self._tell(())
        self._list(None)
        self.query_one("#more-line").add_class("-hidden")
        self._say("looking, nothing is changed · esc stops it" if wish.dry_run else "esc stops it; nothing of it stays")
        self.query_one(ProgressBar).add_class("-on")
        self._work(wish)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _work(self, wish: Wish) -> None:
        worker = get_current_worker()
        shown = -1

        def progress(what: str, done: int, total: int) -> None:
            nonlocal shown
            part = int(100 * done / total) if total else 0
            if part != shown and not worker.is_cancelled:
                shown = part
                self.app.call_from_thread(self._progress, what, done, total)

        try:
            report = self._run(wish, progress, lambda: worker.is_cancelled)
        except ReconnectError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._failed, error)
            return
        self.app.call_from_thread(self._finished, report)

    def _progress(self, what: str, done: int, total: int) -> None:
        self.query_one("#phase", Static).update(_PHASES.get(what, what) + " …")
        self.query_one(ProgressBar).update(total=max(total, 1), progress=done)

    def _settle(self) -> None:
        self.query_one("#phase", Static).update("")
        self.query_one(ProgressBar).remove_class("-on")
        self.query_one("#path", LineInput).focus()

    def _ask(self, stage: str, value: str, placeholder: str, hint: str) -> None:
        """Ask for one line more, below the path."""
        self._stage = stage
        line = self.query_one("#more-line", LineInput)
        line.value, line.placeholder = value, placeholder
        line.remove_class("-hidden")
        line.focus()
        self._say(hint)

    def _failed(self, error: ReconnectError) -> None:
        self._settle()
        self._tell(str(error).split("\n"), problem=not isinstance(error, ColumnsWanted))
        if isinstance(error, ColumnsWanted):
            self._ask(COLUMNS, error.columns, "name=Column email=Column", "enter look at it with these columns · esc back")
        elif self._wish.columns:
            self._ask(COLUMNS, self._wish.columns, "name=Column email=Column", "enter look again · esc back")
        elif self._wish.me:
            self._ask(OWNER, self._wish.me, "https://www.linkedin.com/in/…", "enter look again · esc back")
        else:
            self._stage = CHOOSING
            self._say("enter look at it again · esc back")

    def _finished(self, report: Report) -> None:
        self._settle()
        self._shown = report
        self._tell(report.lines())
        self._list(report)
        lists = "tab who · " if report.named else ""
        if not report.dry_run:
            self._report = report
            self._stage = DONE
            self._say(f"enter go on · ↑ ↓ read · {lists}undo takes the whole import back")
        elif report.owner_unknown and not self._asked_owner:
            self._asked_owner = True
            self._ask(
                OWNER, "", "https://www.linkedin.com/in/…",
                "which profile is yours? it tells who wrote what · enter look again (empty: leave it open) · esc back",
            )  # fmt: skip
        else:
            nothing = not (report.people.added or report.people.updated or report.moments.added)
            self._stage = DONE if nothing else LOOKED
            self._say(
                f"nothing in it is new · {lists}enter or esc back"
                if nothing
                else f"enter bring them in · ↑ ↓ read · {lists}esc back"
            )

    def on_key(self, event: events.Key) -> None:
        report = self.query_one("#report", VerticalScroll)
        in_path = self.focused is not None and self.focused.id == "path"
        if event.key == "tab" and self._stage == CHOOSING and in_path:
            line = self.query_one("#path", LineInput)
            completed = complete_path(line.value)
            if completed != line.value:
                line.value = completed
                line.cursor_position = len(completed)
            event.stop()
            event.prevent_default()
        elif event.key == "down" and self._stage == CHOOSING and self._offered and in_path:
            self.query_one("#offered", Choices).focus()
            event.stop()
        elif event.key in ("down", "up") and self._stage in (LOOKED, DONE) and in_path:
            (report.scroll_down if event.key == "down" else report.scroll_up)(animate=False)
            event.stop()

    def action_back(self) -> None:
        if self._stage == RUNNING:
            self.workers.cancel_node(self)
            self._wish = Wish(self._wish.path, dry_run=True)
            self._failed(ReconnectError("Stopped; nothing of it stays."))
        elif self._stage in (LOOKED, DONE) and self.focused is not None and self.focused.id == "lists":
            self.query_one("#path", LineInput).focus()
        elif self._stage in (COLUMNS, OWNER):
            self._stage = CHOOSING
            self.query_one("#more-line").add_class("-hidden")
            self.query_one("#path", LineInput).focus()
            self._tell(())
            self._list(None)
            self._say(self._choosing_hint)
        else:
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

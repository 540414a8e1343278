"""Finding somebody, the capture line, and the lines that another device left in the inbox: what is about anyone, not the card shown."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import LINE
from reconnect_tui.core.signs import quoted_name
from reconnect_tui.services import capture, finding, inbox
from reconnect_tui.services.finding import Found
from reconnect_tui.store import drafts
from reconnect_tui.store.drafts import Words

if TYPE_CHECKING:
    from reconnect_tui.services.desk import Desk
    from reconnect_tui.services.inbox import Entry
    from reconnect_tui.ui.sitting import Sitting


class Finder:
    """What the find sheet asks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recent(self, limit: int) -> Found:
        return finding.recent(self._desk, limit)

    def glance(self, text: str, limit: int) -> Found:
        return finding.glance(self._desk, text, limit)

    def find(self, text: str) -> Found:
        return finding.find(self._desk, text)

    def find_apart(self, text: str) -> Found:
        return finding.find_apart(self._desk, text)


class LineReader:
    """What the capture sheet asks and tells; every keystroke goes to the draft of that line."""

    def __init__(self, sitting: Sitting, *, keeps: bool = True) -> None:
        self._sitting = sitting
        self._keeps = keeps

    def read(self, line: str) -> str:
        return capture.read(self._sitting.desk, line)[1]

    def complete(self, line: str, cursor: int) -> tuple[capture.Completion, ...]:
        return capture.complete(self._sitting.desk, line, cursor)

    def sure(self, line: str, cursor: int) -> bool:
        return capture.sure(self._sitting.desk, line, cursor)

    def typed(self, line: str) -> None:
        if self._keeps:
            self._sitting.writer.save(Words(None, LINE, line))

    def problem(self, line: str) -> str:
        return capture.problem(self._sitting.desk, line)


class Noting:
    """The deeds that begin with a line to type."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def find(self) -> None:
        """Find somebody and open their card; nobody there: note something about somebody new."""
        from reconnect_tui.ui.screens.find import FindSheet

        def chosen(what: int | str | None) -> None:
            if isinstance(what, str):
                self.sitting.attempt(lambda: self.note_anyone(newcomer=what))
            elif what is not None:
                self.sitting.attempt(lambda: self.sitting.show(self.sitting.session.open(what)))

        self.sitting.app.push_screen(FindSheet(Finder(self.sitting.desk), mask=self.sitting.mask), chosen)

    def note_anyone(self, *, newcomer: str = "") -> None:
        """The capture line, with a reading of it as it is typed. It begins with what was typed of it last time, or with a line that
        found nobody; with ``newcomer`` it begins with somebody new, and what was typed last time waits for another time."""
        from reconnect_tui.ui.screens.capture import CaptureSheet

        if self.sitting.refuses_masked():  # it completes whole names, and what was typed last may wait in it
            return
        desk = self.sitting.desk
        kept = self.sitting.begins(None, LINE)
        if newcomer and kept is not None:
            drafts.add_loose(desk.store, kept.text)
        waiting = next(iter(drafts.loose(desk.store)), None) if kept is None and not newcomer else None
        offered = kept or waiting

        def take(line: str) -> None:
            # Or the draft lands after the note that it has become.
            self.sitting.writer.flush()
            done, told = capture.take(desk, line, typed=True)
            self.sitting.writer.save(Words(None, LINE, ""))  # what the disk did not take a moment ago waits there
            if waiting is not None and capture.same_words(line, waiting.text):
                drafts.remove_loose(desk.store, waiting.id)
            self.noted(f"{done.sentence}: {told}")

        def answered(line: str | None) -> None:
            self.sitting.hand.let_go()
            if line is None:
                return
            try:
                take(line)
            except ReconnectError as error:
                # a disk that is full, as a rule: the line stays in sight
                self.sitting.app.push_screen(CaptureSheet(LineReader(self.sitting), line), answered)
                self.sitting.say(str(error), trouble=True)

        mention = quoted_name(newcomer) if newcomer else ""
        value = f"@+{mention[1:]} " if mention else offered.text if offered and not newcomer else ""
        self.sitting.app.push_screen(CaptureSheet(LineReader(self.sitting), value), answered)

    def look_into_inbox(self) -> None:
        """Read the inbox of the settings, in a thread (it may lie on a disk far away), and offer what waits there."""
        if self.sitting.desk.config.inbox:
            threading.Thread(target=self._look, name="inbox", daemon=True).start()

    def _look(self) -> None:
        try:
            waiting = inbox.waiting(self.sitting.desk)
        except ReconnectError as error:
            self.sitting.from_thread(self._warned, str(error))
            return
        if waiting:
            self.sitting.from_thread(self.offer, waiting)

    def _warned(self, sentence: str) -> None:
        self.sitting.toast(sentence, severity="warning", timeout=12)

    def offer(self, waiting: tuple[Entry, ...]) -> None:
        """Offer what waits in the inbox, if nothing else is in front; masked, it is only said that something waits."""
        sitting = self.sitting
        if sitting.mask or sitting.app.screen is not sitting.screen or sitting.screen.paper.writing:
            many = "A line waits" if len(waiting) == 1 else f"{len(waiting)} lines wait"
            sitting.toast(f"{many} in your inbox; at the next start they are offered.")
            return
        self._offered(waiting, 0)

    def _offered(self, waiting: tuple[Entry, ...], at: int) -> None:
        from reconnect_tui.ui.screens.capture import CaptureSheet
        from reconnect_tui.ui.screens.inbox import CHANGE, TAKE, InboxSheet

        if at >= len(waiting):
            return
        entry = waiting[at]
        desk = self.sitting.desk

        def take(line: str) -> None:
            done, told, problem = inbox.take(desk, entry, line)
            self.noted(f"{done.sentence}: {told}")
            if problem:
                self._warned(problem)

        def changed(line: str | None) -> None:
            if line is None:
                self._offered(waiting, at)
                return
            self.sitting.attempt(lambda: take(line))
            self._offered(waiting, at + 1)

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            if answer == CHANGE:
                sheet = CaptureSheet(LineReader(self.sitting, keeps=False), entry.text, title="the line, as it should be")
                self.sitting.app.push_screen(sheet, changed)
                return
            if answer == TAKE:
                self.sitting.attempt(lambda: take(entry.text))
            self._offered(waiting, at + 1)

        reading = capture.read(desk, entry.text)[1]
        place = (at + 1, len(waiting))
        self.sitting.app.push_screen(InboxSheet(entry.text, reading, place, lambda: capture.problem(desk, entry.text)), answered)

    def noted(self, sentence: str) -> None:
        """Something was written down that decides nothing: the same card, read again."""
        self.sitting.show(anew=self.sitting.card is not None)
        self.sitting.say_done(sentence)

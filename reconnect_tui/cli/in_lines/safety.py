"""What must not be lost: drafts on disk before the next question, and the day's look at the database."""

from __future__ import annotations

import threading

from reconnect_tui.cli.in_lines.voice import Voice
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import Draft
from reconnect_tui.services.desk import Desk
from reconnect_tui.store.drafts import DraftWriter, Words


class Safety:
    """Saves drafts as the app does, by a connection of their own, but waits for each."""

    def __init__(self, desk: Desk, voice: Voice) -> None:
        self.desk = desk
        self.voice = voice
        self._writer: DraftWriter | None = None
        self._unsaved: Exception | None = None
        self._trouble: list[str] = []
        self._care: threading.Thread | None = None

    def save(self, words: Words) -> bool:
        """Put a draft on disk before anything else is asked; says so where it cannot be. An empty text removes it."""
        writer = self._at_hand()
        writer.save(words)
        saved = writer.flush()
        if not saved:
            self.voice.say(f"NOT SAVED: {self._unsaved or 'the disk does not answer'}. It is tried again with the next line.")
        return saved

    def goes_on(self, person_id: int, kind: str, draft: Draft | None) -> None:
        """What is written from now on goes on with this draft, and not over what a window of the app writes meanwhile."""
        self._at_hand().begin(person_id, kind, draft)

    def _at_hand(self) -> DraftWriter:
        if self._writer is None:
            self._writer = DraftWriter(self.desk.store.path, self._told)
        return self._writer

    def _told(self, words: Words, problem: Exception | None) -> None:
        self._unsaved = problem

    def finish(self) -> None:
        """Save what waits, if need be as files beside the database; raises ``ReconnectError`` that says where they are."""
        left = self._writer.close() if self._writer is not None else []
        if left:
            from reconnect_tui.services.rescue import keep_as_files

            kept = keep_as_files(self.desk.home, left)
            where = f"they are in {', '.join(kept)}" if kept else "and no file could be written either"
            raise ReconnectError(f"The database would not take the last words; {where}.")

    def take_care(self) -> None:
        """Look whether the database is whole and make the day's backup, in a thread with a connection of its own."""

        def look() -> None:
            from reconnect_tui.services import care

            trouble = care.daily(self.desk.home, self.desk.today)
            if trouble:
                self._trouble.append(trouble)

        self._care = threading.Thread(target=look, name="care", daemon=True)
        self._care.start()

    def tell(self) -> None:
        """Say what the look at the database found wrong, once."""
        while self._trouble:
            self.voice.say(self._trouble.pop())

    def wait_for_care(self, seconds: float = 5.0) -> None:
        """Let the day's backup come to its end."""
        if self._care is not None:
            self._care.join(seconds)

"""Remembering, in lines: notes, what happened, follow-ups, promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.core.errors import WhoError
from reconnect_tui.core.person import LINE, NOTE, Person
from reconnect_tui.services import capture, days, finding, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done
from reconnect_tui.store import drafts
from reconnect_tui.store.drafts import Words

if TYPE_CHECKING:
    pass

MOST_NAMES = 20


class Remembering(Deeds):
    """The deeds that write something down about the person on the card, or about anyone."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "note": self.note,
            "note-anyone": self.note_anyone,
            "record": self.record,
            "follow-up": self.follow_up,
            "done": lambda: self._close("Which of these is done? A number; Enter for none.", recording.finish),
            "drop": lambda: self._close("Which of these do you let go? A number; Enter for none.", recording.drop),
        }

    def note(self) -> None:
        """A note on the person shown."""
        person = self.card.person
        kept = drafts.get(self.desk.store, person.id, NOTE)
        question = f"A note on {told.called(person)}, in one line; Enter for none."
        if kept and kept.text.strip():
            self.voice.say("A note is begun:")
            self.voice.say(kept.text, "  ")
            question = "The note, in one line; “y” takes it as it is, Enter leaves it for later."
        text = self.voice.ask(question)
        if not text:
            self.voice.say("Nothing was noted.")
            return
        if kept and text.casefold() in ("y", "yes"):
            text = kept.text
        self.sitting.noted(recording.add_note(self.desk, person.id, text).sentence)

    def note_anyone(self) -> None:
        """The capture line; a name that is not sure is asked about."""
        desk = self.desk
        waiting = next(iter(drafts.loose(desk.store)), None)
        kept = drafts.get(desk.store, None, LINE) or waiting
        question = "A note on anyone, with @ before each name; Enter for none."
        if kept and kept.text.strip() and not self.sitting.mask:
            self.voice.say("A line waits for you:")
            self.voice.say(kept.text, "  ")
            question = "The line, with @ before each name; “y” takes it as it is, Enter leaves it for later."
        else:
            self.voice.say("Such as: yesterday coffee: @ada is moving to Turin > in 2 weeks ask how it went")
        line = self.voice.ask(question)
        if not line:
            self.voice.say("Nothing was noted.")
            return
        if kept and line.casefold() in ("y", "yes"):
            line = kept.text
        done, reading = capture.take(desk, line, ask=self._whom)
        if kept is not None and kept.kind == LINE:
            self.sitting.save(Words(None, LINE, ""))
        elif waiting is not None and capture.same_words(line, waiting.text):
            drafts.remove_loose(desk.store, waiting.id)
        if not self.sitting.mask:
            self.voice.say(f"Understood: {reading}.")
        if self.sitting.card is None:
            self.sitting.say_done(done.sentence)
        else:
            self.sitting.noted(done.sentence)

    def _whom(self, typed: str, fits: tuple[Person, ...]) -> int | None:
        """Ask about a name that fits nobody or several; Enter leaves it open, and the line is then kept."""
        if fits:
            self.voice.say(f"“{typed}” fits {len(fits)} people:")
            return self.pick(finding.rows_of(fits), "Who is meant? A number; Enter keeps the line for later.")
        self.voice.say(f"Nobody here is called “{typed}”." if typed else "The line names nobody.")
        answer = self.voice.ask("Who is meant? A name; Enter keeps the line for later.")
        if not answer:
            return None
        rows = finding.who(self.desk, answer)
        if not rows:
            try:
                finding.one(self.desk, answer)
            except WhoError as error:
                self.voice.say(str(error))
            return None
        return rows[0].id if len(rows) == 1 else self.pick(rows, "Who is meant? A number; Enter keeps the line for later.")

    def pick(self, rows: tuple[finding.Row, ...], question: str) -> int | None:
        """The row id of one of these people, by number."""
        shown = rows[:MOST_NAMES]
        choices = [Choice(str(number), self._row(row), row.name) for number, row in enumerate(shown, 1)]
        if len(rows) > len(shown):
            self.voice.say(f"{len(rows)} people; these are the first {len(shown)}:")
        key = self.voice.choose(question, choices)
        return shown[int(key) - 1].id if key else None

    def _row(self, row: finding.Row) -> str:
        if self.sitting.mask:
            return next(iter(row.name.split()), "somebody")
        last = f", last talked on {told.day(row.last_contact)}" if row.last_contact else ""
        return f"{finding.label(row)}{last}"

    def record(self) -> None:
        """What happened without a letter from here."""
        desk, person, name = self.desk, self.card.person, told.called(self.card.person)
        what = {
            "w": ("wrote", f"you wrote to {name}"),
            "t": ("talked", "you talked"),
            "m": ("met", "you met"),
            "a": ("replied", f"{name} answered, or wrote"),
            "n": ("no-answer", "you tried, and there was no answer"),
        }
        key = self.voice.choose(
            "What happened? A letter; Enter for nothing.", [Choice(key, words, kind) for key, (kind, words) in what.items()]
        )
        if key is None:
            self.voice.say("Nothing was recorded.")
            return
        note = self.voice.ask("A line about it, if you like; Enter for none.")
        day = self.voice.read(
            "When was it? Enter for today, or such as: yesterday, last Friday, 12 Mar.",
            lambda answer: days.read_day(desk, answer, past=True),
        )
        follow = self.sitting.writing.handing.follow_up()
        done = recording.record(
            desk, person.id, what[key][0], on=day, note=note, next_on=follow[0] if follow else None, next_what=follow[1] if follow else "",
        )  # fmt: skip
        if key != "n" and (said := told.next_hello(recording.next_hello(desk, person.id), desk.today)):
            self.voice.say(said)
        self.sitting.after("record" if key != "n" else "note", done)

    def follow_up(self) -> None:
        """Something to come back to, with its day."""
        desk, person = self.desk, self.card.person
        found: tuple[date, str] | None = self.voice.read(
            f"Come back to {told.called(person)} when, and for what? Such as: in 2 weeks ask how the move went. Enter for none.",
            lambda answer: days.read_follow_up(desk, answer),
        )
        if found is None:
            self.voice.say("No follow-up was set.")
            return
        due, what = found
        done = recording.add_follow_up(desk, person.id, due, what or f"write to {recording.called(person)}")
        self.sitting.noted(done.sentence)

    def _close(self, question: str, close: Callable[[Desk, str], Done]) -> None:
        promises = self.card.promises
        if len(promises) == 1:
            self.sitting.noted(close(self.desk, promises[0].uid).sentence)
            return
        if self.sitting.mask:
            self.voice.say(f"Masked. “{self.sitting.letter('mask')}” says it again.")
            return
        key = self.voice.choose(question, [Choice(str(number), told.follow_up(one)) for number, one in enumerate(promises, 1)])
        if key is not None:
            self.sitting.noted(close(self.desk, promises[int(key) - 1].uid).sentence)

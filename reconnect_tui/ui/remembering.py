"""Remembering: notes, what happened, follow-ups and promises, finding, what is ahead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import NOTE, FollowUp
from reconnect_tui.services import days, recording, session
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done
from reconnect_tui.store.drafts import Words
from reconnect_tui.ui.content import KEY, labelled, paragraph, plain

if TYPE_CHECKING:
    from reconnect_tui.ui.screens.line import Ask
    from reconnect_tui.ui.sitting import Sitting


class Remembering:
    """The deeds about the person on the card, and about anyone."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "note": self.note,
            "note-anyone": self.note_anyone,
            "record": self.record,
            "follow-up": self.follow_up,
            "done": self.done,
            "drop": self.drop,
            "why": self.why,
            "find": self.find,
            "older": self.older,
            "oldest": self.oldest,
        }

    @property
    def card(self) -> Card:
        card = self.sitting.card
        assert card is not None
        return card

    def _ask(self, title: str, asks: tuple[Ask, ...], then: Callable[[dict[str, str]], None], **more: object) -> None:
        """Ask, and do it then; what cannot be done (a disk is full) is asked again, with what was typed."""
        from reconnect_tui.ui.screens.line import LineSheet

        def answered(answer: dict[str, str] | None) -> None:
            self.sitting.hand.let_go()
            if answer is None:
                return
            try:
                then(answer)
            except ReconnectError as error:
                typed = tuple(ask._replace(value=answer[ask.name], replaceable=False) for ask in asks)
                self._ask(title, typed, then, **more)
                self.sitting.say(str(error), trouble=True)

        # Where each keystroke is heard, the words are kept by whoever hears it.
        about = None if "changed" in more else self.sitting.card.person.id if self.sitting.card else 0
        self.sitting.app.push_screen(LineSheet(title, asks, about=about, **more), answered)  # type: ignore[arg-type]

    def _noted(self, done: Done) -> None:
        """Something was written down that decides nothing: the same card, read again."""
        self.sitting.show(anew=True)
        self.sitting.say_done(done.sentence)

    def _named(self) -> str:
        return recording.called(self.card.person)

    def note(self) -> None:
        """A note on the person shown; what is typed is on disk while it is typed."""
        from reconnect_tui.ui.screens.line import Ask

        person_id = self.card.person.id
        kept = self.sitting.begins(person_id, NOTE)

        def take(answer: dict[str, str]) -> None:
            # Or the draft lands after the note that takes it along.
            self.sitting.writer.flush()
            self._noted(recording.add_note(self.sitting.desk, person_id, answer["note"]))

        self._ask(
            f"a note on {self._named()}",
            (Ask("note", value=kept.text if kept else "", placeholder="what you would like to remember"),),
            take,
            changed=lambda name, text: self.sitting.writer.save(Words(person_id, NOTE, text)),
        )

    def note_anyone(self) -> None:
        """The capture line, with a reading of it as it is typed."""
        from reconnect_tui.ui.noting import Noting

        Noting(self.sitting).note_anyone()

    def record(self) -> None:
        """What happened without a letter from here."""
        from reconnect_tui.ui.screens.line import Ask
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        person, name = self.card.person, self._named()
        desk = self.sitting.desk

        def chosen(what: str | None) -> None:
            if what is None:
                return

            def take(answer: dict[str, str]) -> None:
                day = days.read_day(desk, answer["day"], past=True) if answer["day"].strip() else None
                follow = days.read_follow_up(desk, answer["next"]) if answer["next"].strip() else None
                done = recording.record(
                    desk, person.id, what, on=day, note=answer["note"], next_on=follow[0] if follow else None,
                    next_what=follow[1] if follow else "",
                )  # fmt: skip
                self.sitting.after("record" if what != "no-answer" else "note", done)

            after = recording.next_hello(desk, person.id)
            hint = "enter save · tab next line · esc back"
            self._ask(
                {"wrote": f"you wrote to {name}", "talked": f"you talked with {name}", "met": f"you met {name}",
                 "replied": f"{name} wrote", "no-answer": f"no answer from {name}"}[what],
                (
                    Ask("note", "a line about it, if you like", needed=False),
                    Ask(
                        "day", "when", value="today", replaceable=True, needed=False,
                        read=lambda text: when.long_date(days.read_day(desk, text, past=True)),
                    ),
                    Ask("next", "a follow-up, if you like", placeholder="in 2 weeks ask how the move went", read=self.sitting.writing.read_follow_up,
                        needed=False),
                ),
                take,
                hint=f"next {when.around(after, desk.today)} · {hint}" if after and what != "no-answer" else hint,
            )  # fmt: skip

        choices = [
            ("w", f"you wrote to {name}", "wrote"),
            ("t", "you talked", "talked"),
            ("m", "you met", "met"),
            ("a", f"{name} answered, or wrote", "replied"),
            ("n", "you tried, and there was no answer", "no-answer"),
        ]
        self.sitting.app.push_screen(ChoiceSheet("what happened?", choices), chosen)

    def follow_up(self) -> None:
        """Something to come back to, with its day."""
        from reconnect_tui.ui.screens.line import Ask

        person_id, desk = self.card.person.id, self.sitting.desk

        def take(answer: dict[str, str]) -> None:
            due, what = days.read_follow_up(desk, answer["follow-up"])
            if not what:
                what = f"write to {self._named()}"
            self._noted(recording.add_follow_up(desk, person_id, due, what))

        ask = Ask("follow-up", placeholder="in 2 weeks ask how the move went", read=self.sitting.writing.read_follow_up)
        self._ask(f"come back to {self._named()}", (ask,), take)

    def done(self) -> None:
        """The promise or follow-up shown is done; where there are several, which."""
        self._close("which of these is done?", recording.finish)

    def drop(self) -> None:
        """The promise or follow-up shown is let go; where there are several, which."""
        self._close("which of these do you let go?", recording.drop)

    def _close(self, question: str, close: Callable[[Desk, str], Done]) -> None:
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        promises, desk = self.card.promises, self.sitting.desk
        if not promises:
            self.sitting.say("There is no promise or follow-up.")
            return
        if len(promises) == 1:
            self._noted(close(desk, promises[0].uid))
            return
        if self.sitting.refuses_masked():
            return

        def chosen(uid: str | None) -> None:
            if uid is not None:
                self.sitting.attempt(lambda: self._noted(close(desk, uid)))

        choices = [(str(number), _told(follow), follow.uid) for number, follow in enumerate(promises[:9], 1)]
        self.sitting.app.push_screen(ChoiceSheet(question, choices), chosen)

    def why(self) -> None:
        """Why this person now, with the arithmetic of every rule that speaks for them."""
        from reconnect_tui.ui.screens.sheet import WordsSheet

        if self.sitting.refuses_masked():
            return
        card = self.card

        def lines(width: int) -> list[Content]:
            told = [*paragraph(card.reason, width), Content("")]
            for because in card.because:
                told += labelled(f"{because.rule:<11} {because.weight:5.1f}", plain(because.detail), width, KEY)
            if not card.because:
                told += paragraph("No rule speaks for somebody who rests, was put off, or was in touch these two weeks.", width)
            return told

        self.sitting.app.push_screen(WordsSheet("why now", lines))

    def older(self) -> None:
        """Read on in what was between you."""
        self.sitting.show(session.with_older(self.sitting.desk, self.card))

    def oldest(self) -> None:
        """Read all that was ever between you."""
        if self.card.more_moments:
            self.sitting.show(session.with_oldest(self.sitting.desk, self.card))

    def find(self) -> None:
        """Find somebody and open their card."""
        from reconnect_tui.ui.noting import Noting

        Noting(self.sitting).find()

    def add_people(self) -> None:
        """Type three people you would be glad to hear from."""
        from reconnect_tui.ui.screens.line import Ask

        def take(answer: dict[str, str]) -> None:
            names = [name for name in answer.values() if name.strip()]
            if not names:
                raise ReconnectError("Write at least one name.")
            for name in names:
                recording.add_person(self.sitting.desk, name, circle="friends")
            self.sitting.show(self.sitting.session.begin())
            self.sitting.say("There they are.")

        asks = tuple(
            Ask(str(number), label, needed=number == 0) for number, label in enumerate(("a name", "another", "and one more"))
        )
        self._ask("three people you would be glad to hear from", asks, take, hint="tab to the next · enter done · esc back")


def _told(follow: FollowUp) -> str:
    """One of several promises and follow-ups, with its day."""
    day = f", {when.short_date(when.day_of_stamp(follow.due))}" if follow.due else ""
    return f"{'promised: ' if follow.promise else ''}{follow.what}{day}"

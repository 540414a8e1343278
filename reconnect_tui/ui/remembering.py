"""Remembering and deciding: notes, what happened, follow-ups, later, rest, circles, finding, importing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import LINE, NOTE
from reconnect_tui.services import capture, days, finding, recording, session
from reconnect_tui.services.recording import Done
from reconnect_tui.store import drafts, people
from reconnect_tui.store.drafts import Words
from reconnect_tui.ui import content
from reconnect_tui.ui.content import KEY, labelled, paragraph, plain

if TYPE_CHECKING:
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
            "later": self.later,
            "skip": lambda: self._simply("skip", recording.skip),
            "unknown": lambda: self._simply("unknown", recording.unknown),
            "rest": self.rest,
            "circle": self.circle,
            "how-met": self.how_met,
            "why": self.why,
            "find": self.find,
            "ahead": self.ahead,
            "older": self.older,
        }

    @property
    def card(self) -> Card:
        card = self.sitting.card
        assert card is not None
        return card

    def _ask(self, title: str, asks: tuple[object, ...], then: Callable[[dict[str, str]], None], **more: object) -> None:
        from reconnect_tui.ui.screens.line import LineSheet

        def answered(answer: dict[str, str] | None) -> None:
            if answer is not None:
                self.sitting.attempt(lambda: then(answer))

        self.sitting.app.push_screen(LineSheet(title, asks, **more), answered)  # type: ignore[arg-type]

    def _simply(self, kind: str, deed: Callable[..., Done]) -> None:
        done = deed(self.sitting.desk, self.card.person.id)
        self.sitting.after(kind, done)

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
        kept = drafts.get(self.sitting.desk.store, person_id, NOTE)

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
        from reconnect_tui.ui.screens.line import Ask

        desk = self.sitting.desk
        kept = drafts.get(desk.store, None, LINE)
        waiting = next(iter(drafts.loose(desk.store)), None) if kept is None else None
        offered = kept or waiting

        def read(text: str) -> str:
            return capture.read(desk, text)[1]

        def take(answer: dict[str, str]) -> None:
            done, told = capture.take(desk, answer["line"])
            self.sitting.writer.save(Words(None, LINE, ""))
            if waiting is not None and capture.same_words(answer["line"], waiting.text):
                drafts.remove_loose(desk.store, waiting.id)
            if self.sitting.card is None:
                self.sitting.show()
            else:
                self.sitting.show(anew=True)
            self.sitting.say_done(f"{done.sentence}: {told}")

        self._ask(
            "note something",
            (
                Ask(
                    "line",
                    value=offered.text if offered else "",
                    placeholder="yesterday coffee: @ada is moving to Turin > in 2 weeks ask how it went",
                    read=read,
                ),
            ),
            take,
            hint="@name · #tag · > when, what to do then · enter save · esc back",
            changed=lambda name, text: self.sitting.writer.save(Words(None, LINE, text)),
            check=lambda answer: capture.problem(desk, answer["line"]),
        )

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
            hint = "enter save · tab to the next line · esc back"
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
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        promises = self.card.promises
        if not promises:
            self.sitting.say("There is no promise or follow-up.")
            return
        if len(promises) == 1:
            self._noted(recording.finish(self.sitting.desk, promises[0].uid))
            return

        def chosen(uid: str | None) -> None:
            if uid is not None:
                self.sitting.attempt(lambda: self._noted(recording.finish(self.sitting.desk, uid)))

        choices = [(str(number), follow.what, follow.uid) for number, follow in enumerate(promises[:9], 1)]
        self.sitting.app.push_screen(ChoiceSheet("which of these is done?", choices), chosen)

    def later(self) -> None:
        """Put the person off until a day."""
        from reconnect_tui.ui.screens.line import Ask

        desk, person_id = self.sitting.desk, self.card.person.id
        ask = Ask(
            "day",
            replaceable=True,
            value=f"in {(recording.later_default(desk) - desk.today) // timedelta(days=1)} days",
            read=lambda text: when.long_date(days.read_day(desk, text, past=False)),
        )
        self._ask(
            f"{self._named()}: later",
            (ask,),
            lambda answer: self.sitting.after(
                "later", recording.later(desk, person_id, days.read_day(desk, answer["day"], past=False))
            ),
            hint="enter put off until then · esc back",
        )

    def rest(self) -> None:
        """Rest, never, died, or back again."""
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        person, desk = self.card.person, self.sitting.desk
        choices = [
            ("r", "let them rest, until you wake them", "rest"),
            ("v", "never suggest them again", "never"),
            ("d", "they have died", "died"),
            ("w", "wake them: they may come again", "wake"),
        ]
        fits = {"rest": "resting", "never": "never", "died": "died"}
        offered = [choice for choice in choices if fits.get(choice[2]) != person.status]
        if person.status == "active" and not person.later_until:
            offered = [choice for choice in offered if choice[2] != "wake"]

        def decided(what: str | None) -> None:
            if what == "died":
                done = recording.died(desk, person.id)
                self.sitting.session.after("died", person.id)
                self.sitting.show(self.sitting.session.open(person.id))
            elif what == "wake":
                self._noted(recording.wake(desk, person.id))
            elif what in ("rest", "never"):
                done = (recording.rest if what == "rest" else recording.never)(desk, person.id)
                self.sitting.after(what, done)

        self.sitting.app.push_screen(ChoiceSheet(person.name, offered), lambda what: self.sitting.attempt(lambda: decided(what)))

    def circle(self) -> None:
        """Choose a circle, and with it the pace."""
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        desk, person = self.sitting.desk, self.card.person
        choices = [
            (str(number), f"{name}, about every {days} days" if days else f"{name}, at no pace", f"+{name}")
            for number, (name, days) in enumerate(people.circles(desk.store)[:9], 1)
        ]
        choices.append(("0", "no circle", "+"))

        def chosen(name: str | None) -> None:
            if name is not None:
                self.sitting.attempt(lambda: self._noted(recording.set_circle(desk, person.id, name[1:])))

        self.sitting.app.push_screen(ChoiceSheet(f"{self._named()}: which circle?", choices), chosen)

    def how_met(self) -> None:
        """How the two met."""
        from reconnect_tui.ui.screens.line import Ask

        person, desk = self.card.person, self.sitting.desk
        ask = Ask("how", value=person.how_met, placeholder="where, through whom, over what", needed=False)
        self._ask(
            f"how did you meet {self._named()}?",
            (ask,),
            lambda answer: self._noted(recording.set_how_met(desk, person.id, answer["how"])),
        )

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

    def find(self) -> None:
        """Find somebody and open their card."""
        from reconnect_tui.ui.screens.find import FindSheet

        def chosen(person_id: int | None) -> None:
            if person_id is not None:
                self.sitting.attempt(lambda: self.sitting.show(self.sitting.session.open(person_id)))

        desk = self.sitting.desk
        self.sitting.app.push_screen(FindSheet(lambda text: finding.find(desk, text), mask=self.sitting.mask), chosen)

    def ahead(self) -> None:
        """What the coming weeks hold."""
        from reconnect_tui.ui.screens.sheet import WordsSheet

        ahead = self.sitting.session.farewell().ahead or ("Nothing is set for the coming weeks.",)
        if self.sitting.mask:
            ahead = (content.MASK,)
        self.sitting.app.push_screen(
            WordsSheet("ahead", lambda width: [part for line in ahead for part in paragraph(line, width)])
        )

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

"""After the last card: on some days a line that somebody wrote; whom you wrote to, who wrote back, who may still, what is ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from reconnect_tui.core.person import Person
from reconnect_tui.core.when import long_date, short_date, weekday_date
from reconnect_tui.keymap import Action, by_key, key_names
from reconnect_tui.services.farewell import Farewell, ahead_words, day_words
from reconnect_tui.services.keeping import KeptLine
from reconnect_tui.ui.content import KEY, LABEL, MASK, NAME, QUIET, ends, key_hint, labelled, name_of, paragraph, plain
from reconnect_tui.ui.controller import Controller
from reconnect_tui.ui.widgets.footer import KeyLine
from reconnect_tui.ui.widgets.lines import Lines

MOST_ASKED = 9
"""A digit each."""
MOST_AHEAD = 8
MOST_TOLD = 12
_DAY = 13
"""Columns of a day with the blanks before it."""


class LastScreen(Screen[None]):
    """The end of the day. Its keys are the app's, and a digit tells who wrote back; it leaves only on ``q``.

    A digit stays that person's as long as the screen stands: who is told of is marked, and nobody moves up.
    """

    DEFAULT_CSS = """
    LastScreen { padding: 1 4; }
    LastScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    LastScreen #head { height: 1; margin-bottom: 1; }
    LastScreen #words { max-width: 70; height: auto; }
    LastScreen #word { height: auto; max-height: 2; }
    """
    AUTO_FOCUS = ""

    def __init__(self, controller: Controller, wrote_back: Callable[[int], None]) -> None:
        """``wrote_back(person id)`` records an answer."""
        super().__init__()
        self._controller = controller
        self._keys: dict[str, Action] = {}
        self._foot = KeyLine()
        self._line: KeptLine | None = None
        self._wrote_back = wrote_back
        self._farewell: Farewell | None = None
        self._asked: dict[int, tuple[Person, date]] = {}
        self._open: frozenset[int] = frozenset()
        self._today = date.min
        self._mask = False
        self._said = ""
        self._head = Lines(self._head_line, id="head")
        self._words = Lines(self._lines, id="words")
        self._word = Lines(self._said_lines, id="word")

    def compose(self) -> ComposeResult:
        yield self._head
        with VerticalScroll(can_focus=False):
            yield self._words
        yield self._word
        yield self._foot

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            self._told(int(event.character))
            return
        action = self._keys.get(event.key)
        if action is not None and action.id != "quit":
            event.stop()
            self.say("")
            self._controller.decide(action.id)
            return
        paper = self.query_one(VerticalScroll)
        scroll = {"down": paper.scroll_down, "up": paper.scroll_up, "j": paper.scroll_down, "k": paper.scroll_up}
        if event.key in scroll:
            event.stop()
            scroll[event.key](animate=False)

    def _told(self, digit: int) -> None:
        people = list(self._asked)
        if digit <= len(people) and people[digit - 1] in self._open:
            self._wrote_back(people[digit - 1])

    @on(KeyLine.Pressed)
    def clicked(self, event: KeyLine.Pressed) -> None:
        event.stop()
        self.say("")
        self._controller.decide(event.action_id)

    def show(
        self,
        farewell: Farewell,
        today: date,
        actions: Sequence[Action],
        *,
        line: KeptLine | None = None,
        mask: bool = False,
    ) -> None:
        """Draw the day that was, with the keys that can be pressed; ``line``: what somebody wrote, where the day ends with it."""
        self._keys = by_key(actions)
        self._foot.show(actions)
        self._line = line
        self._open = frozenset(person.id for person, _ in farewell.unanswered)
        for person, day in farewell.unanswered:
            if person.id in self._asked or len(self._asked) < MOST_ASKED:
                self._asked[person.id] = (person, day)
        # Who is no more asked about, and has not been told of either, was silenced elsewhere.
        told = {person.id for person, _ in farewell.wrote_back}
        self._asked = {number: one for number, one in self._asked.items() if number in self._open or number in told}
        self._farewell, self._today, self._mask = farewell, today, mask
        for part in (self._head, self._words):
            part.remake()

    def say(self, sentence: str) -> None:
        """Say one sentence above the keys, until the next one."""
        if sentence != self._said:
            self._said = sentence
            self._word.remake()

    def _head_line(self, width: int) -> tuple[Content, ...]:
        return (ends("reconnect", weekday_date(self._today), width),) if self._today > date.min else ()

    def _said_lines(self, width: int) -> list[Content]:
        return paragraph(self._said, width, QUIET, most=2) if self._said else []

    def _lines(self, width: int) -> list[Content]:
        day = self._farewell
        if day is None:
            return []
        title = "That was today." if day.wrote_to else "That was all for today." if day.done else "Nobody waits today."
        lines = [Content.styled(title, NAME), Content(""), *self._kept(width)]
        for label, block in (
            ("you wrote to", self._each(day.wrote_to, width)),
            ("and", self._each([sentence.removeprefix("Recorded: ") for sentence in day.done], width)),
            ("wrote back lately", self._dated(day, width)),
            ("did any of these write back?", self._questions(width)),
            ("ahead", self._ahead(day, width)),
        ):
            if block:
                lines += [Content.styled(label, LABEL), *block, Content("")]
        return [*lines, Content.styled("Good-bye until tomorrow.", QUIET)]

    def _kept(self, width: int) -> list[Content]:
        """The line that the day ends with; whose it is, of which day, and the key that begins an answer."""
        line = self._line
        if line is None:
            return []
        whose = Content.styled(f"{self._called(line.person)}, {long_date(line.day)}", QUIET)
        key = next((key_names(one.keys)[0] for one in self._keys.values() if one.id == "answer-line"), "")
        return [
            *paragraph(MASK if self._mask else f"“{line.text}”", width, indent=2),
            *labelled("", Content.assemble(whose, "   ", key_hint(key, "answer")) if key else whose, width),
            Content(""),
        ]

    def _each(self, entries: Sequence[str], width: int) -> list[Content]:
        return [part for entry in entries[:MOST_TOLD] for part in paragraph(MASK if self._mask else entry, width, indent=2)]

    def _dated(self, day: Farewell, width: int) -> list[Content]:
        return [
            part
            for person, wrote in day.wrote_back
            for part in labelled(short_date(wrote).rjust(_DAY), plain(self._called(person)), width)
        ]

    def _questions(self, width: int) -> list[Content]:
        lines = []
        for digit, (person, went) in enumerate(self._asked.values(), 1):
            if person.id in self._open:
                lines += labelled(
                    f"  {digit}", Content.assemble(plain(self._called(person)), (f"  {short_date(went)}", QUIET)), width, KEY
                )
            else:
                lines += labelled("  ✓", Content.styled(self._called(person), QUIET), width)
        return lines

    def _ahead(self, day: Farewell, width: int) -> list[Content]:
        if self._mask and day.ahead:
            return [Content(f"  {MASK}")]
        lines = []
        for one in day.ahead[:MOST_AHEAD]:
            lines += labelled(day_words(one).rjust(_DAY), plain(ahead_words(one)), width)
        return lines

    def _called(self, person: Person) -> str:
        return name_of(person, mask=self._mask)

"""The card: one person, why now, what was between you, and the letter.

Mounted once; another person only changes what its parts draw (SPEED.md). It knows no rules: keys that it does not answer itself go to
the app as the names of actions. Layout is the style sheet's, by the classes that ``_measure`` sets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from reconnect_tui.core.card import Card
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import ACTIVE, SILENT
from reconnect_tui.keymap import ACTIONS, CARD, SORTING, TEXT, Action, by_key, key_names, shown_key
from reconnect_tui.ui import content, sorting
from reconnect_tui.ui.controller import Controller
from reconnect_tui.ui.widgets.between import BetweenYou
from reconnect_tui.ui.widgets.footer import KeyLine
from reconnect_tui.ui.widgets.lines import Lines
from reconnect_tui.ui.widgets.paper import NOT_SAVED, Paper

if TYPE_CHECKING:
    from reconnect_tui.ui.widgets.letter import LetterArea

DEAF_FOR = 0.25
"""Seconds after a new card in which deciding keys do nothing: the second press of a key was meant for the card before."""
SMALLEST = Size(60, 16)
SIDE_BY_SIDE = 100
"""Columns from which what was between you and the letter stand side by side."""
LOW, AIRY = 22, 30
"""Rows below which every blank line goes, and from which the top has one."""


class CardScreen(Screen[None]):
    """The card and its keys. ``show`` puts a person on it; ``say`` puts a sentence under it."""

    BINDING_GROUP_TITLE = "card"
    AUTO_FOCUS = ""

    def __init__(
        self, controller: Controller, actions: Iterable[Action] = ACTIONS, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.controller = controller
        self.clock = clock
        self.card: Card | None = None
        self.mask = False
        self._today = date.min
        self._bind(actions)
        self._shown_at = float("-inf")
        self._said = ""
        self._said_style = content.QUIET
        self._unfolded = False
        self._circles: tuple[str, ...] = ()
        self._measured = Size(80, 24)
        self._up = False
        self._head = Lines(self._head_line, id="head")
        self._who = Lines(self._who_lines, id="who")
        self._why = Lines(self._why_lines, id="why")
        self.between = BetweenYou(id="between")
        self.paper = Paper(self._actions.values(), id="paper")
        self._word = Lines(self._word_lines, id="word")
        self._foot = KeyLine(id="keys")

    def compose(self) -> ComposeResult:
        self._measure(self.app.size)
        with Vertical(id="desk"):
            yield self._head
            with Horizontal(id="top"):
                yield self._who
                yield self._why
            with Horizontal(id="body"):
                yield self.between
                yield self.paper
            yield self._word
            yield self._foot
        yield Lines(self._too_small, id="too-small")

    def _bind(self, actions: Iterable[Action]) -> None:
        self._actions = {action.id: action for action in actions}
        self._keys = by_key(self._actions.values(), CARD)
        self._text_keys = frozenset(by_key(self._actions.values(), TEXT)) | {"enter"}

    def rebind(self, actions: Iterable[Action]) -> None:
        """Answer to these keys from now on."""
        self._bind(actions)
        self.paper.rebind(self._actions.values())
        self._draw()
        self.refresh_keys()

    def show(self, card: Card, *, today: date, mask: bool | None = None) -> None:
        """Put a person on the card. A new one makes deciding keys deaf for a moment and ends what was said and chosen.

        ``mask`` hides what is private; ``None`` leaves it as the user has it.
        """
        if self.card is None or self.card.person.id != card.person.id:
            self._shown_at = self.clock()
            self._unfolded = False
            self._say_nothing()
        self.card, self._today = card, today
        self.mask = mask if mask is not None else self.mask
        self._draw()

    def _draw(self) -> None:
        card, mask = self.card, self.mask
        if card is None or not self._up:
            return
        bare = content.is_bare(card)
        meet = (
            [self._hint("how-met", "how did you meet?"), self._hint("unknown", "I don't know them")]
            if bare and card.person.status not in SILENT
            else []
        )
        begin = [
            self._hint(name, label)
            for name, label in (("write", "write"), ("template", "begin from a template"))
            if self._fits(name, card) and not self._circles
        ]
        self.between.show(card, mask=mask, hints=meet, unfold=key_names(self._actions["unfold"].keys)[0])
        self.paper.show(card, mask=mask, hints=begin)
        for part in (self._head, self._who, self._why):
            part.remake()
        self._fold()

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say one sentence under the card, until the next key: what was done, or (``trouble``) what went wrong."""
        self._said, self._said_style = sentence, content.DANGER if trouble else content.QUIET
        self._word.remake()

    def sort(self, circles: Sequence[str]) -> None:
        """Begin to sort people into these circles, one key each; none of them: that is over."""
        self._circles = tuple(circles)
        self._draw()
        self.refresh_keys()

    def write(self) -> None:
        """Put the cursor into the letter."""
        if self._unfolded:
            self._unfolded = False
            self._fold()
        if self.mask:
            self.say(f"Masked. {self._shown('mask')} shows it again.")
        self.paper.write()
        self.refresh_keys()

    def insert_template(self, text: str) -> None:
        """Put a text in the place of the letter, as one step of undo, with the cursor in its first hole."""
        self.write()
        if self.paper.writing:
            self.paper.area.insert_template(text)

    def insert_words(self, words: str, *, on_its_own: bool = False) -> None:
        """Put words at the cursor of the letter (``on_its_own``: on lines of their own)."""
        self.write()
        if self.paper.writing:
            self.paper.area.insert_words(words, on_its_own=on_its_own)

    def point_at(self, start: int, end: int) -> None:
        """Show the place of an obstacle, ``letter[start:end]``, with the cursor there."""
        self.write()
        if self.paper.writing:
            self.paper.area.point_at(start, end)

    def draft_saved(self, person_id: int) -> None:
        """What was typed to this person is on disk, or has gone out; that it was not is said no more."""
        self.paper.saved(person_id)
        self.is_saved()

    def is_saved(self) -> None:
        """Take back the sentence that something is not saved."""
        if self._said.startswith(NOT_SAVED):
            self.say("")

    def draft_failed(self, person_id: int, reason: str) -> None:
        """It is not; the text stays on the sheet, and so does the sentence under it."""
        self.paper.failed(person_id)
        self.say(reason, trouble=True)

    @property
    def letter(self) -> str:
        """The text on the sheet, saved or not."""
        return self.paper.text

    @property
    def chosen(self) -> Moment | None:
        """The moment chosen with j and k."""
        at = self.between.chosen
        return self.card.moments[at] if self.card and at is not None else None

    @property
    def sorting(self) -> bool:
        """Whether people are being sorted into circles."""
        return bool(self._circles)

    def sorting_keys(self) -> list[Action]:
        """What can be done with the one that is being sorted; empty where nobody is."""
        return sorting.offered(self._actions, self._circles) if self._circles else []

    @property
    def too_small(self) -> bool:
        """Whether the terminal is too small to show the card."""
        return self._measured.width < SMALLEST.width or self._measured.height < SMALLEST.height

    def press(self, action_id: str) -> None:
        """Do what a key does. Deciding keys are deaf for a moment after a new card."""
        action = self._actions[sorting.plain_id(action_id)]
        if (action.deciding and self.clock() - self._shown_at < DEAF_FOR) or self.too_small:
            return
        if action.where == SORTING and (not self._circles or action_id == sorting.CIRCLE):
            self.say("That is for sorting people into circles, and there a digit says into which.")
            return
        self._say_nothing()
        if action_id == "write":
            if self.controller.can("write"):
                self.write()
        elif action_id in ("next-moment", "previous-moment"):
            self._choose(1 if action_id == "next-moment" else -1)
        elif action_id in ("read-on", "read-back", "oldest", "newest"):
            self._read(action_id)
        elif action_id == "unfold":
            self._unfolded = self._narrow and not self._unfolded
            self._fold()
        elif action_id == "leave":
            self._leave()
        elif self.chosen and action_id == "edit":
            self.controller.decide("edit-moment")
        elif action_id != "remove-moment" or self.chosen:
            self.controller.decide(action_id)
        self.refresh_keys()

    def act_in_text(self, action_id: str) -> None:
        """Do what a key in a text does; nobody is writing: begin to."""
        if self.card is not None and self.controller.can("write"):
            self.write()
        if self.paper.writing:
            self.paper.area.act(action_id)

    def refresh_keys(self) -> None:
        """Show in the footer what can be pressed now."""
        self._foot.show(*self._offered())

    def on_mount(self) -> None:
        self._up = True
        self._draw()
        self.refresh_keys()

    def on_key(self, event: events.Key) -> None:
        if self.focused is not None:
            # Pressed right behind the key that went into the letter: it was meant for there.
            if self.paper.writing and (event.is_printable or event.key in self._text_keys):
                event.stop()
                event.prevent_default()
                self.paper.area.post_message(events.Key(event.key, event.character))
            return
        # Esc and a letter that come together are one key, alt+letter; Esc has done its part where there was a text.
        key = event.key.removeprefix("alt+")
        action = self._keys.get(key)
        pressed = action.id if action is not None and action.where == CARD else ""
        if self._circles:
            pressed = sorting.pressed(self._actions, self._circles, key) or (pressed if pressed in sorting.MEANWHILE else "")
        if pressed:
            event.stop()
            event.prevent_default()
            self.press(pressed)
        elif event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()

    def on_resize(self, event: events.Resize) -> None:
        self._measure(event.size)
        for part in (self._who, self._why):
            part.remake()
        if self.too_small:
            self.set_focus(None)
        elif self.paper.writing:
            self.set_focus(self.paper.area)
            self.call_after_refresh(self.paper.area.scroll_cursor_visible)
        self._fold()

    @on(KeyLine.Pressed)
    def _clicked(self, event: KeyLine.Pressed) -> None:
        event.stop()
        if self._actions[sorting.plain_id(event.action_id)].where == TEXT:
            self.paper.area.act(event.action_id)
        else:
            self.press(event.action_id)

    @on(Paper.Touched)
    def _touched(self, event: Paper.Touched) -> None:
        event.stop()
        self.press("write")

    def on_letter_area_edited(self, event: LetterArea.Edited) -> None:
        event.stop()
        self._say_nothing()
        self.paper.edited(event.person_id, event.text)
        self.refresh_keys()
        self.controller.edited(event.person_id, event.text)

    def on_letter_area_finished(self, event: LetterArea.Finished) -> None:
        event.stop()
        self.paper.stop_writing()
        self.refresh_keys()
        self.controller.finished(event.person_id, event.text)

    def on_letter_area_left(self, event: LetterArea.Left) -> None:
        event.stop()
        self.paper.stop_writing()
        self.refresh_keys()
        action = self._keys.get(event.key)
        # Whoever meant alt+letter must not have decided anything by it.
        if action is not None and not action.deciding:
            self.press(action.id)

    def on_letter_area_editor_wanted(self, event: LetterArea.EditorWanted) -> None:
        event.stop()
        self.controller.editor_wanted(event.person_id, event.text)

    def on_letter_area_asked(self, event: LetterArea.Asked) -> None:
        event.stop()
        self.controller.decide(event.action_id)

    def on_letter_area_mask_toggled(self, event: LetterArea.MaskToggled) -> None:
        event.stop()
        self.paper.stop_writing()
        self.press("mask")

    def _choose(self, way: int) -> None:
        if self.card is None or not self.card.moments:
            self.between.scroll_lines(way)
            return
        if self.between.folded:
            self._unfolded = True
            self._fold()
        if not self.between.choose(way) and way > 0 and self.card.more_moments:
            self.controller.decide("older")
            self.between.choose(way)

    def _read(self, how: str) -> None:
        """Read on without choosing, or go to one end of what was between you: there, the moment is chosen."""
        if self.card is None:
            return
        if self.between.folded:
            self._unfolded = True
            self._fold()
        if how in ("read-on", "read-back"):
            self.between.scroll_page(1 if how == "read-on" else -1)
        else:
            if how == "oldest":
                self.controller.decide("oldest")
            self.between.choose_at(len(self.card.moments) - 1 if how == "oldest" else 0)

    def on_between_you_at_the_end(self, event: BetweenYou.AtTheEnd) -> None:
        event.stop()
        if self.card is not None and self.card.more_moments:
            self.controller.decide("older")

    def _leave(self) -> None:
        if self.chosen:
            self.between.choose_none()
        elif self._unfolded:
            self._unfolded = False
            self._fold()
        else:
            self.controller.decide("leave")

    def _say_nothing(self) -> None:
        if self._said:
            self._said = ""
            self._word.remake()

    @property
    def _narrow(self) -> bool:
        return self._measured.width < SIDE_BY_SIDE

    @property
    def _low(self) -> bool:
        return self._measured.height < LOW

    @property
    def _tight(self) -> bool:
        """Whether each line above the letter is one less for it."""
        return self._low or (self._narrow and self._measured.height < AIRY)

    def _measure(self, size: Size) -> None:
        self._measured = size
        self.set_class(self.too_small, "-too-small")
        self.set_class(self._narrow, "-narrow")
        self.set_class(self._low, "-low")
        self.set_class(size.height >= AIRY, "-airy")
        # What most people have, so that the next one moves nothing.
        self._who.least = 0 if self._low else 3
        self._why.least = 0 if self._low or self._narrow else 3

    def _fold(self) -> None:
        self._unfolded = self._unfolded and self._narrow
        self.set_class(self._unfolded, "-unfolded")
        self.between.fold(self._narrow and not self._unfolded, 1 if self._low else 2)
        self.refresh_keys()

    def _offered(self) -> tuple[list[Action], dict[str, str]]:
        """The actions for the footer, and words for some of them that fit here better."""
        named, card = self._actions, self.card
        if self.paper.writing:
            ids = ["text-done", *(["next-hole"] if self.paper.area.has_holes else []), "text-leave", "text-editor", "text-mask"]
            return [named[one] for one in ids], {}
        if self._circles:
            return sorting.offered(named, self._circles), {}
        if card is None:
            return [named["find"]._replace(footer_order=1), named["help"]], {}
        if self.chosen:
            ids = ["next-moment", "edit", "remove-moment", *(["keep-line"] if self.chosen.text.strip() else []), "leave"]
            labels = {
                "next-moment": f"{self._shown('previous-moment')} choose", "edit": "edit this moment", "remove-moment": "remove it",
            }  # fmt: skip
            last = {"keep-line": len(ids)}
            return [named[one]._replace(footer_order=at, drop_order=last.get(one, at)) for at, one in enumerate(ids)], labels
        offered = [a for a in named.values() if a.where == CARD and a.footer_order and self._fits(a.id, card)]
        if self._unfolded:
            offered.append(named["unfold"]._replace(footer_order=0))
        if self.mask:  # the way back is the last to go
            offered = [one._replace(drop_order=0) if one.id == "mask" else one for one in offered]
        wake = {} if card.person.status == ACTIVE else {"rest": "wake"}
        return offered, {"unfold": "fold", "mask": "unmask" if self.mask else "mask", **wake}

    def _fits(self, action_id: str, card: Card) -> bool:
        if action_id == "done" and not card.promises:
            return False
        if action_id == "unknown" and not content.is_bare(card):
            return False
        if action_id == "profile" and not any(point.kind in ("linkedin", "url") for point in card.contacts):
            return False
        return not (action_id == "write" and self.mask) and self.controller.can(action_id)

    def _shown(self, action_id: str) -> str:
        return shown_key(key_names(self._actions[action_id].keys)[0])

    def _hint(self, action_id: str, label: str) -> Content:
        return content.key_hint(key_names(self._actions[action_id].keys)[0], label)

    def _head_line(self, width: int) -> tuple[Content, ...]:
        if self._circles:
            return (content.ends("reconnect", "who belongs where", width),)
        return (content.head_line(self.card, self._today, width),) if self._today > date.min else ()

    def _who_lines(self, width: int) -> list[Content]:
        if self.card is None:
            return []
        most = 1 if self._tight else 4
        return content.person_head(self.card, width, mask=self.mask, most=most, most_of_name=1 if self._low else 2)

    def _why_lines(self, width: int) -> list[Content]:
        if self.card is None:
            return []
        told = content.why(self.card, width - 3, mask=self.mask, inline=self._narrow, most=2 if self._tight else 4)
        return [Content.assemble(("▌", content.NAME), "  ", one) for one in told]

    def _word_lines(self, width: int) -> list[Content]:
        return content.paragraph(self._said, min(width, 100), self._said_style, most=2) if self._said else []

    def _too_small(self, width: int) -> list[Content]:
        quit_with = self._shown("quit")
        said = (
            f"The card needs {SMALLEST.width} columns and {SMALLEST.height} rows; this window has "
            f"{self._measured.width} and {self._measured.height}. Make it larger, or press {quit_with} to quit."
        )
        return content.paragraph(said, max(8, width))

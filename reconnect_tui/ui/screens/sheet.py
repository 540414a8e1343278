"""What all sheets share: a piece of paper over the desk, a title, and Esc that goes one step back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.ui.content import KEY, QUIET, plain
from reconnect_tui.ui.widgets.lines import Lines, Make

Result = TypeVar("Result")
_KEYS = re.compile(r"(?:(?<=^)|(?<=· )|(?<=\n))(?:enter|esc|tab|del|page down|ctrl\+[a-z]|[↑↓←→](?: [↑↓←→])?|[a-z])(?= )")
"""The keys in a hint, each at the beginning of one of its parts."""


class Sheet(ModalScreen[Result]):
    """A sheet over the card. Subclasses give ``body()``; the title and the hint at the foot are plain words."""

    DEFAULT_CSS = """
    Sheet { align: center middle; background: $background 70%; layers: default cover; }
    Sheet > .cover { layer: cover; width: 100%; height: 100%; background: $background; color: $quiet; content-align: center middle; }
    Sheet > .sheet {
        width: 76; max-width: 96%; height: auto; max-height: 92%; padding: 1 4; background: $sheet; color: $ink; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-background: $sheet; scrollbar-color: $faint;
    }
    Sheet .sheet-title { color: $person-name; text-style: bold; margin-bottom: 1; }
    Sheet .label { color: $quiet; text-style: $quiet-style; margin-top: 1; }
    Sheet .hint { color: $quiet; margin-top: 1; }
    Sheet .problem { color: $promise; }
    Sheet Input { border: none; border-left: wide $hole; background: $background; color: $foreground; padding: 0 1; height: 1; }
    Sheet Input:focus { border: none; border-left: wide $key; }
    Sheet OptionList {
        border: none; background: $sheet; color: $ink; padding: 0; height: auto; max-height: 100%;
        scrollbar-size-vertical: 1; scrollbar-background: $sheet; scrollbar-color: $faint;
    }
    Sheet OptionList:focus { border: none; background-tint: $foreground 0%; }
    Sheet OptionList > .option-list--option-highlighted { background: $hole; color: $hole-ink; text-style: none; }
    Sheet OptionList:focus > .option-list--option-highlighted { background: $hole; color: $hole-ink; text-style: none; }
    """
    BINDINGS: ClassVar = [Binding("escape", "back", "back", id="sheet-back", tooltip="One step back", show=False)]
    AUTO_FOCUS = "OptionList, Input, LetterArea"

    def __init__(self, title: str, hint: str = "esc back") -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(plain(self._title), classes="sheet-title")
            yield from self.body()
            if self._hint:
                yield Static(hinted(self._hint), classes="hint")

    def body(self) -> Iterable[Widget]:
        """The widgets between title and hint."""
        return ()

    def cover(self, sentence: str) -> None:
        """Cover all of it with one sentence; ``""`` uncovers it. What was typed and where the cursor stands stays as it is."""
        self.query(".cover").remove()
        if sentence:
            self.mount(Static(plain(sentence), classes="cover"))

    def warn(self, sentence: str) -> None:
        """Say in the hint's place what is wrong, for as long as it is; ``""`` brings the hint back."""
        for hint in self.query(".hint").results(Static):
            hint.update(plain(sentence, limit=500) if sentence else hinted(self._hint))
            hint.set_class(bool(sentence), "problem")

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it with what was chosen. What comes to it after that is too late: of two quick clicks in a list the second one would
        close the card beneath, and with it the app."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_back(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.action_back()


def hinted(words: str) -> Content:
    """The line at a sheet's foot: ``enter save · esc back``, with what may be pressed told from what it does."""
    told = Content.styled(words, QUIET)
    for key in _KEYS.finditer(words):
        told = told.stylize(f"{KEY} not dim", key.start(), key.end())
    return told


def keyed(key: str, words: str) -> Content:
    """One line of a choice: its key, then its words."""
    return Content.assemble((f"{key:<3}", KEY), plain(words))


class Choices(OptionList):
    """A list of options that j and k walk, too."""

    BINDINGS: ClassVar = [
        Binding("j", "cursor_down", "down", id="choices-down", tooltip="The next one", show=False),
        Binding("k", "cursor_up", "up", id="choices-up", tooltip="The one before", show=False),
    ]


class ChoiceSheet(Sheet[str]):
    """One of several: a key each, arrows or j k and Enter, or the mouse. Gives the chosen name, or ``None``.

    ``choices`` are (key, words, name); ``words_above`` stand between title and choices.
    """

    DEFAULT_CSS = "ChoiceSheet .above { margin-bottom: 1; }"

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str, str]], *, words_above: str = "", hint: str = "enter choose · esc back"
    ) -> None:
        super().__init__(title, hint)
        self._choices = choices
        self._words_above = words_above

    def body(self) -> Iterable[Widget]:
        if self._words_above:
            yield Static(Content.styled(plain(self._words_above).plain, QUIET), classes="above")
        yield Choices(*(Option(keyed(key, words), id=name) for key, words, name in self._choices), markup=False)

    def on_key(self, event: events.Key) -> None:
        for key, _, name in self._choices:
            if event.character and event.character == key:
                event.stop()
                self.dismiss(name)
                return

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)


class WordsSheet(Sheet[str]):
    """Words to read, made for the width they get; Esc or Enter closes it, arrows scroll."""

    DEFAULT_CSS = "WordsSheet .words { height: auto; }"
    AUTO_FOCUS = ""

    def __init__(self, title: str, make: Make) -> None:
        super().__init__(title, "esc back")
        self._make = make

    def body(self) -> Iterable[Widget]:
        yield Lines(self._make, classes="words")

    def on_key(self, event: events.Key) -> None:
        paper = self.query_one(".sheet")
        if event.key == "enter":
            event.stop()
            self.action_back()
        elif event.key in ("down", "j"):
            paper.scroll_down()
        elif event.key in ("up", "k"):
            paper.scroll_up()
        elif event.key in ("pagedown", "space"):
            paper.scroll_page_down()
        elif event.key == "pageup":
            paper.scroll_page_up()

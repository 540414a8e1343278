"""Lines to fill in, and perhaps a text below them, of which no step back loses a word; until they are saved a file has them, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reconnect_tui.core.text import clean_line
from reconnect_tui.keymap import ACTIONS, TEXT, Action, by_key
from reconnect_tui.ui.content import plain
from reconnect_tui.ui.screens.line import Ask, LineSheet
from reconnect_tui.ui.widgets.footer import KeyLine
from reconnect_tui.ui.widgets.letter import LetterArea, clean_letter
from reconnect_tui.ui.widgets.line_input import LineInput
from reconnect_tui.ui.widgets.words_area import WordsArea

if TYPE_CHECKING:
    from reconnect_tui.ui.app import ReconnectApp

WORDS = "words"
"""The name under which the text of several lines is given."""


class KeptLines(LineSheet):
    """As ``LineSheet``; ``words`` (not ``None``) is a text of several lines below the others, given as ``words``.

    ``keep(text)`` hears all that is typed at each change, ``""`` once it is taken or dropped. ``act(action id)`` does what a key in a
    text does that is none of the sheet's own; ``edit(text)`` goes on in $EDITOR and gives back the text.
    """

    DEFAULT_CSS = """
    KeptLines #lines-keys { margin-top: 1; }
    KeptLines .label { margin-top: 0; }
    KeptLines.low WordsArea { height: 5; }
    KeptLines.tiny .sheet-title { margin-bottom: 0; }
    KeptLines.tiny #lines-keys { margin-top: 0; }
    KeptLines .above { margin-bottom: 1; }
    """

    def __init__(
        self,
        title: str,
        asks: Iterable[Ask],
        *,
        words: str | None = None,
        words_label: str = "",
        words_above: tuple[Content, ...] = (),
        actions: Iterable[Action] = ACTIONS,
        keep: Callable[[str], None] = lambda _text: None,
        act: Callable[[str], None] = lambda _action: None,
        edit: Callable[[str], str] | None = None,
        changed: Callable[[str, str], None] | None = None,
        check: Callable[[dict[str, str]], str] | None = None,
        about: int | None = None,
    ) -> None:
        super().__init__(title, asks, words_above=words_above, hint="", changed=changed, check=check, about=about)
        self._words = words
        self._words_label = words_label
        self._named = {action.id: action for action in actions}
        self._keys = by_key(self._named.values(), TEXT)
        self._keep = keep
        self._act = act
        self._edit = edit
        self._before = tuple(clean_line(ask.value) for ask in self._asks) + (() if words is None else (clean_letter(words),))

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        if self._words is not None:
            if self._words_label:
                yield Static(plain(self._words_label), classes="label")
            yield WordsArea(self._named.values(), id=WORDS)
            if not self._asks:
                yield Static("", id="reading-0", classes="reading", markup=False)
        yield KeyLine(self._offered(), id="lines-keys")

    def _offered(self) -> list[Action]:
        save = self._named["text-done"]._replace(label="save", footer_order=1)
        if self._words is None:
            save = save._replace(keys="enter")
        several = len(self._asks) + (self._words is not None) > 1
        following = [self._named["next-hole"]._replace(label="the next line", footer_order=2)] if several else []
        editor = [self._named["text-editor"]] if self._edit is not None and self._words is not None else []
        return [save, *following, self._named["text-leave"], *editor, self._named["text-mask"]]

    def on_mount(self) -> None:
        self._fit()
        if self._words is not None:
            area = self.query_one(WordsArea)
            area.load(self._left.get(WORDS, self._words), 0)
            if not self._asks:
                area.focus()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.set_class(self.app.size.height < 30, "low")
        self.set_class(self.app.size.height < 20, "tiny")

    def _written(self) -> tuple[str, ...]:
        lines = tuple(self.query_one(f"#line-{number}", LineInput).value for number in range(len(self._asks)))
        return (*lines, self.query_one(WordsArea).text) if self._words is not None else lines

    @property
    def title_words(self) -> str:
        """Its title."""
        return self._title

    def left_in(self, app: ReconnectApp) -> dict[str, str]:
        """What was typed into these lines before, and left by Esc."""
        return {} if self._about is None else app.left_open.of(self._about, self._title, app.card_screen.mask)

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed."""
        return self._written() != self._before

    def _told(self) -> None:
        self._keep("\n".join(self._written()).strip() if self.is_changed else "")

    def beside(self) -> dict[str, str]:
        return {WORDS: self.query_one(WordsArea).text} if self._words is not None else {}

    def take(self) -> None:
        values = self.collected()
        if values is not None:
            self._forget()
            self.dismiss(values)

    def action_back(self) -> None:
        """One step back; what was typed is here again the next time."""
        if self.is_changed:
            names = [*(ask.name for ask in self._asks), WORDS]
            self._left.clear()
            self._left.update(zip(names, self._written(), strict=False))
        else:
            self._forget()
        self.dismiss(None)

    def _forget(self) -> None:
        self._keep("")
        self._left.clear()

    @on(Input.Changed)
    def _line_changed(self, _event: Input.Changed) -> None:
        self._told()
        self.call_later(self.read_again)  # one line may change how another is understood

    def read_again(self) -> None:
        """Show anew how each line is understood."""
        if self.is_attached:
            for number in range(len(self._asks)):
                self._read(number)

    def on_letter_area_edited(self, event: LetterArea.Edited) -> None:
        event.stop()
        self._told()

    def on_letter_area_finished(self, event: LetterArea.Finished) -> None:
        event.stop()
        self.take()

    def on_letter_area_left(self, event: LetterArea.Left) -> None:
        event.stop()
        self.query_one(WordsArea).focus()
        self.action_back()

    def on_letter_area_mask_toggled(self, event: LetterArea.MaskToggled) -> None:
        event.stop()
        self._act("text-mask")

    def on_letter_area_editor_wanted(self, event: LetterArea.EditorWanted) -> None:
        event.stop()
        if self._edit is not None:
            self.query_one(WordsArea).insert_template(self._edit(event.text))

    def on_letter_area_asked(self, event: LetterArea.Asked) -> None:
        event.stop()

    def on_words_area_next(self, event: WordsArea.Next) -> None:
        event.stop()
        self.focus_next() if event.way > 0 else self.focus_previous()

    def on_key(self, event: events.Key) -> None:
        action = self._keys.get(event.key)
        if action is not None and action.id == "text-done":
            event.stop()
            event.prevent_default()
            self.take()

    @on(KeyLine.Pressed)
    def _clicked(self, event: KeyLine.Pressed) -> None:
        event.stop()
        if event.action_id == "text-done":
            self.take()
        elif event.action_id == "text-leave":
            self.action_back()
        elif event.action_id == "next-hole":
            self.focus_next()
        elif self._words is not None and event.action_id == "text-editor":
            self.query_one(WordsArea).act(event.action_id)
        else:
            self._act(event.action_id)

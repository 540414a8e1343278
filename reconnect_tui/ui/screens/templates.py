"""Choosing a template: the list on the left, on the right the letter as it would be for this person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events, on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reconnect_tui.core.text import fold
from reconnect_tui.services.letters import Choice
from reconnect_tui.ui.content import letter, plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.lines import Lines


class TemplateSheet(Sheet[Choice]):
    """Gives the chosen template, filled in; ``None`` when none was chosen. Letters typed jump to a template of that name."""

    DEFAULT_CSS = """
    TemplateSheet > .sheet { width: 112; }
    TemplateSheet .pair { height: auto; max-height: 26; }
    TemplateSheet OptionList { width: 30; max-height: 24; margin-right: 3; }
    TemplateSheet .preview { width: 1fr; height: auto; max-height: 24; background: $background; padding: 1 2; color: $text; }
    TemplateSheet.narrow .pair { layout: vertical; max-height: 15; }
    TemplateSheet.narrow OptionList { width: 100%; height: 5; margin: 0; }
    TemplateSheet.narrow .preview { width: 100%; height: 9; margin-top: 1; padding: 0 2; }
    """

    def __init__(self, name: str, choices: Sequence[Choice], problems: int = 0) -> None:
        hint = "enter begin from this one · letters jump · esc back"
        if problems:
            hint = (
                f"{problems} template file{'s' if problems != 1 else ''} could not be read: reconnect templates check · " + hint
            )
        super().__init__(f"begin from a template, for {name}", hint)
        self._choices = choices
        self._typed = ""

    def body(self) -> Iterable[Widget]:
        options = OptionList(
            *(Option(plain(choice.template.name), id=str(number)) for number, choice in enumerate(self._choices)), markup=False
        )
        preview = VerticalScroll(Lines(id="preview"), classes="preview", can_focus=False)
        yield Horizontal(options, preview, classes="pair")

    def on_mount(self) -> None:
        self._fit(self.app.size.width)
        self.query_one(OptionList).highlighted = 0

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.set_class(width < 100, "narrow")

    @on(OptionList.OptionHighlighted)
    def looked_at(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        choice = self._choices[int(event.option.id or 0)]
        self.query_one("#preview", Lines).update(lambda width: letter(choice.filled, width))
        self.query_one(".preview", VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[int(event.option.id or 0)])

    def on_key(self, event: events.Key) -> None:
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.character and event.is_printable:
            self._typed = fold(self._typed + event.character)
            options = self.query_one(OptionList)
            for beginning in (True, False):
                for number, choice in enumerate(self._choices):
                    name = fold(choice.template.name)
                    if name.startswith(self._typed) if beginning else self._typed in name:
                        options.highlighted = number
                        event.stop()
                        return
            self._typed = fold(event.character)
            event.stop()

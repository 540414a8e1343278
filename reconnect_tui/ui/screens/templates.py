"""Choosing a template: typing narrows the list, and beside it stands the letter as it would be for this person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import events, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.template import Template
from reconnect_tui.services.letters import Choice
from reconnect_tui.ui.content import QUIET, letter, paragraph, plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.line_input import LineInput
from reconnect_tui.ui.widgets.lines import Lines

_LANGUAGES = {"en": "English", "de": "German", "fr": "French"}


class TemplateSheet(Sheet[Choice]):
    """Gives the chosen template, filled in; ``None`` when none was chosen.

    ``fitting`` is asked for the choices at each change of what is typed, so that a file saved meanwhile is among them; ``edit`` lets
    the user edit one and returns what became of it. ``rule`` is the reason for this person, ``lang`` their language, ``question`` the
    one thing there is to ask them (or ``""``).
    """

    DEFAULT_CSS = """
    TemplateSheet > .sheet { width: 112; }
    TemplateSheet LineInput { margin-bottom: 1; }
    TemplateSheet .pair { height: auto; max-height: 24; }
    TemplateSheet OptionList { width: 30; max-height: 22; margin-right: 3; }
    TemplateSheet .right { width: 1fr; height: auto; }
    TemplateSheet .preview { width: 100%; height: auto; max-height: 20; background: $background; padding: 1 2; color: $text; }
    TemplateSheet #about { width: 100%; height: 1; margin-top: 1; }
    TemplateSheet #question { width: 100%; height: auto; margin-top: 1; }
    TemplateSheet.narrow .pair { layout: vertical; max-height: 12; }
    TemplateSheet.narrow OptionList { width: 100%; height: 4; margin: 0; }
    TemplateSheet.narrow .preview { height: 6; margin-top: 1; padding: 0 2; }
    TemplateSheet.narrow #about { margin: 0; }
    TemplateSheet.narrow #question { margin: 0; }
    """
    BINDINGS = [Binding("ctrl+o", "edit", "edit", id="template-edit", tooltip="Edit this template", show=False, priority=True)]
    AUTO_FOCUS = "LineInput"

    def __init__(
        self,
        name: str,
        fitting: Callable[[str], Sequence[Choice]],
        *,
        problems: int = 0,
        rule: str = "",
        lang: str = "en",
        question: str = "",
        edit: Callable[[Template], str] | None = None,
    ) -> None:
        hint = "enter begin from this one · ctrl+o edit it · esc back"
        if problems:
            hint = f"{problems} template file{'s' if problems != 1 else ''} could not be read: reconnect templates check\n{hint}"
        super().__init__(f"begin from a template, for {name}", hint)
        self._fitting = fitting
        self._choices: Sequence[Choice] = ()
        self._rule, self._lang = rule, lang
        self._question = question
        self._edit = edit

    def body(self) -> Iterable[Widget]:
        yield LineInput(select_on_focus=False, placeholder="type to narrow: a name, birthday, or de for German")
        preview = VerticalScroll(Lines(id="preview"), classes="preview", can_focus=False)
        yield Horizontal(OptionList(markup=False), Vertical(preview, Lines(id="about"), classes="right"), classes="pair")
        if self._question:
            yield Lines(lambda width: paragraph(self._question, width, QUIET, most=2), id="question")

    def on_mount(self) -> None:
        self._fit(self.app.size.width)
        self._narrow_down("")

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.set_class(width < 100, "narrow")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow_down(event.value)

    def _narrow_down(self, typed: str, name: str = "") -> None:
        self._choices = self._fitting(typed)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(plain(choice.template.name), id=str(number)) for number, choice in enumerate(self._choices))
        if self._choices:
            names = [choice.template.name for choice in self._choices]
            options.highlighted = names.index(name) if name in names else 0
        else:
            self._show(())
            self.query_one("#about", Lines).update(lambda width: paragraph("No template is called that.", width, QUIET))

    def _highlighted(self) -> Choice | None:
        at = self.query_one(OptionList).highlighted
        return self._choices[at] if at is not None and at < len(self._choices) else None

    @on(OptionList.OptionHighlighted)
    def looked_at(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        choice = self._highlighted()
        if choice is not None:
            self._show((choice,))

    def _show(self, choices: Sequence[Choice]) -> None:
        filled = choices[0].filled if choices else ""
        self.query_one("#preview", Lines).update(lambda width: letter(filled, width))
        self.query_one(".preview", VerticalScroll).scroll_home(animate=False)
        if choices:
            told = self._about(choices[0])
            self.query_one("#about", Lines).update(
                lambda width: [Content.styled(plain(told).plain, QUIET).truncate(width, ellipsis=True)]
            )

    def _about(self, choice: Choice) -> str:
        """Its language where that is not theirs, whether it fits, and its subject."""
        template = choice.template
        parts = [_LANGUAGES.get(template.lang, template.lang)] if template.lang != self._lang else []
        if self._rule and self._rule in template.for_:
            parts.append("fits why now")
        elif template.for_:
            parts.append(f"for {', '.join(template.for_)}")
        if choice.subject:
            parts.append(f"subject: {choice.subject}")
        return " · ".join(parts)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        choice = self._highlighted()
        if choice is not None:
            self.dismiss(choice)

    def action_edit(self) -> None:
        """Edit the template that is looked at, in the user's editor; the list is read anew afterwards."""
        choice = self._highlighted()
        if choice is None or self._edit is None:
            return
        try:
            told = self._edit(choice.template)
        except ReconnectError as error:
            told = str(error)
        self.query_one(".hint", Static).update(plain(told, limit=500))
        self._narrow_down(self.query_one(LineInput).value, choice.template.name)

    def on_key(self, event: events.Key) -> None:
        preview = self.query_one(".preview", VerticalScroll)
        if event.key == "down":
            self.query_one(OptionList).action_cursor_down()
        elif event.key == "up":
            self.query_one(OptionList).action_cursor_up()
        elif event.key == "pagedown":
            preview.scroll_page_down(animate=False)
        elif event.key == "pageup":
            preview.scroll_page_up(animate=False)
        else:
            return
        event.stop()

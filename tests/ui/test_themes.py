"""The themes as Textual draws them: every built-in widget readable, nothing undefined, nothing fatal."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widget import Widget
from textual.widgets import (
    Button,
    Checkbox,
    DataTable,
    Footer,
    Input,
    Label,
    OptionList,
    ProgressBar,
    RadioSet,
    Select,
    Static,
    Switch,
    Tabs,
    TextArea,
    Tree,
)

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services.theme_defaults import DEFAULTS, HEARTH
from reconnect_tui.services.themes import READABLE, ROLES, VERY_READABLE, ThemeFile, contrast
from reconnect_tui.ui.themes import to_textual, variable_defaults


class Room(App[None]):
    """One of each widget, and a rule for each of our names."""

    CSS = """
    .sheet { background: $sheet; color: $ink; text-style: $quiet-style; }
    .hole { background: $hole; color: $hole-ink; }
    .quiet { color: $quiet; } .name { color: $person-name; } .direction { color: $direction; }
    .promise { color: $promise; } .key { color: $key; } .danger { color: $danger; } .chosen { background: $selection; }
    """
    BINDINGS = [("w", "write", "write")]

    def __init__(self, theme: str) -> None:
        super().__init__()
        for each in DEFAULTS.values():
            self.register_theme(to_textual(each))
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults()

    def compose(self) -> ComposeResult:
        for name in ("sheet", "hole", "quiet", "name", "direction", "promise", "key", "danger", "chosen"):
            yield Static(name, classes=name)
        yield Input("typed")
        yield OptionList("one", "two")
        yield TextArea("text")
        yield Button("plain")
        yield Checkbox("tick")
        yield Switch()
        yield RadioSet("a", "b")
        yield Select([("x", 1)])
        yield Tabs("one")
        yield ProgressBar()
        yield DataTable()
        yield Tree("root")
        yield Label("label")
        yield Footer()

    def action_write(self) -> None:
        return None


def pairs(app: App[None]) -> list[tuple[str, Color, Color]]:
    """(what, text, background) of the places where built-in widgets put words, as the style sheet resolved them."""
    found = []

    def part(widget: Widget, name: str) -> None:
        style = widget.get_component_rich_style(name)
        assert style.color is not None
        assert style.bgcolor is not None
        found.append((name, Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)))

    for widget in app.query("Input, OptionList, TextArea, Button, Checkbox, Label, .sheet, .hole, .quiet, .danger"):
        style = widget.rich_style
        assert style.color is not None
        assert style.bgcolor is not None
        found.append((str(widget), Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)))
    part(app.query_one(OptionList), "option-list--option-highlighted")
    part(app.query_one(OptionList), "option-list--option-hover")
    part(app.query_one(Input), "input--cursor")
    part(app.query_one(Input), "input--placeholder")
    part(app.query_one(Input), "input--selection")
    part(app.query_one(TextArea), "text-area--selection")
    part(app.query_one(DataTable), "datatable--cursor")
    key = app.query("FooterKey").first(Widget)
    part(key, "footer-key--key")
    part(key, "footer-key--description")
    return found


@pytest.mark.parametrize("name", sorted(DEFAULTS))
async def test_built_in_widgets_can_be_read_in_every_theme(name: str) -> None:
    app = Room(name)
    async with app.run_test(size=(100, 90), notifications=True) as pilot:
        app.notify("a notice", markup=False)
        await pilot.pause()
        assert app.current_theme.name == name
        assert app.native_ansi_color == (name == "terminal")
        for what, text, background in pairs(app):
            if name == "terminal":
                assert text.ansi is not None, what
                assert background.ansi is not None, what
                assert text != background or text.ansi == -1, what
            else:
                assert contrast(text.hex6, background.hex6) >= (VERY_READABLE if name == "contrast" else READABLE), what


async def test_live_preview_goes_through_all_themes_and_textuals_own() -> None:
    app = Room("hearth")
    async with app.run_test(size=(80, 24)) as pilot:
        for name in (*DEFAULTS, "nord", "ansi-light", "hearth"):
            app.theme = name
            await pilot.pause()
        assert app.query_one(".name").styles.color == Color.parse(HEARTH.person_name)


def test_every_role_has_a_name_in_the_style_sheet() -> None:
    names = variable_defaults()
    for theme in DEFAULTS.values():
        made = to_textual(theme)
        assert set(names) <= set(made.variables)
        for role in ROLES:
            if role not in ("background", "text"):
                assert made.variables["person-name" if role == "name" else role] == theme.colour(role)
        for name, value in made.variables.items():
            assert name.endswith("-style") or Color.parse(value)
        assert (made.background, made.foreground, made.dark) == (theme.background, theme.text, theme.dark)
    assert names["quiet-style"] == "none"
    assert names["sheet"] == HEARTH.sheet


@pytest.mark.parametrize(
    "bad",
    [
        HEARTH._replace(background="#12345"),
        HEARTH._replace(quiet="none"),
        HEARTH._replace(person_name="ansi_nonsense"),
        DEFAULTS["terminal"]._replace(name="hearth", hole="ansi_nonsense"),
        DEFAULTS["terminal"]._replace(name="hearth", key="auto"),
    ],
)
def test_a_bad_colour_is_caught_before_textual_dies_of_it(bad: ThemeFile) -> None:
    with pytest.raises(ReconnectError, match="hearth"):
        to_textual(bad)

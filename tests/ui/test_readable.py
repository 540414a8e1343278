"""Every word on every screen can be read, in every theme: what is measured is what is drawn, not what the style sheet says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.geometry import Region
from textual.widget import Widget

from reconnect_tui.services.theme_defaults import DEFAULTS
from reconnect_tui.services.themes import READABLE, VERY_READABLE, contrast
from reconnect_tui.ui.themes import to_textual
from tests.ui.tour import STOPS, environ_in, opened

SIGNS = frozenset("▌▐▎▏▍▋█─│╭╮╰╯▁▔━╸╺")
"""Bars and edges, which nobody has to read (WCAG 2.1, 1.4.11 asks 3:1 only of what is needed to use a control)."""
LOOKED_AT = (
    "card", "chosen", "writing", "help", "palette", "find-something", "ahead", "looking-back", "looking-back-years", "themes", "settings",
    "keys", "about", "history", "circles", "circle", "note", "record", "record-talked", "rest", "how-met", "edit", "edit-about",
    "edit-relation", "edit-merge", "templates", "hand-over", "drafts", "import", "review", "sorting", "removed", "last",
)  # fmt: skip


def words(app: App[Any]) -> Iterator[tuple[str, str, Style]]:
    """(widget, words, style) of all that is drawn on the screen in front and in its toasts, as it is drawn."""
    for widget in app.screen.walk_children(Widget):
        if not (widget.display and widget.visible and widget.size) or widget.children:
            continue
        for strip in widget.render_lines(Region(0, 0, *widget.size)):
            for text, style, control in strip:
                if style is not None and not control and text.strip() and not set(text.strip()) <= SIGNS:
                    yield str(widget), text, style


def faint_in(app: App[Any], theme: str) -> list[tuple[str, ...]]:
    """(widget, words, ink, ground) of what cannot be read well enough in that theme, which is the one in use."""
    least = VERY_READABLE if theme == "contrast" else READABLE
    faint: list[tuple[str, ...]] = []
    seen = 0
    for widget, text, style in words(app):
        seen += 1
        assert style.color is not None, (widget, text)
        assert style.bgcolor is not None, (widget, text)
        ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
        if theme == "terminal":
            same = ink == ground and ink.ansi != -1
            if same or ink.ansi is None or ground.ansi is None or (style.dim and ink.ansi == -1 != ground.ansi):
                faint.append((widget, text, str(ink), str(ground)))
        elif contrast(ink.hex6, ground.hex6) < least:
            faint.append((widget, text, ink.hex6, ground.hex6))
    assert seen >= 3, "a title, a line and a hint at least"
    return faint


@pytest.mark.parametrize("name", LOOKED_AT)
async def test_every_word_that_is_drawn_can_be_read_in_every_theme(tmp_path: Path, name: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with opened(environ_in(tmp_path), stop) as stage:
        drawn: set[str] = set()
        for theme in DEFAULTS.values():
            stage.app.register_theme(to_textual(theme))
            stage.app.theme = theme.name
            if name == "palette":  # takes its colours when it opens
                await stage.press("escape", "ctrl+p")
            await stage.settle()
            drawn.add(str(next(style.color for _, _, style in words(stage.app))))
            assert (theme.name, faint_in(stage.app, theme.name)) == (theme.name, [])
        assert len(drawn) >= len(DEFAULTS) - 2, "each theme has really been drawn"


@pytest.mark.parametrize("name", ["settings", "history", "circle", "themes", "palette"])
async def test_a_chosen_line_is_told_from_the_others_without_a_colour(tmp_path: Path, name: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with opened(environ_in(tmp_path), stop, theme=DEFAULTS["terminal"]) as stage:
        lists = [style for widget, _, style in words(stage.app) if "List" in widget or "Choices" in widget]
        marked = [style for style in lists if style.underline]
        assert len(marked) < len(lists)
        assert marked


async def test_what_was_found_is_marked_without_a_colour(tmp_path: Path) -> None:
    stop = next(stop for stop in STOPS if stop.name == "find-something")
    async with opened(environ_in(tmp_path), stop, theme=DEFAULTS["terminal"]) as stage:
        assert any(style.reverse for widget, _, style in words(stage.app) if widget.startswith("FoundList"))

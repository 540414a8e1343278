"""A ``ThemeFile`` as Textual's ``Theme``: nothing is decided here but which of Textual's own names gets which colour.

Our names, for app.tcss: ``$sheet $hole $hole-ink $ink $quiet $quiet-style $person-name $direction $promise $key $danger`` and
``$selection $faint $chosen $chosen-style``. Textual's ``$background`` is the desk and ``$foreground`` the words on it. Borders,
lists, inputs, footers and scrollbars of its own widgets follow without further rules.
"""

from __future__ import annotations

from textual.color import Color, ColorParseError
from textual.theme import Theme

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services.theme_defaults import HEARTH
from reconnect_tui.services.themes import ROLES, ThemeFile, blend


def to_textual(theme: ThemeFile) -> Theme:
    """Return ``theme`` for ``App.register_theme``.

    Every colour is parsed first: Textual takes a bad one without a word and dies of it later. Raises ``ReconnectError`` for one.
    """
    for role in ROLES:
        _parse(theme.name, role, theme.colour(role))
    variables = _terminal_variables(theme) if theme.of_terminal else _mixed_variables(theme)
    return Theme(
        name=theme.name,
        primary=theme.person_name,
        secondary=theme.direction,
        accent=theme.key,
        warning=theme.promise,
        error=theme.danger,
        success=theme.direction,
        foreground=theme.text,
        background=theme.background,
        surface=theme.sheet,
        panel=theme.sheet,
        dark=theme.dark,
        ansi=theme.of_terminal,
        variables={**_own_variables(theme), **variables},
    )


def variable_defaults() -> dict[str, str]:
    """Return every name of ours with hearth's value, for ``App.get_theme_variable_defaults``.

    An undefined name in the style sheet is fatal at the start, and the themes that Textual brings along know none of ours.
    """
    return _own_variables(HEARTH)


def _parse(theme: str, name: str, value: str) -> None:
    try:
        Color.parse(value)
    except ColorParseError as error:
        raise ReconnectError(f"The theme {theme} cannot be used: {name} has a colour that is none.") from error


def _own_variables(theme: ThemeFile) -> dict[str, str]:
    return {
        "sheet": theme.sheet,
        "hole": theme.hole,
        "hole-ink": theme.hole_ink,
        "ink": theme.ink,
        "quiet": theme.quiet,
        # Among sixteen colours that we cannot see, only the dim attribute is quieter than the text on every one of them.
        "quiet-style": "dim" if theme.of_terminal else "none",
        "person-name": theme.person_name,
        "direction": theme.direction,
        "promise": theme.promise,
        "key": theme.key,
        "danger": theme.danger,
        "selection": theme.hole if theme.of_terminal else _selection(theme),
        "chosen": "ansi_default" if theme.of_terminal else theme.hole,
        "chosen-style": "reverse not dim" if theme.of_terminal else "not reverse",
        "faint": "ansi_bright_black" if theme.of_terminal else blend(theme.background, theme.quiet, 0.4),
    }


def _selection(theme: ThemeFile) -> str:
    return blend(theme.sheet, theme.direction, 0.3)


def _mixed_variables(theme: ThemeFile) -> dict[str, str]:
    desk, sheet, quiet = theme.background, theme.sheet, theme.quiet
    line = blend(desk, quiet, 0.4)
    hover = blend(desk, theme.hole, 0.5)
    return {
        **_shared_variables(theme),
        "border-blurred": line,
        "surface-active": sheet,
        "foreground-muted": quiet,
        "foreground-disabled": quiet,
        "text-muted": quiet,
        # Placeholders have this colour, and have to be read on an input that its focus has made a little lighter.
        "text-disabled": blend(quiet, theme.text, 0.2),
        "panel-lighten-1": blend(sheet, theme.hole, 0.5),
        "panel-darken-1": sheet,
        "panel-darken-2": blend(sheet, quiet, 0.4),
        "block-cursor-blurred-background": hover,
        "block-cursor-blurred-foreground": theme.text,
        "block-hover-background": hover,
        "scrollbar": line,
        "scrollbar-hover": blend(desk, quiet, 0.7),
        "scrollbar-background": desk,
        "input-cursor-background": theme.ink,
        "input-cursor-foreground": sheet,
        "input-selection-background": _selection(theme),
        "input-selection-foreground": theme.ink,
        "screen-selection-background": _selection(theme),
        "screen-selection-foreground": theme.ink,
        "button-foreground": theme.text,
        "button-color-foreground": desk,
    }


def _terminal_variables(theme: ThemeFile) -> dict[str, str]:
    return {
        **_shared_variables(theme),
        "border-blurred": "ansi_bright_black",
        "surface-active": "ansi_default",
        "block-cursor-blurred-background": "ansi_default",
        "block-cursor-blurred-foreground": "ansi_default",
        "block-cursor-blurred-text-style": "underline",
        "block-hover-background": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": theme.key,
        "scrollbar-background": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": theme.hole,
        "input-selection-foreground": theme.hole_ink,
        "screen-selection-background": theme.hole,
        "screen-selection-foreground": theme.hole_ink,
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "button-foreground": "ansi_default",
        "button-color-foreground": "ansi_default",
    }


def _shared_variables(theme: ThemeFile) -> dict[str, str]:
    return {
        "border": theme.key,
        "block-cursor-background": theme.hole,
        "block-cursor-foreground": theme.hole_ink,
        "block-cursor-text-style": "bold",
        "scrollbar-active": theme.key,
        "scrollbar-background-hover": theme.background,
        "scrollbar-background-active": theme.background,
        "scrollbar-corner-color": theme.background,
        "footer-background": theme.background,
        "footer-foreground": theme.quiet,
        "footer-key-foreground": theme.key,
        "footer-description-foreground": theme.quiet,
        "link-color": theme.key,
        "link-color-hover": theme.hole_ink,
        "link-background-hover": theme.hole,
        "markdown-h1-color": theme.person_name,
        "markdown-h2-color": theme.person_name,
        "markdown-h3-color": theme.person_name,
    }

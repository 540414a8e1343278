"""Themes: YAML files of named colours, checked before anything is drawn with them.

A theme names what a colour is for (the desk, the sheet, a hole, quiet words), never where it is used. A file that is wrong is
reported with its line; the others still load. Nothing here imports Textual: ``ui.themes`` turns a ``ThemeFile`` into its Theme.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from reconnect_tui.config import nearest
from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.text import shown_line

ROLES = ("background", "sheet", "hole", "text", "ink", "quiet", "name", "direction", "promise", "key", "danger", "hole-ink")
"""What a colour can be for. ``key`` falls back on ``name``, ``danger`` on ``promise``, ``hole-ink`` on ``ink``."""

_FALLBACKS = {"key": "name", "danger": "promise", "hole-ink": "ink"}

_BASIC = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
TERMINAL_COLOURS = ("default", *_BASIC, *(f"bright-{colour}" for colour in _BASIC))

READABLE, VERY_READABLE = 4.5, 7.0
"""Least contrast of text, WCAG 2.1: success criteria 1.4.3 (AA) and 1.4.6 (AAA)."""

MOST_FILES = 200

_KEYS = ("name", "dark", "colours")
_ON_BACKGROUND = ("text", "quiet", "name", "direction", "promise", "key", "danger")
_ON_HOLE = ("hole-ink", "ink", "text", "quiet", "name", "direction", "promise", "key")
_ON_SHEET = ("ink", "text", "quiet", "name", "direction", "promise", "key", "danger")


class ThemeFile(NamedTuple):
    """One theme that is whole. Colours are ``#rrggbb`` in lower case, or ``ansi_…`` throughout (the terminal's own)."""

    name: str
    dark: bool
    background: str
    """The desk: who, why now, what was between you."""
    sheet: str
    """The paper of the letter."""
    hole: str
    """Behind a hole's hint, and behind what is chosen in a list."""
    text: str
    """Words on the desk."""
    ink: str
    """Words on the sheet."""
    quiet: str
    """Dates, labels, what keys do."""
    person_name: str
    """The person in front of you."""
    direction: str
    """Who wrote to whom."""
    promise: str
    key: str
    """What you may press: the accent."""
    danger: str
    """Losing something, and nothing else."""
    hole_ink: str
    """Words on ``hole``."""

    @property
    def of_terminal(self) -> bool:
        """Whether these are the terminal's own colours, which nobody here can see."""
        return self.background.startswith("ansi_")

    def colour(self, role: str) -> str:
        """The colour of one of ``ROLES``."""
        return str(getattr(self, _field(role)))


class FaintPair(NamedTuple):
    """Two colours that meet as text and background and are too alike."""

    role: str
    on: str
    ratio: float

    @property
    def sentence(self) -> str:
        return f"{self.role} on {self.on} has a contrast of {self.ratio:.1f}:1"


def shipped_folder() -> str:
    """The folder of the themes that come with the program: inside the package when installed, beside it in a clone."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "themes")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "themes")


def load_themes(folders: Sequence[str]) -> tuple[dict[str, ThemeFile], list[FileProblem]]:
    """Read every ``*.yaml`` of ``folders``, the shipped one first: the first theme of a name keeps it.

    Returns the themes by name, in the order they were read, and all that is wrong with the files that could not be used. A folder
    that is not there holds no themes.
    """
    loaded: dict[str, ThemeFile] = {}
    failed: list[FileProblem] = []
    for folder in folders:
        for path in _theme_files(folder, failed):
            theme, problems = read_theme(path)
            failed += problems
            if theme is None:
                continue
            if theme.name in loaded:
                failed.append(FileProblem(path, 0, f"there already is a theme called {theme.name}; give this one another name"))
            else:
                loaded[theme.name] = theme
    return loaded, failed


def read_theme(path: str) -> tuple[ThemeFile | None, list[FileProblem]]:
    """Read one theme file. Returns the theme, or ``None`` and everything that is wrong with the file."""
    from pathlib import Path

    from reconnect_tui.interchange.yaml_files import load_documents

    try:
        entries = load_documents(Path(path))
    except FileProblem as problem:
        return None, [problem]
    if len(entries) != 1:
        return None, [FileProblem(path, 0, "a theme file holds one theme: name, dark and colours")]
    return theme_from(entries[0].value, entries[0].lines, path)


def theme_from(
    value: object, lines: Mapping[tuple[str | int, ...], int], path: str
) -> tuple[ThemeFile | None, list[FileProblem]]:
    """Check what was read from a theme file: the theme, or ``None`` and everything that is wrong, in the order of the file."""
    problems: list[FileProblem] = []

    def wrong(reason: str, *keys: str) -> None:
        problems.append(FileProblem(path, lines.get(keys) or lines.get(keys[:1]) or lines.get((), 0), reason))

    if not isinstance(value, Mapping):
        wrong("a theme file has the keys name, dark and colours")
        return None, problems
    for key in value:
        if key not in _KEYS:
            wrong(f"{_quoted(key)} is none of a theme's keys.{nearest(str(key), _KEYS)}", str(key))
    name = value.get("name") or os.path.splitext(os.path.basename(path))[0]
    # Textual makes a CSS class of the name, and dies of one that is no identifier.
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", name):
        wrong("a theme's name is small letters, digits and hyphens, beginning with a letter, at most 40", "name")
    colours = value.get("colours")
    found: dict[str, str] = {}
    if isinstance(colours, Mapping):
        found = _colours(colours, lambda reason, given: wrong(reason, "colours", given))
        missing = [role for role in ROLES if role not in _FALLBACKS and not any(_role(given) == role for given in colours)]
        if missing:
            wrong(f"these colours are missing: {', '.join(missing)}", "colours")
    else:
        wrong('under colours stand lines such as `background: "#1c1815"`, each indented', "colours")
    dark = _dark(value.get("dark"), found.get("background", "#000000"))
    if dark is None:
        wrong(f"dark is yes or no, not {_quoted(value['dark'])}", "dark")
    if problems or dark is None:
        return None, sorted(problems, key=lambda problem: problem.line)
    for role, other in _FALLBACKS.items():
        found.setdefault(role, found[other])
    return ThemeFile(name=str(name), dark=dark, **{_field(role): found[role] for role in ROLES}), []


def _colours(colours: Mapping[object, object], wrong: Callable[[str, str], None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for given, colour in colours.items():
        role = _role(given)
        try:
            if role not in ROLES:
                raise ValueError(f"{_quoted(given)} is nothing a colour is for.{nearest(role, ROLES)}")
            if role in found:
                raise ValueError(f"{role} is there twice")
            found[role] = _colour(role, colour)
            first = next(iter(found))
            if found[role].startswith("#") != found[first].startswith("#"):
                raise ValueError(
                    f"{role} and {first} are of two kinds: a theme is all #rrggbb, or all names of the terminal's own"
                )
        except ValueError as error:
            wrong(str(error), str(given))
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.1, definition of "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def check(theme: ThemeFile, least: float = READABLE) -> list[FaintPair]:
    """Return the pairs of text and background of ``theme`` that have less contrast than ``least``, the faintest first.

    A theme of the terminal's own colours has none: what they look like is not for the program to know.
    """
    if theme.of_terminal:
        return []
    pairs = [(role, "background") for role in _ON_BACKGROUND] + [(role, "sheet") for role in _ON_SHEET]
    pairs += [(role, "hole") for role in _ON_HOLE]
    found = [FaintPair(role, on, contrast(theme.colour(role), theme.colour(on))) for role, on in pairs]
    return sorted((pair for pair in found if pair.ratio < least), key=lambda pair: pair.ratio)


def blend(one: str, other: str, share: float) -> str:
    """Return ``#rrggbb`` between two such colours; ``share`` of ``other``, 0 to 1."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(one), _channels(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def default_name(environ: Mapping[str, str], terminal: str = "") -> str:
    """Return the theme that goes with the terminal: ``letter`` on a light one, where it can be told, else ``hearth``.

    ``terminal`` is the setting: light, dark, or what the terminal said last; COLORFGBG, where it is, tells of this very one.

    COLORFGBG (rxvt, Konsole and others: "15;0") tells; its last part is the background's number among the sixteen colours, and
    Vim's rule reads it: 0 to 6 and 8 are dark.
    """
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not background.isdecimal():
        return "letter" if terminal == "light" else "hearth"
    return "letter" if background in ("7", "9", "10", "11", "12", "13", "14", "15") else "hearth"


def light_or_dark(answer: str) -> str:
    """Read a terminal's answer to what its background is (xterm's OSC 11): ``rgb:ffff/fdfd/f7f7``, 1 to 4 digits each, or ``#fffdf7``.

    Returns ``light``, ``dark``, or ``""`` for what is no colour.
    """
    found = re.fullmatch(
        r"rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})(?:/[0-9a-f]{1,4})?|#([0-9a-f]{6})", answer.casefold()
    )
    if not found:
        return ""
    colour = (
        f"#{found[4]}"
        if found[4]
        else "#" + "".join(f"{int(one, 16) * 255 // (16 ** len(one) - 1):02x}" for one in found.groups()[:3])
    )
    return "light" if _luminance(colour) > 0.18 else "dark"


def opening_theme(name: str, folder: str, environ: Mapping[str, str], terminal: str = "") -> tuple[ThemeFile, str]:
    """Return the theme to open with and, where it is not the one asked for, a sentence about it.

    ``name`` is the setting (empty: follow the terminal), ``folder`` the user's own themes. No file is read for a shipped theme.
    """
    from reconnect_tui.services.theme_defaults import DEFAULTS

    usual = DEFAULTS[default_name(environ, terminal)]
    if not name:
        return usual, ""
    if name in DEFAULTS:
        return DEFAULTS[name], ""
    loaded, failed = load_themes([folder])
    if name in loaded:
        return loaded[name], ""
    why = f"There is no theme called “{shown_line(name, 40)}”.{nearest(name, (*DEFAULTS, *loaded))}"
    return usual, " ".join((why, *(f"{problem}." for problem in failed)))


def _theme_files(folder: str, failed: list[FileProblem]) -> Iterable[str]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")) and not name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        failed.append(FileProblem(folder, 0, f"it cannot be read: {error.strerror}"))
        return []
    if len(names) > MOST_FILES:
        failed.append(FileProblem(folder, 0, f"it holds {len(names)} theme files; the first {MOST_FILES} were read"))
    return [os.path.join(folder, name) for name in names[:MOST_FILES]]


def _role(given: object) -> str:
    return str(given).replace("_", "-")


def _field(role: str) -> str:
    return "person_name" if role == "name" else role.replace("-", "_")


def _colour(role: str, value: object) -> str:
    if value == "":
        raise ValueError(f'{role} has no colour. A # begins a comment in YAML, so put quotes round it: "#1c1815"')
    if not isinstance(value, str):
        raise ValueError(f"{role} has a list where one colour belongs")
    text = value.strip().casefold()
    if re.fullmatch("#[0-9a-f]{6}", text):
        return text
    if re.fullmatch("#[0-9a-f]{3}", text):
        return "#" + "".join(digit * 2 for digit in text[1:])
    name = re.sub(r"[_\s]+", "-", text).removeprefix("ansi-")
    if name in TERMINAL_COLOURS:
        return f"ansi_{name.replace('-', '_')}"
    near = "" if text.startswith("#") else nearest(name, TERMINAL_COLOURS)
    raise ValueError(f'{role} is {_quoted(value)}; a colour is "#rrggbb" or a name of the terminal\'s own.{near}')


def _dark(value: object, background: str) -> bool | None:
    if value in (None, ""):
        return background.startswith("ansi_") or _luminance(background) < 0.18
    word = str(value).strip().casefold()
    return True if word in ("yes", "true", "on") else False if word in ("no", "false", "off") else None


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    # WCAG 2.1, definition of "relative luminance", https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
    red, green, blue = (
        (c / 12.92) if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (n / 255 for n in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _quoted(value: object) -> str:
    return f"“{shown_line(str(value), 40)}”"

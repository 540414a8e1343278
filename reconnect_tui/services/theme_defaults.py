"""The shipped themes once more, as Python: the first card is painted without reading a file or importing YAML.

``themes/*.yaml`` are the originals; a test holds that these are equal to them.
"""

from __future__ import annotations

from reconnect_tui.services.themes import ThemeFile

HEARTH = ThemeFile(
    name="hearth",
    dark=True,
    background="#1c1815",
    sheet="#2a2420",
    hole="#43331f",
    text="#e9dfd0",
    ink="#f3eadc",
    quiet="#ada090",
    person_name="#e0a96d",
    direction="#8fb0a9",
    promise="#d98c6a",
    key="#e0a96d",
    danger="#ec6a5e",
    hole_ink="#f3eadc",
)
LETTER = ThemeFile(
    name="letter",
    dark=False,
    background="#f6f0e4",
    sheet="#fffdf7",
    hole="#f6e3c4",
    text="#3a322b",
    ink="#2a231d",
    quiet="#6d6052",
    person_name="#8a4b2a",
    direction="#3f6b66",
    promise="#a8452f",
    key="#8a4b2a",
    danger="#b3161b",
    hole_ink="#2a231d",
)
HARBOUR = ThemeFile(
    name="harbour",
    dark=True,
    background="#121a21",
    sheet="#1e2932",
    hole="#473b29",
    text="#dbe4e8",
    ink="#e9f0f2",
    quiet="#9dadb7",
    person_name="#e8bf7a",
    direction="#86bccd",
    promise="#e39a86",
    key="#e8bf7a",
    danger="#f4787a",
    hole_ink="#e9f0f2",
)
MEADOW = ThemeFile(
    name="meadow",
    dark=False,
    background="#e9eee4",
    sheet="#fbfdf8",
    hole="#f0e6bd",
    text="#29322a",
    ink="#1f2720",
    quiet="#56645a",
    person_name="#2f6144",
    direction="#3a6279",
    promise="#97442a",
    key="#2f6144",
    danger="#ab1b26",
    hole_ink="#1f2720",
)
CONTRAST = ThemeFile(
    name="contrast",
    dark=True,
    background="#000000",
    sheet="#1f1b17",
    hole="#402b00",
    text="#ffffff",
    ink="#ffffff",
    quiet="#d6d0c6",
    person_name="#ffcf7d",
    direction="#9fe3d6",
    promise="#ffb59a",
    key="#ffcf7d",
    danger="#ffaba3",
    hole_ink="#ffffff",
)
TERMINAL = ThemeFile(
    name="terminal",
    dark=True,
    background="ansi_default",
    sheet="ansi_default",
    hole="ansi_yellow",
    text="ansi_default",
    ink="ansi_default",
    quiet="ansi_default",
    person_name="ansi_magenta",
    direction="ansi_cyan",
    promise="ansi_magenta",
    key="ansi_magenta",
    danger="ansi_red",
    hole_ink="ansi_black",
)

DEFAULTS = {theme.name: theme for theme in (HEARTH, LETTER, HARBOUR, MEADOW, CONTRAST, TERMINAL)}
"""All shipped themes by name, the two usual ones first."""

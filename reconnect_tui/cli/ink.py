"""Colour on a terminal that wants it: SGR alone, put round text that was cleaned before."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from reconnect_tui.cli.call import is_terminal, shown

PLAIN, STRONG, FAINT, TITLE, THEIRS, YOURS = "", "1", "2", "36", "35", "32"
"""What a part of a line is: the terminal's own sixteen colours, so that the user's palette decides."""


class Ink:
    """Writes lines to stdout, in colour only where stdout is a terminal, NO_COLOR is not set (no-color.org) and TERM is not dumb."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.on = is_terminal(sys.stdout) and not environ.get("NO_COLOR") and environ.get("TERM", "") != "dumb"

    def put(self, *parts: tuple[str, str] | str) -> None:
        """Write one line of (style, text) parts; every text is cleaned on its way."""
        sys.stdout.write("".join(self._part(part) for part in parts) + "\n")

    def _part(self, part: tuple[str, str] | str) -> str:
        style, text = part if isinstance(part, tuple) else (PLAIN, part)
        clean = shown(text)
        return f"\x1b[{style}m{clean}\x1b[0m" if self.on and style and clean else clean

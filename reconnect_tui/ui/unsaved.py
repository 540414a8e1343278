"""What is typed into a line and not taken yet is in a file meanwhile: should the program end, the words are there at the next start."""

from __future__ import annotations

import os
from contextlib import suppress

from reconnect_tui.paths import Home, make_private


class Unsaved:
    """One file for the lines that are open; ``left_behind`` of ``services.rescue`` tells of it where it was not taken away."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def _path(self, about: str) -> str:
        return os.path.join(self._home.drafts, f"not-saved-{about}-{os.getpid()}.txt")

    def keep(self, about: str, text: str) -> None:
        """Have this text in the file; ``""``: it is not needed any more. A disk that takes nothing is no trouble here: the line is open."""
        path = self._path(about)
        with suppress(OSError):
            if text:
                make_private(self._home.drafts)
                with open(
                    os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8", errors="replace"
                ) as file:
                    file.write(text)
            elif os.path.lexists(path):
                os.unlink(path)

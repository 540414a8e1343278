"""The last resort for words that the database would not take: plain files that only their owner can read."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from reconnect_tui.paths import Home, make_private
from reconnect_tui.store.drafts import Words


def keep_as_files(home: Home, left: Sequence[Words]) -> list[str]:
    """Write each text into a file of its own among the drafts; returns the paths of those that could be written."""
    kept = []
    for number, words in enumerate(left, 1):
        path = os.path.join(home.drafts, f"not-saved-{words.kind}-{words.person_id or 'line'}-{os.getpid()}-{number}.txt")
        try:
            make_private(home.drafts)
            with open(
                os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", errors="replace"
            ) as file:
                file.write(words.text)
        except OSError:
            continue
        kept.append(path)
    return kept


REMEMBERED = 24 * 60 * 60
"""Seconds for which a text that was left behind is told about at the start of each sitting."""


def left_behind(home: Home) -> list[str]:
    """Paths of texts that wait among the drafts since a day at most: what could not be saved, and what an editor had and never came back."""
    from reconnect_tui.handoff.editor import leftovers

    found = []
    for path in leftovers(home.drafts):
        try:
            if time.time() - os.stat(path).st_mtime < REMEMBERED:
                found.append(path)
        except OSError:
            continue
    return found

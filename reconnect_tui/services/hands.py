"""Several windows may be open, and in each a line is typed: what is being typed in one is not offered in another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reconnect_tui.paths import Home, make_private

if TYPE_CHECKING:
    from filelock import BaseFileLock

MOST_HANDS = 4
"""Windows that are told apart; whoever opens more types beside the others all the same, and nothing is lost by it."""


class Hand:
    """Is held while a line is typed in this window. The system lets go of it with the process, whatever ends that."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._held: BaseFileLock | None = None
        self._place = -1

    @staticmethod
    def prepare() -> None:
        """Import what the first line would have to wait for."""
        import filelock  # noqa: F401

    def take(self) -> bool:
        """Begin to type; returns whether nobody types in another window. ``let_go`` when the line is ended or left."""
        make_private(self._home.data)
        places = range(MOST_HANDS)
        if self._held is None:
            for place in places:
                lock = self._lock(place)
                if _locked(lock):
                    self._held, self._place = lock, place
                    break
        alone = True
        for place in places:
            if place != self._place and os.path.exists(self._path(place)):
                other = self._lock(place)
                alone = _locked(other) and alone
                other.release()
        return alone

    def let_go(self) -> None:
        """The line is ended or left."""
        if self._held is not None:
            self._held.release()
        self._held, self._place = None, -1

    def _lock(self, place: int) -> BaseFileLock:
        from filelock import FileLock

        return FileLock(self._path(place), timeout=0, mode=0o600)

    def _path(self, place: int) -> str:
        return f"{self._home.database}.hand-{place}.lock"


def _locked(lock: BaseFileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except TimeoutError:  # filelock's own is one
        return False
    except (OSError, NotImplementedError):  # no room, or a file system that knows no locks: nobody can be told apart
        return True
    return True

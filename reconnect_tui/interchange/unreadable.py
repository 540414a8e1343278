"""What is said of a path that cannot be read, the same by every importer."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reconnect_tui.core.errors import FileProblem

BEGINNING = 4096
"""Bytes: enough to tell what kind of file it is."""

_WHY = {errno.EACCES: "you have no right to", errno.EPERM: "you have no right to", errno.EIO: "the disk gave an error"}


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Read ``path`` inside it: an ``OSError`` becomes a ``FileProblem`` that says why, and so does a name that no file can have."""
    try:
        yield
    except OSError as error:
        why = _WHY.get(error.errno or 0, (error.strerror or "the system gave an error").lower())
        raise FileProblem(str(path), 0, f"It cannot be read: {why}.") from error
    except ValueError as error:  # a NUL or a surrogate in the path
        raise FileProblem(str(path).replace("\0", ""), 0, "There is no such file or folder.") from error


def beginning(path: Path) -> bytes | None:
    """The first bytes of a file; ``None`` for a folder. Raises ``FileProblem`` for what is neither, is not there, or cannot be read."""
    with readable(path):
        if path.is_dir():
            return None
        if not path.exists():
            raise FileProblem(str(path), 0, "There is no such file or folder.")
        if not path.is_file():
            raise FileProblem(str(path), 0, "This is neither a file nor a folder.")
        with path.open("rb") as file:
            return file.read(BEGINNING)

"""What is said of a path that cannot be read, the same by every importer."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reconnect_tui.core.errors import FileProblem

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

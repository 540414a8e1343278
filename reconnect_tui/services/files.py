"""Writing a file for the user: whole or not at all, readable by nobody else, and never over something that is there unasked."""

from __future__ import annotations

import os
from collections.abc import Iterable

from reconnect_tui.core.errors import ReconnectError


def write_whole(
    path: str, lines: Iterable[str], *, force: bool = False, such_as: str = "reconnect.json", newline: str = "\n"
) -> None:
    """Write ``lines`` (each with its end) to the file ``path``, 0600, UTF-8; ``newline`` as in ``open``.

    Raises ``ReconnectError`` where something is there already (but for ``force``: then a file is replaced), where it is a folder
    (``such_as`` is the name proposed in it), and where it cannot be written; then what was there is untouched.
    """
    if os.path.isdir(path):
        raise ReconnectError(f"{path} is a folder; name the file to write, such as {os.path.join(path, such_as)}.")
    if os.path.lexists(path) and not os.path.isfile(path):
        raise ReconnectError(f"{path} is not a file; `-` writes to stdout.")
    if os.path.lexists(path) and not force:
        raise ReconnectError(f"{path} is there already and was left as it is. Name another, or say --force.")
    part = f"{path}.{os.getpid()}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "w", encoding="utf-8", newline=newline) as file:
                file.writelines(lines)
                file.flush()
                os.fsync(handle)
            _put_in_place(part, path, force)
        finally:
            if os.path.lexists(part):
                os.unlink(part)
    except FileExistsError as error:
        raise ReconnectError(
            f"{path} has come into being meanwhile and was left as it is. Name another, or say --force."
        ) from error
    except OSError as error:
        raise ReconnectError(f"{path} could not be written: {error.strerror}. Nothing of it was kept.") from error


def _put_in_place(part: str, path: str, force: bool) -> None:
    if not force:
        try:
            os.link(part, path)  # fails where something has come into being meanwhile; a rename would take its place
            return
        except FileExistsError:
            raise
        except (OSError, NotImplementedError, AttributeError):  # a file system without links
            if os.path.lexists(path):
                raise FileExistsError(path) from None
    os.replace(part, path)

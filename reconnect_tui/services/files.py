"""Writing files for the user: whole or not at all, readable by nobody else, and never over something that is there unasked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress

from reconnect_tui.core.errors import ReconnectError

Lines = Iterable[str | bytes]
"""What a file is made of, each line with its end; text becomes UTF-8 and nothing of it is translated."""


def write_whole(path: str, lines: Lines, *, force: bool = False, such_as: str = "reconnect.json") -> None:
    """Write ``lines`` to the file ``path``, 0600.

    Raises ``ReconnectError`` where something is there already (but for ``force``: then a file is replaced), where it is a folder
    (``such_as`` is the name proposed in it), and where it cannot be written; then what was there is untouched.
    """
    write_together([(path, lines)], force=force, such_as=such_as)


def write_together(files: Sequence[tuple[str, Lines]], *, force: bool = False, such_as: str = "reconnect.json") -> None:
    """Write several files, all of them or none, each as ``write_whole`` does."""
    for path, _ in files:
        _check(path, force, such_as)
    present = files[0][0]
    parts: list[tuple[str, str]] = []
    try:
        try:
            for present, lines in files:
                part = f"{present}.{os.getpid()}.part"
                handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                parts.append((part, present))
                _fill(handle, lines)
            _put_all(parts, force)
        finally:
            for part, _ in parts:
                with suppress(FileNotFoundError):
                    os.unlink(part)
    except FileExistsError as error:
        raise ReconnectError(
            f"{error.filename2 or present} has come into being meanwhile and was left as it is. Name another, or say --force."
        ) from error
    except OSError as error:
        raise ReconnectError(f"{present} could not be written: {error.strerror}. Nothing of it was kept.") from error


def _check(path: str, force: bool, such_as: str) -> None:
    if os.path.isdir(path):
        raise ReconnectError(f"{path} is a folder; name the file to write, such as {os.path.join(path, such_as)}.")
    if os.path.lexists(path) and not os.path.isfile(path):
        raise ReconnectError(f"{path} is not a file; `-` writes to stdout.")
    if os.path.lexists(path) and not force:
        raise ReconnectError(f"{path} is there already and was left as it is. Name another, or say --force.")


def _fill(handle: int, lines: Lines) -> None:
    with open(handle, "wb") as file:
        file.writelines(line if isinstance(line, bytes) else line.encode("utf-8") for line in lines)
        file.flush()
        os.fsync(handle)


def _put_all(parts: Sequence[tuple[str, str]], force: bool) -> None:
    """Put every part in its place; where one cannot be, those before it are taken back."""
    done: list[tuple[str, str]] = []
    try:
        for part, path in parts:
            before = f"{path}.{os.getpid()}.before" if force and len(parts) > 1 and os.path.lexists(path) else ""
            if before:
                _keep(path, before)
            try:
                _put_in_place(part, path, force)
            except OSError:
                if before:
                    _give_back(before, path)
                raise
            done.append((before, path))
    except OSError:
        for before, path in done:
            if before:
                _give_back(before, path)
            else:
                os.unlink(path)
        raise
    for before, _ in done:
        if before:
            os.unlink(before)


def _keep(path: str, before: str) -> None:
    """Give what is there a second name, so that it can be put back."""
    try:
        os.link(path, before, follow_symlinks=False)
    except (OSError, NotImplementedError, AttributeError):  # a file system without links
        os.rename(path, before)


def _give_back(before: str, path: str) -> None:
    os.replace(before, path)
    with suppress(FileNotFoundError):  # two names of one file: then a rename does nothing (POSIX)
        os.unlink(before)


def _put_in_place(part: str, path: str, force: bool) -> None:
    if not force:
        try:
            os.link(part, path)  # fails where something has come into being meanwhile; a rename would take its place
            return
        except FileExistsError:
            raise
        except (OSError, NotImplementedError, AttributeError):  # a file system without links
            if os.path.lexists(path):
                raise FileExistsError(17, "It is there", part, None, path) from None
    os.replace(part, path)

"""Writing a whole folder for the user: whole or not at all, readable by nobody else, and nothing in it lost that is not ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from unicodedata import normalize

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services.files import Lines


def write_folder(path: str, files: Iterable[tuple[str, Lines]], *, mark: str, first: str, force: bool = False) -> int:
    """Write ``files`` (name, lines) into the new folder ``path``, 0700; returns how many. All are written beside it first.

    A file of ours begins with ``mark``. With ``force``, a folder whose file ``first`` is ours, or an empty one, is replaced: our
    files in it go, and whatever else lies in it stays. Raises ``ReconnectError`` where there is anything else at ``path``, where a
    new file would take the place of one that is not ours, and where it cannot be written; then what was there is untouched.
    """
    whole = os.path.abspath(path)
    if not path.strip() or os.path.dirname(whole) == whole:
        raise ReconnectError("Name the folder to write, such as people.")
    _check(path, whole, mark, first, force)
    part, aside = f"{whole}.{os.getpid()}.part", f"{whole}.{os.getpid()}.before"
    names: set[str] = set()
    try:
        os.mkdir(part, 0o700)
        try:
            _fill(part, files, mark, names)
            if os.path.lexists(whole):
                _replace(path, whole, part, aside, names, mark)
            else:
                os.rename(part, whole)
        finally:
            _remove(part, names.__contains__)  # in no case a file that is not ours and has been moved here
    except OSError as error:
        raise ReconnectError(f"{path} could not be written: {error.strerror}. Nothing of it was kept.") from error
    return len(names)


def _check(path: str, whole: str, mark: str, first: str, force: bool) -> None:
    if not os.path.lexists(whole):
        return
    if os.path.islink(whole) or not os.path.isdir(whole):
        raise ReconnectError(f"{path} is there already and is no folder. Name another.")
    if not force:
        raise ReconnectError(f"{path} is there already and was left as it is. Name another, or say --force.")
    try:
        empty = not os.listdir(whole)
    except OSError as error:
        raise ReconnectError(f"{path} cannot be read: {error.strerror}. Name another.") from error
    if not empty and not _is_ours(os.path.join(whole, first), mark):
        raise ReconnectError(f"{path} holds other things and was left as it is: no export was ever written there. Name another.")


def _is_ours(file: str, mark: str) -> bool:
    if os.path.islink(file) or not os.path.isfile(file):
        return False
    wanted = mark.encode("utf-8")
    try:
        with open(file, "rb") as opened:
            return opened.read(len(wanted)) == wanted
    except OSError:
        return False


def _fill(part: str, files: Iterable[tuple[str, Lines]], mark: str, names: set[str]) -> None:
    """Write the files; ``names`` grows by each that is begun."""
    for name, lines in files:
        if os.path.basename(name) != name or name in ("", ".", "..") or "\\" in name:
            raise ValueError(f"{name!r} is no plain file name")
        handle = os.open(os.path.join(part, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        names.add(name)
        with open(handle, "wb") as file:
            file.write(mark.encode("utf-8"))
            file.writelines(line if isinstance(line, bytes) else line.encode("utf-8") for line in lines)
    if hasattr(os, "sync"):
        os.sync()  # once for all: one fsync a file takes minutes for thousands of them


def _replace(path: str, whole: str, part: str, aside: str, names: set[str], mark: str) -> None:
    """Put the new folder in the old one's place, then move over what is not ours; at each step both are whole somewhere."""
    with os.scandir(whole) as found:
        others = [entry.name for entry in found if not _is_ours(entry.path, mark)]
    taken = set(map(_alike, names))
    for name in others:
        if _alike(name) in taken:
            raise ReconnectError(
                f"{os.path.join(path, name)} is not from an export, and a page would take its place. Move it away, or name another folder."
            )
    os.rename(whole, aside)
    moved: list[str] = []
    try:
        for name in others:
            os.rename(os.path.join(aside, name), os.path.join(part, name))
            moved.append(name)
        os.rename(part, whole)
    except BaseException:
        for name in moved:
            os.rename(os.path.join(part, name), os.path.join(aside, name))
        os.rename(aside, whole)
        raise
    _remove(aside, lambda name: _is_ours(os.path.join(aside, name), mark))


def _alike(name: str) -> str:
    """What a file system may take two names for one by."""
    return normalize("NFC", name).casefold()


def _remove(folder: str, ours: Callable[[str], bool]) -> None:
    """Remove our files in a folder, and the folder if nothing else is in it."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if ours(name):
                os.unlink(os.path.join(folder, name))
        os.rmdir(folder)

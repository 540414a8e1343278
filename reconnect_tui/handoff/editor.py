"""A text through the user's own editor and back, with nothing lost whatever the editor does.

The text goes into a file of its own, 0600, in our own folder; what comes back is read with suspicion. The file is removed by
``Edited.done()`` alone, which the caller says when the text is safe in the database.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_text, shown_line

MOST_BYTES = 1_000_000
"""More than this is not a letter: somebody wrote another file's contents here."""

_BOM_8, _BOM_16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")

# Editors with a window of their own come back at once unless told to wait, long before anything was written.
_WAITING = {
    "code": "--wait",
    "code-insiders": "--wait",
    "codium": "--wait",
    "cursor": "--wait",
    "windsurf": "--wait",
    "zed": "--wait",
    "zeditor": "--wait",
    "subl": "--wait",
    "atom": "--wait",
    "gedit": "--wait",
    "gnome-text-editor": "--standalone",
    "kate": "--block",
    "mate": "--wait",
    "bbedit": "--wait",
    "gvim": "--nofork",
    "mvim": "--nofork",
}
_SHORT_FORMS = {"--wait": ("-w",), "--nofork": ("-f",), "--block": ("-b",), "--standalone": ("-s",)}


class Edited(NamedTuple):
    """What came back. ``text`` is always something to go on with: the edited text, or the text as it was."""

    text: str
    kept_copy: str | None
    """Path of the other version, where there are two: tell the user, it is kept until the user removes it."""
    problem: str | None
    """A sentence where something went wrong."""
    path: str = ""
    """The temporary file; ``""`` where there is none."""

    def done(self) -> None:
        """Remove the temporary file and what the editor left beside it; call it when ``text`` is committed. Never raises."""
        if self.path and self.kept_copy is None:
            _remove(self.path)


def editor_command(
    configured: str,
    environ: Mapping[str, str],
    *,
    which: Callable[..., str | None] | None = None,
    platform: str = sys.platform,
) -> list[str]:
    """Return the command of the user's editor, without the file: the setting, VISUAL, EDITOR, or one that is usually there.

    Raises ``ReconnectError`` where the chosen one cannot be read as a command or is not there: starting another editor than the
    one asked for is a surprise that some people cannot leave again.
    """
    if which is None:
        import shutil

        which = shutil.which
    path = environ.get("PATH")
    for name, value in (("editor", configured), ("VISUAL", environ.get("VISUAL", "")), ("EDITOR", environ.get("EDITOR", ""))):
        if not value.strip():
            continue
        command = _split(name, value, platform)
        if not which(command[0], path=path):
            raise ReconnectError(f"{name} names {_quoted(command[0])}, which is not there. Set it to an editor that is.")
        return _waiting(command)
    for usual in ("notepad",) if platform == "win32" else ("sensible-editor", "nano", "vim", "vi"):
        if which(usual, path=path):
            return [usual]
    raise ReconnectError("No editor was found. Name one as `editor:` in config.yaml, or in EDITOR.")


def edit(
    text: str,
    *,
    folder: str,
    command: Sequence[str],
    run: Callable[[list[str]], int] | None = None,
    name: str = "hello",
    suffix: str = ".txt",
) -> Edited:
    """Let the user edit ``text`` and return what came of it. Never raises; takes as long as the user takes.

    ``folder`` is our own and private (made here if it is not there), ``command`` comes from ``editor_command``, ``run`` is
    ``subprocess.call`` unless a test says otherwise. Call it with the terminal free (inside ``App.suspend()``) and in the main
    thread, where ctrl+c can be kept from ending the program behind the editor.

    Editors end the last line: one newline at the end is taken away again if ``text`` had none. A byte order mark and CR LF are
    undone, control characters dropped (``core.text``). When the editor fails, or what it left is empty, not text or more than
    ``MOST_BYTES``, ``text`` comes back as it was, and what the editor left is kept beside it unless it is nothing.
    """
    if run is None:
        import subprocess

        run = subprocess.call
    before = text.encode("utf-8", "replace")
    try:
        path = _write(folder, name, suffix, before)
    except OSError as error:
        return Edited(text, None, f"The editor was not started: no file could be written in {folder} ({error.strerror}).")
    try:
        with _undisturbed():
            status = run([*command, path])
    except Exception as error:  # whatever it is: raised from inside App.suspend(), it would leave the terminal broken
        why = getattr(error, "strerror", None) or type(error).__name__
        return Edited(text, None, f"The editor {_quoted(command[0])} could not be started ({why}). The text is as it was.", path)
    return _judged(text, before, path, status)


def leftovers(folder: str) -> list[str]:
    """Return the files that an earlier sitting left in ``folder``: texts that went to an editor and were never taken back."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if not name.startswith((".", "#")) and not name.endswith("~")]


def _judged(text: str, before: bytes, path: str, status: int) -> Edited:
    after, unreadable = _read(path)
    if after is None:
        return Edited(text, path if os.path.lexists(path) else None, f"{unreadable} The text is as it was.", path)
    if after == before:
        return Edited(text, None, f"{_ended(status)} The text is as it was." if status else None, path)
    edited = _decoded(after)
    wrong = ""
    if status:
        wrong = _ended(status)
    elif len(after) > MOST_BYTES:
        wrong = "What came back is too large to be a letter."
    elif edited is None:
        wrong = "What came back is not text (UTF-8)."
    elif text.strip() and not edited.strip():
        return Edited(text, None, "The editor came back empty. The text is as it was.", path)
    if wrong or edited is None:
        return Edited(text, path, f"{wrong} The text is as it was; what the editor left is in {path}", path)
    return Edited(edited if text.endswith("\n") else edited.removesuffix("\n"), None, None, path)


def _decoded(data: bytes) -> str | None:
    try:
        text = data.decode("utf-16") if data.startswith(_BOM_16) else data.removeprefix(_BOM_8).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else clean_text(text)


def _read(path: str) -> tuple[bytes | None, str]:
    """Return what is in the file now, at most one byte more than is taken, or ``None`` and a sentence."""
    import stat

    # The editor may have put a link, a pipe or a folder in its place: neither followed nor waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None, "The editor put something else in the place of the file."
        with open(handle, "rb") as file:
            return file.read(MOST_BYTES + 1), ""
    except FileNotFoundError:
        return None, "The editor took the file away."
    except OSError as error:
        if os.path.islink(path):
            return None, "The editor put something else in the place of the file."
        return None, f"The file cannot be read after editing ({error.strerror})."


def _write(folder: str, name: str, suffix: str, data: bytes) -> str:
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, f"{name}-{os.urandom(6).hex()}{suffix}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    with open(handle, "wb") as file:
        file.write(data)
    return path


def _remove(path: str) -> None:
    folder, name = os.path.split(path)
    try:
        # What editors leave beside a file (name~, .name.swp, #name#) holds the same words; the name's random part is ours alone.
        for other in os.listdir(folder):
            if name in other:
                os.unlink(os.path.join(folder, other))
    except OSError:
        return


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep ctrl+c and ctrl+\\, typed into the editor, from ending us; the editor itself still gets them.

    A function that does nothing rather than SIG_IGN: children inherit what is ignored, but not functions.
    """
    typed = (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT))
    former: dict[int, object] = {}
    with _not_told_to_the_loop(typed):
        try:
            for one in typed:
                try:
                    former.setdefault(one, signal.signal(one, _nothing))
                except ValueError:  # not the main thread
                    break
            yield
        finally:
            for one, handler in former.items():
                if handler is not None:
                    signal.signal(one, handler)  # type: ignore[arg-type]


@contextmanager
def _not_told_to_the_loop(typed: Sequence[int]) -> Iterator[None]:
    """Keep these signals from an event loop that heeds them: it learns of each through a descriptor, whatever the handler is meanwhile,
    and acts on it when the editor has long ended. Other signals are passed on to it afterwards.
    """
    import socket

    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        theirs.setblocking(False)
        try:
            former = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        except ValueError:  # not the main thread
            yield
            return
        try:
            yield
        finally:
            signal.set_wakeup_fd(former, warn_on_full_buffer=False)
            with suppress(BlockingIOError):
                came = bytes(number for number in ours.recv(4096) if number not in typed)
                if former >= 0 and came:
                    with suppress(OSError), socket.socket(fileno=os.dup(former)) as loop:
                        loop.send(came)


def _nothing(number: int, frame: object) -> None:
    return None


def _ended(status: int) -> str:
    return f"The editor was ended by signal {-status}." if status < 0 else f"The editor reported a failure ({status})."


def _split(name: str, value: str, platform: str) -> list[str]:
    import shlex

    try:
        parts = shlex.split(value, posix=platform != "win32")
    except ValueError as error:
        raise ReconnectError(f"{name} cannot be read as a command: {_quoted(value)}. Is a quotation mark not closed?") from error
    command = [part.strip('"') for part in parts] if platform == "win32" else parts
    if not command or not command[0]:
        raise ReconnectError(f"{name} is no command: {_quoted(value)}.")
    return [os.path.expanduser(command[0]), *command[1:]]


def _waiting(command: list[str]) -> list[str]:
    program = os.path.splitext(os.path.basename(command[0]))[0]
    flag = _WAITING.get(program)
    if flag is None or any(part in (flag, *_SHORT_FORMS[flag]) for part in command[1:]):
        return command
    return [command[0], flag, *command[1:]]


def _quoted(value: str) -> str:
    return f"“{shown_line(value, 60)}”"

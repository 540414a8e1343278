"""The clipboard: the local tool if there is one, else tmux, else the terminal itself.

Only a local tool that ended well is "copied". What went to tmux or to the terminal was sent, and nobody answers whether it
arrived. Whatever fails, the next way is tried and the text is still on the screen; nothing here raises.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reconnect_tui.core.text import clean_text

if TYPE_CHECKING:
    import subprocess

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Which = Callable[..., "str | None"]

WAIT = 2.0
"""Seconds that a tool may take before the next one is tried."""

LONGEST_ESCAPE = 100_000
"""Longest OSC 52 sequence that terminals are known to take (hterm drops longer ones); tmux and screen pass on less or more."""

SAVE_INSTEAD = "Nothing here could take a copy. Save it to a file instead."


class Copied(NamedTuple):
    """What became of a copy."""

    how: str
    """Name of the tool, ``tmux``, ``terminal``, or ``""`` where nothing took it."""
    sure: bool
    """Whether it is known to be on the clipboard."""
    sentence: str
    escape: str | None = None
    """What the app has to write to the terminal for it to be sent: an OSC 52 sequence, ASCII alone."""


class _Tool(NamedTuple):
    command: Sequence[str]
    encoding: str = "utf-8"
    sure: bool = True
    keeps_running: bool = False
    """Whether it leaves a process behind that serves the clipboard, and that has to outlive this terminal."""


def copy(
    text: str,
    *,
    environ: Mapping[str, str],
    platform: str = sys.platform,
    run: Run | None = None,
    which: Which | None = None,
    wait: float = WAIT,
) -> Copied:
    """Put ``text`` on the clipboard as well as can be here; tells what is known of it. Never raises.

    Takes ``wait`` seconds for each tool that hangs, so call it in a thread. ``run`` and ``which`` are ``subprocess.run`` and
    ``shutil.which`` unless a test says otherwise. The text is cleaned as for storing: what is pasted somewhere else must not
    hold keys for a terminal, nor the lone surrogates that no tool can take.
    """
    clean = clean_text(text)
    if not clean:
        return Copied("", False, "There is nothing to copy.")
    if run is None:
        import subprocess

        run = subprocess.run
    if which is None:
        import shutil

        which = shutil.which
    for tool in _tools(clean, environ, platform):
        path = which(tool.command[0], path=environ.get("PATH"))
        if path and _takes([path, *tool.command[1:]], clean.encode(tool.encoding), tool, environ, run, wait):
            return _told(tool)
    return _through_terminal(clean, environ)


def osc52(text: str) -> str | None:
    """Return the sequence that asks the terminal to put ``text`` on its clipboard, ``None`` where it would be too long."""
    import base64

    # The longest text is known before it is encoded: base64 makes four of three.
    data = text.encode("utf-8", "replace")
    if len(data) > LONGEST_ESCAPE * 3 // 4:
        return None
    escape = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    return escape if len(escape) <= LONGEST_ESCAPE else None


def _tools(text: str, environ: Mapping[str, str], platform: str) -> Iterator[_Tool]:
    far = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    if platform == "darwin" and not far:
        yield _Tool(("pbcopy",))
    if platform == "win32":
        yield _windows("clip", text)
    if environ.get("WAYLAND_DISPLAY"):
        # The type is told because wl-copy would otherwise guess it, and take a letter that begins with < for HTML.
        yield _Tool(("wl-copy", "--type", "text/plain;charset=utf-8"), keeps_running=True)
    if environ.get("DISPLAY"):
        yield _Tool(("xclip", "-selection", "clipboard", "-in"), keeps_running=True)
        yield _Tool(("xsel", "--clipboard", "--input"), keeps_running=True)
    if (environ.get("WSL_DISTRO_NAME") or environ.get("WSL_INTEROP")) and not far:
        yield _windows("clip.exe", text)
    if environ.get("TMUX"):
        # -w (tmux 3.2) also sends it on to the terminal that tmux runs in.
        yield _Tool(("tmux", "load-buffer", "-w", "-"), sure=False)


def _windows(name: str, text: str) -> _Tool:
    # clip.exe takes UTF-8 for the old code page (microsoft/WSL#4852, #11047). It guesses at UTF-16, rightly as a rule, and a
    # byte order mark to help it would be pasted along.
    return _Tool((name,)) if text.isascii() else _Tool((name,), encoding="utf-16-le", sure=False)


def _takes(command: list[str], data: bytes, tool: _Tool, environ: Mapping[str, str], run: Run, wait: float) -> bool:
    from subprocess import DEVNULL, SubprocessError

    environment = dict(environ)
    if tool.command[0] == "pbcopy":
        environment["LC_ALL"] = "en_US.UTF-8"  # without it, pbcopy reads its input as Mac Roman
    extra: dict[str, Any] = {"start_new_session": True} if tool.keeps_running else {}
    try:
        # Not pipes: xclip's child keeps them open, and waiting for their end is waiting for the next copy.
        done = run(command, input=data, stdout=DEVNULL, stderr=DEVNULL, timeout=wait, check=False, env=environment, **extra)
    except (OSError, SubprocessError, ValueError):
        return False
    return done.returncode == 0


def _told(tool: _Tool) -> Copied:
    name = tool.command[0]
    if name == "tmux":
        return Copied("tmux", False, "Sent to tmux, and through it to the terminal. Paste it to see that it is there.")
    if not tool.sure:
        return Copied(name, False, "Sent to the Windows clipboard. Look at accents and emoji after pasting.")
    return Copied(name, True, "Copied.")


def _through_terminal(text: str, environ: Mapping[str, str]) -> Copied:
    # Neither the Linux console nor a dumb terminal has a clipboard, and either may show the sequence instead.
    if environ.get("TERM", "") in ("", "dumb", "linux"):
        return Copied("", False, SAVE_INSTEAD)
    escape = osc52(text)
    if escape is None:
        return Copied("", False, "This is too long to send through the terminal. Save it to a file instead.")
    return Copied("terminal", False, "Sent to the terminal. Paste it to see that it is there, or save it to a file.", escape)

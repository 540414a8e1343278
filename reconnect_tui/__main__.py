"""``reconnect``: find the command, run its module, and tell whatever went wrong in a sentence.

Nothing heavy is imported before the command is known; each command imports what it needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from reconnect_tui import __version__
from reconnect_tui.cli.call import Call, addressed, tell
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.paths import Home

INTERRUPTED = 130
"""What a shell reports for SIGINT: 128 + 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call; returns its exit code: 0 done, 1 it could not be done, 2 wrong usage, 3 WHO fits several or nobody.

    Without ``argv`` this is the program itself: its words are the shell's, and it leaves without taking itself apart piece by
    piece (with the garbage collector off that is a sixth of a ``find``, measured).
    """
    if argv is not None:
        return _main(argv)
    import gc

    gc.disable()
    code = _main(sys.argv[1:])
    if not gc.isenabled():  # the app switches it on, and may have threads that are still at work
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)
    return code


def _main(argv: Sequence[str]) -> int:
    _prepare_streams()
    call: Call | None = None
    home: str | None = None
    try:
        try:
            home, words = _without_home(argv)
            call = Call(words, home, os.environ, _run_app)
            code = _run(call)
            sys.stdout.flush()
            return code
        finally:
            if call is not None:
                call.close()
    except ReconnectError as error:
        _told(error, home)
        return error.exit_code
    except KeyboardInterrupt:
        tell("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        _stdout_to_nowhere()
        return 1
    except SystemExit as left:  # argparse, after --help
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except Exception as error:
        return _unexpected(error, call)


def _run(call: Call) -> int:
    from reconnect_tui.cli.table import COMMANDS

    first = call.words[0] if call.words else ""
    if first in ("-h", "--help", "help"):
        from reconnect_tui.cli import help_text

        return help_text.run(call)
    if first in ("-V", "--version"):
        call.put(f"reconnect {__version__}")
        return 0
    known = COMMANDS.get(first)
    if known is None:
        from reconnect_tui.cli import opening

        return opening.run(call)
    from importlib import import_module

    call.command = call.words.pop(0)
    return int(import_module(f"reconnect_tui.cli.{known.module}").run(call))


def _run_app(home: Home, environ: Mapping[str, str], *, who: str | None, mask: bool = False) -> int:
    from reconnect_tui.ui.run import run_app

    return run_app(home, environ, who=who, mask=mask)


def _without_home(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take ``--home DIR`` out, wherever it stands before a ``--``."""
    home: str | None = None
    words: list[str] = []
    left = iter(argv)
    for word in left:
        if word == "--":
            return home, [*words, word, *left]
        if word == "--home":
            home = next(left, None)
            if home is None:
                raise UsageError("--home needs the name of a folder.")
        elif word.startswith("--home="):
            home = word.removeprefix("--home=")
        else:
            words.append(word)
    return home, words


def _prepare_streams() -> None:
    """No name may stop a line on its way out: what a stream cannot write goes as \\u1234; a closed stream goes nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _told(error: ReconnectError, home: str | None) -> None:
    tell(addressed(str(error), home))
    for uid, label in getattr(error, "candidates", ()):
        tell(f"  {uid}  {label}".replace("\n", " "))


def _stdout_to_nowhere() -> None:
    # Whoever read us has gone; without this, Python would say so once more when it flushes at the end (docs.python.org, SIGPIPE).
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def _unexpected(error: Exception, call: Call | None) -> int:
    import sqlite3

    if isinstance(error, sqlite3.Error) and call is not None:
        from reconnect_tui.store import database

        known = database.told(error, call.home.database, call.home.backups)
        tell(addressed(str(known), call.named_home))
        return known.exit_code
    if isinstance(error, OSError):
        why = error.strerror or "the system gave an error"
        tell(f"{error.filename}: {why}." if error.filename is not None else f"The output could not be written: {why}.")
        _stdout_to_nowhere()
        return 1
    from reconnect_tui.services.trouble import damage_behind, write_down

    try:
        behind = damage_behind(call.home) if call is not None else None
        if behind is not None:
            tell(addressed(str(behind), call.named_home if call is not None else None))
            return behind.exit_code
        where = write_down(call.home.log, error) if call is not None else ""
    except ReconnectError:
        where = ""
    told = (
        "Something went wrong inside reconnect; what was written before it is kept. `reconnect doctor` looks whether all is well."
    )
    tell(f"{told} What it was is in {where}." if where else told)
    return 1


if __name__ == "__main__":
    sys.exit(main())

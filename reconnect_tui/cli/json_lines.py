"""JSON lines on stdin: a decision each, a line of JSON on stdout for each that was made."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from reconnect_tui.cli.call import Call, stdin_bytes, writes_utf8
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.services.recording import Done

MOST_BYTES = 1_000_000
"""Of one line."""

Given = str | Mapping[str, object]
"""A JSON text or object."""


def each(call: Call, do: Callable[[Given], Done], *, plain: bool = False) -> int:
    """Do what each line of stdin says, and write what came of it as one line of JSON.

    A line that cannot be done is told on stderr with its number, and the others are done; the exit code is then 1. ``plain``: a line
    that begins like neither a JSON text nor an object is itself a text.
    """
    from reconnect_tui.services import telling

    code, number, stream = 0, 0, stdin_bytes()
    while raw := stream.readline(MOST_BYTES + 1):
        number += 1
        if len(raw) > MOST_BYTES:
            call.say(f"line {number}: it is longer than {MOST_BYTES:,} bytes.")
            code = 1
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MOST_BYTES)
            continue
        line = raw.decode("utf-8", "replace").strip("\ufeff \t\r\n")
        if not line:
            continue
        try:
            done = do(_read(line, plain))
        except ReconnectError as error:
            call.say(f"line {number}: {error}")
            for uid, label in getattr(error, "candidates", ()):
                call.say(f"  {uid}  {label}".replace("\n", " "))
            code = 1
            continue
        sys.stdout.write(telling.json_text(telling.done(call.desk, done), ascii_only=not writes_utf8(sys.stdout)) + "\n")
        sys.stdout.flush()
    return code


def _read(line: str, plain: bool) -> Given:
    if plain and line[0] not in '{"':
        return line
    import json

    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError("it is no JSON.") from None
    if not isinstance(value, (str, dict)):
        raise UsageError("it is neither a JSON text nor an object.")
    return value


def text(given: Mapping[str, object], key: str) -> str:
    """The text under this key, ``""`` where there is none; ``UsageError`` where it is no text."""
    value = given.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UsageError(f"“{key}” is to be a text.")
    return value


def texts(given: Mapping[str, object], key: str) -> list[str]:
    """One text or a list of them."""
    value = given.get(key)
    if value is None:
        return []
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in listed):
        raise UsageError(f"“{key}” is to be a text, or a list of texts.")
    return [str(one) for one in listed]


def check(given: Given, known: tuple[str, ...], needed: str) -> Mapping[str, object]:
    """The object, if it has no other keys than these and has the needed one; a JSON text stands for that key alone."""
    if isinstance(given, str):
        return {needed: given}
    unknown = [key for key in given if key not in known]
    if unknown:
        there = f"there are {', '.join(known)}" if len(known) > 1 else f"there is “{known[0]}” alone"
        raise UsageError(f"there is no “{unknown[0][:40]}” here; {there}.")
    if not text(given, needed).strip():
        raise UsageError(f"“{needed}” is needed.")
    return given

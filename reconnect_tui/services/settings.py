"""Settings: read from what the user wrote and what the app remembers; only the latter is ever written.

``settings.yaml`` (the app's) is laid down first and ``config.yaml`` (the user's) over it, so the user's file always wins.
Importing PyYAML costs as much as a fifth of the way to the first card, so files of plain ``name: value`` lines, which is nearly
all of them, are read without it; a test holds that both readings agree.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from reconnect_tui.config import Config, ConfigProblem, config_from, named
from reconnect_tui.core.errors import FileProblem, ReconnectError
from reconnect_tui.core.light import TYPE_CHECKING
from reconnect_tui.paths import make_private

if TYPE_CHECKING:
    from reconnect_tui.paths import Home

Lines = Mapping[tuple[str | int, ...], int]

MOST_PLAIN_BYTES = 65_536

_PLAIN_VALUE = r"[A-Za-z0-9](?:[A-Za-z0-9_./-]|:(?=/)| +(?=[A-Za-z0-9_./-]))*"
_PLAIN_LINE = rf'([a-z][a-z_]*): +(?:({_PLAIN_VALUE})|"([^"\\]*)")(?: +#.*)? *'

_HEADER = "# Written by reconnect. What you set in config.yaml wins over this, and reconnect never changes that file.\n"


def load(home: Home) -> tuple[Config, list[ConfigProblem]]:
    """Read both files of settings; neither has to exist.

    Returns the settings and everything that is wrong with them, the app's own file first. Never raises: a file that cannot be
    read is one problem, and the settings are what they would be without it.
    """
    config = Config()
    problems: list[ConfigProblem] = []
    for path in (home.app_settings, home.config_file):
        try:
            read = _read(path)
        except FileProblem as problem:
            problems.append(ConfigProblem(path, problem.line, "", f"{_capital(problem.reason)}. Nothing of this file was used."))
            continue
        if read is not None:
            config, more = config_from(*read, path, config)
            problems += more
    return config, problems


def remember(home: Home, key: str, value: object) -> str:
    """Keep one choice made in the app, in ``settings.yaml`` alone; ``None`` forgets it.

    Returns ``""``, or a sentence where ``config.yaml`` says otherwise and will win at the next start. Raises ``ReconnectError``
    for a value that does not fit (nothing is written then) and for a disk that takes no more.
    """
    if key not in Config._fields:
        raise ReconnectError(f"There is no setting called “{key}”.")
    if value is not None:
        chosen, problems = config_from({key: value}, {}, home.app_settings)
        if problems:
            raise ReconnectError(problems[0].message)
        value = getattr(chosen, key)
    make_private(home.data)
    try:
        read = _read(home.app_settings)
        kept: dict[str, object] = dict(read[0]) if read and isinstance(read[0], Mapping) else {}
    except FileProblem:
        _set_aside(home.app_settings)
        kept = {}
    if value is not None:
        kept[key] = value
    elif kept.pop(key, None) is None:
        return ""
    _write(home.app_settings, _HEADER + "".join(f"{_flow(name)}: {_flow(kept[name])}\n" for name in sorted(kept)))
    return "" if value is None else _overruled(home, key, value)


def unfit(key: str, value: object) -> str:
    """Why a value cannot be what a setting is; ``""`` where it can."""
    problems = config_from({key: value}, {}, "")[1]
    return problems[0].message if problems else ""


def remembered(home: Home) -> Config:
    """What the app itself keeps, without what the user wrote over it; a file that cannot be read keeps nothing."""
    try:
        read = _read(home.app_settings)
    except FileProblem:
        return Config()
    return config_from(*read, home.app_settings)[0] if read else Config()


def written_by_user(home: Home) -> dict[str, int]:
    """What ``config.yaml`` sets, with its line: ``theme``, or ``keys.mask`` where a setting is a list of its own."""
    return _places(home.config_file)


def place_of(home: Home, name: str) -> str:
    """Where a setting stands, for the beginning of a sentence about it: ``…/config.yaml, line 4: ``; ``""`` where it stands nowhere."""
    for path in (home.config_file, home.app_settings):
        found = _places(path).get(name)
        if found is not None:
            return f"{path}, line {found}: " if found else f"{path}: "
    return ""


def _places(path: str) -> dict[str, int]:
    try:
        read = _read(path)
    except FileProblem:
        return {}
    found: dict[str, int] = {}
    values, lines = read or ({}, {})
    for key, value in values.items() if isinstance(values, Mapping) else ():
        if value in ("", None) or value == {}:
            continue
        name = named(str(key))
        found[name] = lines.get((key,), 0)
        if isinstance(value, Mapping):
            found.update({f"{name}.{part}": lines.get((key, part), found[name]) for part in value})
    return found


def _overruled(home: Home, key: str, value: object) -> str:
    try:
        read = _read(home.config_file)
    except FileProblem:
        return ""
    if read is None:
        return ""
    chosen, _ = config_from({key: value}, {}, "")
    final, _ = config_from(*read, "", chosen)
    wanted, becomes = getattr(chosen, key), getattr(final, key)
    if becomes == wanted or (isinstance(wanted, Mapping) and {**becomes, **wanted} == becomes):
        return ""
    return f"config.yaml says something else for {key}, and it wins at the next start. Change it there: {home.config_file}"


def _read(path: str) -> tuple[object, Lines] | None:
    """Return what a file holds with the lines of its keys, ``None`` where there is no file or nothing in it."""
    try:
        size = os.stat(path).st_size
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileProblem(path, 0, f"it cannot be read: {error.strerror}") from error
    if size <= MOST_PLAIN_BYTES and os.path.isfile(path):
        plain = _read_plain(path)
        if plain is not None:
            return plain
    from pathlib import Path

    from reconnect_tui.interchange.yaml_files import load_documents

    entries = load_documents(Path(path))
    if not entries:
        return None
    if len(entries) > 1:
        raise FileProblem(path, entries[1].lines.get((), 0), "a second document or list item begins here; settings are one list")
    return entries[0].value, entries[0].lines


def _read_plain(path: str) -> tuple[object, Lines] | None:
    """Read the plain kind of file; ``None`` for anything that only the YAML reader can judge, errors included."""
    try:
        with open(path, "rb") as file:
            text = file.read(MOST_PLAIN_BYTES + 1).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return plain_settings(text)


def plain_settings(text: str) -> tuple[dict[str, str], dict[tuple[str | int, ...], int]] | None:
    """Read ``name: value`` lines, comments and blank lines; ``None`` if there is anything else, or no value at all.

    Whatever this accepts, ``interchange.yaml_files.load_text`` reads the same.
    """
    import re  # here, for whoever has no settings: it takes two milliseconds

    values: dict[str, str] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isprintable():
            return None
        if not line.strip(" ") or line.startswith("#"):
            continue
        match = re.fullmatch(_PLAIN_LINE, line)
        if match is None or match[1] in values:
            return None
        values[match[1]] = match[3] if match[2] is None else match[2]
        lines[(match[1],)] = number
        lines.setdefault((), number)
    return (values, lines) if values else None


def _flow(value: object) -> str:
    """Write one value in YAML's flow style, so that the reader gives back the same words."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(str(key))}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "never" if value is None else str(value)
    import re

    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", text):
        return text
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text) + '"'


def _write(path: str, text: str) -> None:
    part = f"{path}.{os.getpid()}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            with open(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(handle)
            os.replace(part, path)
        except BaseException:
            os.unlink(part)
            raise
    except OSError as error:
        raise ReconnectError(f"This is not remembered for the next time: {path} cannot be written ({error.strerror}).") from error


def _set_aside(path: str) -> None:
    try:
        os.replace(path, f"{path}.unreadable")
    except OSError as error:
        raise ReconnectError(f"{path} can be neither read nor moved aside ({error.strerror}). Move it away.") from error


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

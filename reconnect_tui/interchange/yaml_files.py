"""Reading YAML that somebody else may have written: templates, themes and the configuration.

The rules are SAFETY.md's: every scalar is a text, no alias, no tag, no key twice, 1 MB at most, and whatever is wrong comes back
as one ``FileProblem`` with the line. The events of the parser are put together here rather than by PyYAML's composer, because
only the events still tell where a key stood and that an alias was used.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.text import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

YamlValue: TypeAlias = "str | list[YamlValue] | dict[str, YamlValue]"
KeyPath: TypeAlias = tuple[str | int, ...]

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
MOST_VALUES = 20_000
"""A file within 1 MB can still hold half a million values, which takes pure Python a minute and 100 MB."""

# What YAML 1.2, 5.1 calls not printable, and DEL: nothing that a template, a colour or a setting needs.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_PLAIN_WORDS = (
    ("'\\t'", "a tab is not allowed here; use spaces"),
    ("maximum nesting depth", "it is nested too deeply"),  # libyaml 0.2.6 has a limit of its own
    ("mapping values are not allowed", "a colon where none is expected; put quotes round the whole text"),
    ("could not find expected ':'", "a line without its colon; a text of several lines needs `|` after the colon"),
    ("cannot start any token", "this character cannot begin a text; put quotes round the text"),
    ("while scanning a quoted scalar", "a quotation mark is not closed"),
    ("found unexpected end of stream", "a quotation mark is not closed"),
    ("expected <block end>", "this line does not stand in line with the ones above; check the blanks at its start"),
    ("expected ',' or", "a bracket is not closed, or a comma is missing"),
    ("did not find expected key", "this line does not stand in line with the ones above; check the blanks at its start"),
    ("unknown escape character", "a backslash inside double quotes; double it, or use single quotes"),
)


class YamlEntry(NamedTuple):
    """One document of a file, or one item of the list that a file is."""

    value: YamlValue
    """Texts, lists and mappings of them, as deep as they were written; nothing was turned into a number or a date."""
    lines: dict[KeyPath, int]
    """Key path → 1-based line of that key; ``()`` is where the entry begins, ``("for", 1)`` the second item under ``for``.
    Under a text written as a ``|`` block, ``("body", 0)`` is where its first line stands; the others follow line by line."""


def load_documents(path: Path) -> list[YamlEntry]:
    """Read one YAML file: several documents (``---``), or one list of them, an entry each; an empty file has none.

    Raises ``FileProblem`` for whatever is wrong, be it the file (missing, a folder, over 1 MB, not UTF-8) or a line of it.
    """
    return load_text(_read(path), str(path))


def load_text(text: str, path: str) -> list[YamlEntry]:
    """Read YAML from a text; ``path`` is what a ``FileProblem`` will name. See ``load_documents``."""
    import yaml

    odd = _NOT_TEXT.search(text)
    if odd:
        raise FileProblem(path, _line_at(text, odd.start()), f"a control character (U+{ord(odd[0]):04X}) is in the text")
    if len(text) > MOST_BYTES:
        raise FileProblem(path, 0, "it is larger than 1 MB")
    # libyaml's events are the same, twenty times as fast; where it was not built in, the pure one serves.
    loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _Builder(path, yaml.parse(text, Loader=loader)).entries()
    except yaml.YAMLError as error:
        line = _error_line(error)
        raise FileProblem(path, line, _plain(error, _line_of(text, line))) from error
    except (ValueError, RecursionError) as error:
        raise FileProblem(path, 0, "it is not YAML that can be read here") from error


def _read(path: Path) -> str:
    import stat

    name = str(path)
    try:
        # Asked before opening: a pipe would wait for ever, a device never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileProblem(name, 0, "it is not a file")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not one that a file can have"
        raise FileProblem(name, 0, f"it cannot be read: {reason}") from error
    if len(raw) > MOST_BYTES:
        raise FileProblem(name, 0, "it is larger than 1 MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileProblem(name, line, "it is not UTF-8; save it as UTF-8 and try again") from error


class _Builder:
    """Puts the parser's events together; holds what all of them need."""

    def __init__(self, path: str, events: Iterator[yaml.Event]) -> None:
        self.path = path
        self.events = events
        self.left = MOST_VALUES

    def entries(self) -> list[YamlEntry]:
        from yaml.events import DocumentEndEvent, DocumentStartEvent, SequenceStartEvent, StreamEndEvent, StreamStartEvent

        found: list[YamlEntry] = []
        for event in self.events:
            if isinstance(event, (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)):
                continue
            if isinstance(event, SequenceStartEvent):
                self._accept(event)
                found.extend(self._entry(item) for item in self._items())
            else:
                entry = self._entry(event)
                if entry.value != "":
                    found.append(entry)
        return found

    def _entry(self, event: yaml.Event) -> YamlEntry:
        lines: dict[KeyPath, int] = {(): _line(event)}
        return YamlEntry(self._value(event, (), lines), lines)

    def _items(self) -> Iterator[yaml.Event]:
        from yaml.events import SequenceEndEvent

        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                return
            yield event

    def _value(self, event: yaml.Event, at: KeyPath, lines: dict[KeyPath, int]) -> YamlValue:
        from yaml.events import ScalarEvent, SequenceStartEvent

        self._accept(event)
        if len(at) > MOST_DEPTH:
            raise self._problem(event, "it is nested too deeply")
        if isinstance(event, ScalarEvent):
            if event.style == "|":
                lines[(*at, 0)] = _line(event) + 1
            return self._text(event)
        if isinstance(event, SequenceStartEvent):
            values: list[YamlValue] = []
            for item in self._items():
                here = (*at, len(values))
                lines[here] = _line(item)
                values.append(self._value(item, here, lines))
            return values
        return self._mapping(at, lines)

    def _mapping(self, at: KeyPath, lines: dict[KeyPath, int]) -> dict[str, YamlValue]:
        from yaml.events import MappingEndEvent, ScalarEvent

        values: dict[str, YamlValue] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            self._accept(event)
            if not isinstance(event, ScalarEvent):
                raise self._problem(event, "a key has to be a word")
            key = self._text(event)
            here = (*at, key)
            if key in values:
                raise self._problem(event, f"{_shown(key)} is there twice; it first stands on line {lines[here]}")
            lines[here] = _line(event)
            values[key] = self._value(next(self.events), here, lines)
        return values

    def _text(self, event: yaml.ScalarEvent) -> str:
        text = str(event.value)
        odd = _NOT_TEXT.search(text)
        if odd:
            raise self._problem(event, f"an escape stands for a control character (U+{ord(odd[0]):04X})")
        return text

    def _accept(self, event: yaml.Event) -> None:
        from yaml.events import AliasEvent

        self.left -= 1
        if self.left < 0:
            raise self._problem(event, f"it holds more than {MOST_VALUES:,} values")
        if isinstance(event, AliasEvent):
            raise self._problem(event, f"aliases ({_shown(f'*{event.anchor}')}) are not read here; write the value out")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise self._problem(
                event, f"tags ({_shown(str(tag).replace('tag:yaml.org,2002:', '!!'))}) are not read here; leave it out"
            )

    def _problem(self, event: yaml.Event, reason: str) -> FileProblem:
        return FileProblem(self.path, _line(event), reason)


def _shown(text: str, most: int = 40) -> str:
    return f"“{shown_line(text, most)}”"


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return int(mark.line) + 1 if mark else 0


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _line_of(text: str, line: int) -> str:
    return text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else ""


def _error_line(error: yaml.YAMLError) -> int:
    # What is not closed is noticed at the end of the file; where it was opened is more use.
    opened = "quoted scalar" in _words(error) or "flow" in _words(error)
    mark = (opened and getattr(error, "context_mark", None)) or getattr(error, "problem_mark", None)
    return int(mark.line) + 1 if mark else 0


def _words(error: yaml.YAMLError) -> str:
    return f"{getattr(error, 'context', None) or ''}, {getattr(error, 'problem', None) or ''}"


def _plain(error: yaml.YAMLError, line: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return _PLAIN_WORDS[0][1]
    words = _words(error)
    for sign, plain in _PLAIN_WORDS:
        if sign in words:
            return plain
    return f"it is not YAML ({_shown(words.strip(', ') or 'no more is known', 120)})"

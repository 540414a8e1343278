"""Reading a large JSON object of lists bit by bit: one record at a time, each with the line it begins on.

However the file is laid out, no more of it is in memory than a record and a little; nothing but ``FileProblem`` is raised.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

from reconnect_tui.core.errors import FileProblem

MOST_OF_ONE = 64 << 20
"""The most characters that one record may take: a photo in a raw card is a few megabytes."""

_CHUNK = 1 << 18
_SPACE = " \t\n\r"
Told = Callable[[int], None]


class _Refused(ValueError):
    """What JSON allows and we do not: a key twice in one object, NaN."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"“{twice[:60]}” stands twice in one record")
    return found


def _no_number(word: str) -> object:
    raise _Refused(f"{word} is no number")


_DECODE = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number).raw_decode


class JsonStream:
    """A JSON file, read from its beginning. ``told(bytes)`` hears how far it is."""

    def __init__(self, file: BinaryIO, name: str, told: Told = lambda done: None) -> None:
        self._file = file
        self._name = name
        self._told = told
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._place = 0
        self._ended = False
        self._bytes = 0
        self.line = 1
        """The line (1-based) on which what was given last begins."""
        self._counted = 0

    def sections(self) -> Iterator[tuple[str, object]]:
        """(name, value) of each entry of the outermost object; of a list ``None``, and its records are to be taken by ``records`` then."""
        self._sign("{", "This is no JSON object")
        seen: set[str] = set()
        if self._next() == "}":
            self._place += 1
        else:
            while True:
                if self._next() != '"':
                    raise self.problem("Here the name of a section should stand.")
                name = str(self._value())
                if name in seen:
                    raise self.problem(f"The section “{name[:60]}” is there twice.")
                seen.add(name)
                self._sign(":", "Here a “:” is missing")
                yield name, None if self._next() == "[" else self._value()
                if self._sign(",}", "Here a “,” is missing") == "}":
                    break
        if self._next():
            raise self.problem("After the end of the export there is more.")

    def records(self) -> Iterator[object]:
        """The items of the list that comes next, one at a time."""
        self._sign("[", "Here a list should begin")
        if self._next() == "]":
            self._place += 1
            return
        while True:
            yield self._value()
            if self._sign(",]", "Here a “,” is missing") == "]":
                return

    def problem(self, reason: str) -> FileProblem:
        """A problem with what was given last."""
        return FileProblem(self._name, self.line, reason)

    def _next(self) -> str:
        """The next sign that is no white space, not taken yet; ``""`` at the end. ``line`` is its line."""
        while True:
            text, place = self._text, self._place
            while place < len(text) and text[place] in _SPACE:
                place += 1
            self._place = place
            if place < len(text):
                self.line += text.count("\n", self._counted, place)
                self._counted = place
                return text[place]
            if not self._more():
                self.line += self._text.count("\n", self._counted, self._place)
                self._counted = self._place
                return ""

    def _sign(self, signs: str, otherwise: str) -> str:
        found = self._next()
        if not found:
            raise self.problem("The file ends in the middle: it was not written or copied whole.")
        if found not in signs:
            raise self.problem(f"{otherwise}.")
        self._place += 1
        return found

    def _value(self) -> object:
        self._next()
        while True:
            try:
                value, end = _DECODE(self._text, self._place)
            except json.JSONDecodeError as error:
                # a text, a word or a number that the end of what was read so far cuts through
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - 8
                if cut and self._more():
                    continue
                raise self._syntax(error) from error
            except RecursionError as error:
                raise self.problem("This is nested too deeply to be an export of reconnect's.") from error
            except ValueError as error:
                reason = str(error) if isinstance(error, _Refused) else "Here is a number too long to be one"
                raise self.problem(f"{reason}.") from error
            if end < len(self._text) or not self._more():
                self._place = end
                return value

    def _syntax(self, error: json.JSONDecodeError) -> FileProblem:
        line = self.line + self._text.count("\n", self._counted, error.pos)
        if error.msg.startswith("Unterminated") or error.pos >= len(self._text.rstrip(_SPACE)):
            return FileProblem(self._name, line, "The file ends in the middle: it was not written or copied whole.")
        return FileProblem(self._name, line, f"This is not JSON: {error.msg.lower()}.")

    def _more(self) -> bool:
        """Read on; returns whether there was more. What was taken already is let go."""
        if self._ended:
            return False
        left = len(self._text) - self._place
        if left > MOST_OF_ONE:
            raise self.problem("One record is too large to be one of an export of reconnect's.")
        # the more of a record is there already, the more is read at once: a long one is not decoded again for each bit of it
        data = self._file.read(max(_CHUNK, left))
        self._bytes += len(data)
        self._told(self._bytes)
        try:
            fresh = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            line = self.line + self._text.count("\n", self._counted) + data.count(b"\n", 0, error.start)
            raise FileProblem(self._name, line, "Here are bytes that are no UTF-8; the export is damaged.") from error
        if not data:
            self._ended = True
            return False
        self.line += self._text.count("\n", self._counted, self._place)
        self._text, self._place, self._counted = self._text[self._place :] + fresh, 0, 0
        return True

"""Saying and asking, line by line: 72 columns, nothing that moves a cursor, nothing that only a picture would tell.

Each question is a line of its own, and so is the answer. Whatever is said was cleaned; where the stream cannot write typographic
signs, plain ones stand for them.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_text, fold, shown_line, shown_text

WIDTH = 72
"""Columns of a line; an address is never broken and may be longer."""
TOGETHER = "\u00a0"
"""A blank at which no line ends."""
_HOLDS = "\x1f"  # stands for it on the way to a stream that may not know it
LONGEST_ANSWER = 100_000
"""Bytes read at once: what is longer is several answers."""

Read = TypeVar("Read")

_TYPOGRAPHIC = "“”‘’„«»–—…·←→−"
_PLAIN = str.maketrans(
    dict(zip(_TYPOGRAPHIC, ('"', '"', "'", "'", '"', '"', '"', "-", "-", "...", "-", "<-", "->", "-"), strict=True))
)
BACK = ("b", "back", "-")
"""Answers that go one step back, where no choice is called so."""


class Ended(Exception):
    """The input is at its end: nobody answers any more."""


class Choice(NamedTuple):
    """One of several: the letter or number that takes it, its words, and a word that takes it too."""

    key: str
    words: str
    word: str = ""


class Voice:
    """Speaks on stdout and hears stdin; both may be a terminal or a file."""

    def __init__(self) -> None:
        self.waiting: list[str] = []
        """Answers given in advance, with the action they belong to: ``find ada``."""
        self._encoding = sys.stdout.encoding or "ascii"
        self._plain = not _can_write(_TYPOGRAPHIC, self._encoding)
        self._quiet = True

    # Saying

    def say(self, text: str, indent: str = "") -> None:
        """Say a text in lines of 72 columns, each behind ``indent``; its own breaks stay."""
        for line in shown_text(text, limit=max(len(text), 1)).split("\n"):
            for part in _wrapped(self._signs(line), WIDTH - len(indent)):
                self._write(f"{indent}{part}")

    def item(self, key: str, words: str) -> None:
        """Say one of several, with the letter or number that takes it; a second line of it stands further in."""
        first, *more = _wrapped(self._signs(shown_line(f"{key}: {words}", 1_000)), WIDTH - 4)
        self._write(f"  {first}")
        for part in more:
            self._write(f"    {part}")

    def name(self, text: str) -> None:
        """Say something in one line, whole, however long: a name, an address, a path."""
        self._write(self._signs(shown_line(text, max(len(text), 1))))

    def gap(self) -> None:
        """Leave one empty line, never two."""
        if not self._quiet:
            self._write("")

    def raw(self, escape: str) -> None:
        """Tell the terminal itself something of ours, such as a copy (OSC 52); a file is told nothing."""
        if escape and sys.stdout.isatty():
            sys.stdout.write(escape)
            sys.stdout.flush()

    def _signs(self, text: str) -> str:
        """What the stream can write of it: before it is broken into lines, since an escape is longer than its sign."""
        if text.isascii():
            return text
        text = text.replace(TOGETHER, _HOLDS)
        text = text.translate(_PLAIN) if self._plain else text
        return text.encode(self._encoding, "backslashreplace").decode(self._encoding)

    def _write(self, line: str) -> None:
        line = line.replace(_HOLDS, " ").rstrip()
        self._quiet = not line
        sys.stdout.write(f"{line}\n")

    # Asking

    def ask(self, question: str) -> str:
        """Ask, and return the answer without blanks at its ends. Raises ``Ended`` where there is none any more."""
        if self.waiting:
            return self.waiting.pop(0)
        self.say(question)
        return self.hear().strip()

    def hear(self) -> str:
        """The next line as it was typed, cleaned for storing; bytes that are no text are replaced."""
        sys.stdout.flush()
        stream = getattr(sys.stdin, "buffer", None)
        line = stream.readline(LONGEST_ANSWER) if stream is not None else b""
        if not line:
            raise Ended
        encoding = (sys.stdin.encoding or "utf-8").lower()
        if encoding in ("ascii", "us-ascii", "ansi_x3.4-1968"):
            encoding = "utf-8"
        return clean_text(line.decode(encoding, "replace").rstrip("\r\n"))

    def choose(self, question: str, choices: Sequence[Choice], *, usual: str = "", listed: bool = True) -> str | None:
        """Ask for one of several; returns its key, ``usual`` for an empty answer, ``None`` for one step back (or no usual one).

        ``listed`` says the choices first, a line each; else they stand in the question.
        """
        if listed and not self.waiting:
            for one in choices:
                self.item(one.key, one.words)
        while True:
            answer = self.ask(question)
            if not answer:
                return usual or None
            found = meant(answer, choices)
            if found is not None:
                return found
            if answer.casefold() in BACK:
                return None
            self.say(f"“{shown_line(answer, 40)}” is none of these: {_either(_keys(choices))}.")

    def read(self, question: str, read: Callable[[str], Read]) -> Read | None:
        """Ask until ``read`` understands the answer (its ``ReconnectError`` is said); ``None`` for an empty one."""
        while True:
            answer = self.ask(question)
            if not answer:
                return None
            try:
                return read(answer)
            except ReconnectError as error:
                self.say(str(error))

    def yes(self, question: str) -> bool:
        """A question of yes or no; Enter is no."""
        return self.choose(question, (Choice("y", "yes", "yes"), Choice("n", "no", "no")), usual="n", listed=False) == "y"

    def numbers(self, question: str, most: int, more: Callable[[], None] | None = None) -> list[int]:
        """Ask for numbers from 1 to ``most``, several with blanks or commas between; none for an empty answer. ``more`` says what
        there is to choose from; it is called for the answer "more"."""
        while True:
            words = self.ask(question).replace(",", " ").split()
            if more is not None and [word.casefold() for word in words] == ["more"]:
                more()
                continue
            found = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 6]
            if len(found) == len(words) and all(0 < number <= most for number in found):
                return list(dict.fromkeys(found))
            if len(words) == 1 and words[0].casefold() in BACK:
                return []
            self.say(f"Numbers from 1 to {most}, such as: 1 3." if most > 1 else "The number 1, or Enter.")


def meant(answer: str, choices: Sequence[Choice]) -> str | None:
    """The key of the choice that this answer takes: its key, its word, or the beginning of its words."""
    for one in choices:
        if answer == one.key:
            return one.key
    said = fold(answer).strip(".!")
    for one in choices:
        if said and said in (one.key.casefold(), fold(one.word)):
            return one.key
    begun = [one.key for one in choices if len(said) > 2 and fold(one.words).startswith(said)]
    return begun[0] if len(begun) == 1 else None


def _keys(choices: Sequence[Choice]) -> list[str]:
    """The keys to answer with, numbers in a row as ``1 to 15``."""
    numbers = [one.key for one in choices if one.key.isdigit()]
    row = [f"{numbers[0]} to {numbers[-1]}"] if len(numbers) > 3 else numbers
    return [*row, *(one.key for one in choices if not one.key.isdigit())]


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _can_write(signs: str, encoding: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def cells(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def _wrapped(line: str, width: int) -> list[str]:
    """One line in lines of at most ``width`` columns; an address stays whole."""
    line = line.expandtabs(4).rstrip()
    if cells(line) <= width:
        return [line]
    lines = [line[: len(line) - len(line.lstrip())]]
    for word in filter(None, line.split(" ")):
        for piece in _pieces(word, width):
            beside = f"{lines[-1]} {piece}" if lines[-1].strip() else f"{lines[-1]}{piece}"
            if cells(beside) <= width or not lines[-1].strip():
                lines[-1] = beside
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    if cells(word) <= width or "://" in word or word.startswith(("mailto:", "tel:", "sms:")):
        yield word
        return
    begun = ""
    for sign in word:
        if cells(begun + sign) > width:
            yield begun
            begun = ""
        begun += sign
    yield begun

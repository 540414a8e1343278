"""Reading the words of a command: argparse with our own sentences, and a way past it for calls that need none.

argparse and what it brings cost as much as the whole of a quick note, so ``plain`` reads the ordinary call of an instant command
without it; whatever it does not know goes to the parser, which is the one that complains and helps.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from reconnect_tui.core.errors import UsageError

_PLAIN = "\0"


class Parser(argparse.ArgumentParser):
    """One command's parser. ``examples`` are shown below its help; an error is a ``UsageError`` with the usage line."""

    def __init__(self, command: str, about: str, examples: Sequence[str], more: str = "") -> None:
        super().__init__(
            prog=f"reconnect {command}",
            description=about,
            epilog="\n".join([*([more, ""] if more else []), "examples:", *(f"  {example}" for example in examples)]),
            formatter_class=_Formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.command = command
        self.add_argument("-h", "--help", action="help", help="show this help")
        self.add_argument("--home", metavar="DIR", help="keep everything in this folder (before or after the command)")

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            f"{self.format_usage().strip()}\n{message[:1].upper()}{message[1:]}.{self._near(message)} "
            f"`reconnect {self.command} --help` has examples."
        )

    def _near(self, message: str) -> str:
        _, found, unknown = message.partition("unrecognized arguments: ")
        word = unknown.split()[0].partition("=")[0] if unknown.split() else ""
        if not found or not word.startswith("-"):
            return ""
        from difflib import get_close_matches

        near = get_close_matches(word, [flag for flag in self._option_string_actions if flag.startswith("--")], 1, 0.6)
        return f" Did you mean {near[0]}?" if near else " Words that begin with a hyphen go after `--`."

    def json_flag(self) -> None:
        self.add_argument("--json", action="store_true", help="write JSON to stdout")

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The words as they were meant; flags may stand anywhere before a ``--``, and after it nothing is one.

        argparse forgets the ``--`` between its two passes, so a mark that no argument can hold keeps what follows it plain.
        """
        given = list(words)
        if "--" in given:
            place = given.index("--")
            given[place:] = [_PLAIN + word for word in given[place + 1 :]]
        parsed = self.parse_intermixed_args(given)
        for name, value in vars(parsed).items():
            if isinstance(value, str):
                setattr(parsed, name, value.removeprefix(_PLAIN))
            elif isinstance(value, list):
                setattr(parsed, name, [one.removeprefix(_PLAIN) for one in value])
        return parsed


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # With no width given it would import shutil, and with it every compression there is.
        super().__init__(prog, max_help_position=28, width=96)


def count(text: str) -> int:
    """A count of one or more, for ``type=``."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")
    return number

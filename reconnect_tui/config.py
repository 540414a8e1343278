"""What a user may decide, with its defaults, and what is wrong with what was decided.

Nothing here reads a file: ``services.settings`` does, and hands over the mapping with the lines its keys stood on. Values come
as the YAML reader gives them, all of them texts ("3", "yes"), or as plain Python values. Whatever is wrong is reported, all at
once, and costs only itself: a bad value leaves what was there before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.text import clean_line, shown_line

RULES = ("follow-up", "promise", "wrote-last", "birthday", "anniversary", "news", "pace", "silence", "new", "wild")
"""The rules of DESIGN.md, "Who is next", by the names that ``rules_off`` and a template's ``for:`` use."""

MOST_PEOPLE_A_DAY = 12
LONGEST_PACE = 3650
LONGEST_TEXT = 500


class Config(NamedTuple):
    """Every setting. An empty text means: not set, do what is usual here."""

    people_a_day: int = 3
    """How many people a day brings, 1 to 12."""
    theme: str = ""
    """Name of a theme; empty follows the terminal's own light or dark."""
    terminal: str = ""
    """``light`` or ``dark``: what the theme follows. The app writes down what the terminal says; set, it is not asked."""
    wild_card: bool = True
    """Whether one place a day may go to somebody by chance."""
    rules_off: tuple[str, ...] = ()
    """Names of rules (``RULES``) that choose nobody."""
    paces: Mapping[str, int | None] = MappingProxyType({})
    """Circle → days between two hellos; ``None`` means that this circle keeps no pace."""
    my_name: str = ""
    """How letters are signed."""
    me: str = ""
    """The owner's own LinkedIn profile: who wrote which message of an archive."""
    editor: str = ""
    """The command for long texts; wins over VISUAL and EDITOR."""
    browser: str = ""
    """The command that opens an address; wins over BROWSER, and is used over ssh too."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Action id → keys, several with commas between; ``keymap`` knows which actions and keys there are."""
    plain: bool = False
    """Open the plain session, in lines, instead of the drawn one."""
    inbox: str = ""
    """A text file of capture lines that another device writes."""

    @property
    def silenced_rules(self) -> frozenset[str]:
        """The rules that choose nobody, however that was said: ``wild_card: no`` is ``wild`` switched off."""
        return frozenset(self.rules_off) if self.wild_card else frozenset((*self.rules_off, "wild"))


class ConfigProblem(NamedTuple):
    """One thing that is wrong in a file of settings, and what was done instead of it."""

    path: str
    line: int
    """1-based; 0 where no line is to blame."""
    key: str
    """Dotted, as ``paces.friends``; empty where the file itself is to blame. May hold anything a file can hold."""
    message: str
    """One or two sentences, safe to show."""

    @property
    def sentence(self) -> str:
        """The whole of it, for one line of output."""
        where = f"{self.path}, line {self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class UnfitError(ValueError):
    """A value that does not fit its setting. Its message is a sentence that goes on from "KEY …"."""


def config_from(
    mapping: object, lines: Mapping[tuple[str | int, ...], int], path: str, base: Config | None = None
) -> tuple[Config, list[ConfigProblem]]:
    """Lay what one file says over ``base`` (the defaults, or what a file of less weight said).

    ``lines`` maps a key path to its 1-based line, as ``interchange.yaml_files`` gives it; missing ones count as 0. Returns the
    settings, and every problem in the order of the file. Never raises. An empty value means: as if the key were not there.
    """
    config = base or Config()
    if not isinstance(mapping, Mapping):
        message = "Settings are lines of `name: value`, such as `people_a_day: 3`; nothing of this file was used."
        return config, [ConfigProblem(path, lines.get((), 0), "", message)]
    found: dict[str, object] = {}
    problems: list[ConfigProblem] = []

    def problem(keys: tuple[str | int, ...], message: str) -> None:
        line = lines.get(keys) or lines.get(keys[:1], 0)
        problems.append(ConfigProblem(path, line, ".".join(map(str, keys)), message))

    for key, value in mapping.items():
        given = str(key)
        name = named(given)
        if name not in Config._fields:
            problem((given,), f"There is no setting called {_quoted(given)}.{nearest(name, Config._fields)}")
        elif name in found:
            problem((given,), f"{name} is there twice; the first one counts.")
        elif not _empty(value):
            try:
                if name in _READERS:
                    found[name] = _READERS[name](value)
                    continue
                parts = _rules(value) if name == "rules_off" else _table(name, value)
            except UnfitError as unfit:
                problem((given,), f"{name} {unfit}")
                continue
            for part, message in parts.wrong:
                problem((given, part), message)
            if name in _TABLES:
                found[name] = MappingProxyType({**getattr(config, name), **parts.found})
            elif parts.found or not parts.wrong:
                found[name] = tuple(parts.found)
    return config._replace(**found), problems  # type: ignore[arg-type]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the sentence `` Did you mean “theme”?`` with the blank before it, or ``""`` where nothing known is near."""
    from difflib import get_close_matches

    near = get_close_matches(word.casefold()[:100], list(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def named(key: str) -> str:
    """Return the name of the setting that a key of a file means: ``People a day`` is ``people_a_day``."""
    import re

    return re.sub(r"[\s-]+", "_", key.strip().casefold())


def _empty(value: object) -> bool:
    # An empty list is a decision ("no rule is off"); nothing at all after the colon is none.
    return value is None or value == {} or value in ("", "~", "null")


def _quoted(value: object) -> str:
    return f"“{shown_line(str(value), 60)}”"


def _word(value: object) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        raise UnfitError("wants one value here, not a list.")
    return str(value).strip()


def _line(value: object) -> str:
    text = _word(value)
    if len(text) > LONGEST_TEXT:
        raise UnfitError(f"is longer than {LONGEST_TEXT} characters.")
    # U+FFFE and U+FFFF are no characters, and no YAML file can hold them.
    if clean_line(text) != text or "\ufffe" in text or "\uffff" in text:
        raise UnfitError("has a line break or a control sign in it; write it as one plain line.")
    return text


def _switch(value: object) -> bool:
    word = _word(value).casefold()
    if word in ("true", "yes", "on", "1"):
        return True
    if word in ("false", "no", "off", "0"):
        return False
    raise UnfitError(f"is yes or no, not {_quoted(value)}.")


def _number(value: object, least: int, most: int, what: str) -> int:
    import re

    word = _word(value)
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,6}", word) or not least <= int(word) <= most:
        raise UnfitError(f"is {what} from {least} to {most}, not {_quoted(value)}.")
    return int(word)


def _light_or_dark(value: object) -> str:
    word = _word(value).casefold()
    if word not in ("light", "dark"):
        raise UnfitError(f"is light or dark, not {_quoted(value)}.")
    return word


def _people(value: object) -> int:
    return _number(value, 1, MOST_PEOPLE_A_DAY, "a number of people")


class _Parts(NamedTuple):
    found: dict[str, object]
    wrong: list[tuple[str | int, str]]


def _rules(value: object) -> _Parts:
    parts = _Parts({}, [])
    if isinstance(value, Mapping):
        raise UnfitError(f"is a list of rules, such as `[birthday, wild]`. There are: {', '.join(RULES)}.")
    for place, word in enumerate(value if isinstance(value, (list, tuple)) else str(value).split(",")):
        name = str(word).strip().casefold().replace("_", "-").replace(" ", "-")
        if name in RULES:
            parts.found[name] = True
        else:
            parts.wrong.append(
                (place, f"There is no rule called {_quoted(word)}.{nearest(name, RULES)} There are: {', '.join(RULES)}.")
            )
    return parts


def _profile(value: object) -> str:
    import re

    text = _line(value)
    if not re.match(r"(https?://)?([a-z]{2,3}\.)?linkedin\.com/in/[^/?#\s]+", text, re.IGNORECASE):
        raise UnfitError(f"is the address of your LinkedIn profile (https://www.linkedin.com/in/…), not {_quoted(value)}.")
    return text


def _pace(value: object) -> int | None:
    if _word(value).casefold() in ("never", "none", "off", "no"):
        return None
    return _number(value, 1, LONGEST_PACE, "a number of days, or never,")


def _keys(value: object) -> str:
    keys = [_line(key) for key in value] if isinstance(value, (list, tuple)) else [_line(value)]
    return ",".join(key for key in keys if key)


_READERS: dict[str, Callable[[object], object]] = {
    "people_a_day": _people,
    "theme": _line,
    "terminal": _light_or_dark,
    "wild_card": _switch,
    "my_name": _line,
    "me": _profile,
    "editor": _line,
    "browser": _line,
    "plain": _switch,
    "inbox": _line,
}
_TABLES: dict[str, Callable[[object], object]] = {"paces": _pace, "keys": _keys}


def _table(name: str, value: object) -> _Parts:
    if not isinstance(value, Mapping):
        example = "friends: 60" if name == "paces" else "write: w"
        raise UnfitError(f"is a list of lines below it, each indented, such as `{example}`.")
    parts = _Parts({}, [])
    for key, part in value.items():
        if _empty(part) and not (part is None and name == "paces"):
            continue
        try:
            parts.found[_line(key)] = None if part is None else _TABLES[name](part)
        except UnfitError as unfit:
            parts.wrong.append((str(key), f"{_quoted(key)} under {name} {unfit}"))
    return parts

"""Pages in Markdown that anybody can read, in any program that shows it.

Whatever others wrote stands in a page literally: signs of Markdown get a backslash, ``<``, ``>`` and ``&`` become entities (some
programs know no backslash before them), and nothing of it becomes a link, a picture or HTML. The only links are ours, from page to page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from reconnect_tui.core.text import fold, shown_line, shown_text

MARK = "<!-- written by reconnect export -->\n"
"""What each of our pages begins with, and how we know one again."""

INDEX = "index.md"
LONGEST_STEM = 80
"""In bytes of UTF-8, without what tells two of one name apart; file systems end at 255, some that encrypt names at 143."""

_ENTITIES = {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;"}
_SIGNS = re.compile(r"[\\`*_\[\]{}#|~$^=]")
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_ITEM = re.compile(r"(\d{1,9})([.)])|[-+]")
_DEVICES = frozenset(f"{device}{number}" for device in ("com", "lpt") for number in range(10))
_RESERVED = _DEVICES | {"con", "prn", "aux", "nul", "conin", "conout", "index", "readme"}
_BLANK_LETTERS = dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0))


class Between(NamedTuple):
    """One moment of a page: its heading (a date and how it was) and what was said."""

    heading: str
    text: str = ""


class Page(NamedTuple):
    """All of one person, in plain words; whatever needs escaping is escaped here and nowhere else."""

    name: str
    work: str = ""
    facts: Sequence[tuple[str, str]] = ()
    reached: Sequence[tuple[str, str, str]] = ()
    """(kind, value, label) of each way to reach them."""
    about: str = ""
    how_met: str = ""
    follow_ups: Sequence[tuple[bool, str]] = ()
    """(done, words)."""
    related: Sequence[tuple[str, str, str]] = ()
    """(kind, name, file of their page or ``""``)."""
    between: Sequence[Between] = ()


def page(one: Page) -> Iterator[str]:
    """The page in lines, but for its ``MARK``."""
    yield f"\n# {escaped(one.name)}\n"
    if one.work:
        yield f"\n{escaped(one.work)}\n"
    facts = [f"- {label}: {escaped(value)}\n" for label, value in one.facts]
    facts += [f"- {kind}: {code(value)}{f' ({escaped(label)})' if label else ''}\n" for kind, value, label in one.reached]
    yield from _section("", facts)
    yield from _section("About", quoted(one.about))
    yield from _section("How you met", quoted(one.how_met))
    yield from _section("To come back to", [f"- [{'x' if done else ' '}] {escaped(what)}\n" for done, what in one.follow_ups])
    yield from _section("Related", [_relation(*related) for related in one.related])
    if one.between:
        yield "\n## Between you\n"
    for moment in one.between:
        yield f"\n### {escaped(moment.heading)}\n"
        yield from _section("", quoted(moment.text))


def index(pages: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """The list of everybody: (name, work, file), in the order given, but for its ``MARK``."""
    yield "\n# People\n\n"
    for name, work, file in pages:
        yield f"- {link(name, file)}{f' · {escaped(work)}' if work else ''}\n"


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n## {heading}\n\n" if heading else "\n"
        yield from lines


def _relation(kind: str, name: str, file: str) -> str:
    return f"- {f'{escaped(kind)}: ' if kind else ''}{link(name, file) if file else escaped(name)}\n"


def escaped(text: str) -> str:
    """One line that shows as it is, wherever in a line of Markdown it stands."""
    return _escaped(shown_line(text, max(len(text), 1)).strip())


def _escaped(line: str) -> str:
    line = _SIGNS.sub(r"\\\g<0>", line.translate(_ENTITIES))
    line = _ADDRESS.sub(r"\\\g<0>", line)
    found = _ITEM.match(line)
    if found:  # a line that begins like the item of a list
        line = f"{found[1] or ''}\\{line[found.end(1) if found[1] else 0 :]}"
    return line


def quoted(text: str) -> list[str]:
    """Text of several lines as a quotation that keeps each of them."""
    shown = shown_text(text, max(len(text), 1)).rstrip()
    if not shown:
        return []
    lines = []
    for line in shown.strip("\n").split("\n"):
        bare = line.lstrip()
        # Four spaces would make it code; two at its end keep the break.
        indent = "&nbsp;" * min(len(line.expandtabs(4)) - len(bare.expandtabs(4)), 40) if bare else ""
        lines.append(f"> {indent}{_escaped(bare.rstrip())}".rstrip() + ("  \n" if bare else "\n"))
    return lines


def code(text: str) -> str:
    """One line as it is, between as many backticks as it takes."""
    line = shown_line(text, max(len(text), 1)).strip()
    ticks = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    room = " " if line[:1] == "`" or line[-1:] == "`" else ""
    return f"{ticks}{room}{line}{room}{ticks}" if line else ""


def link(name: str, file: str) -> str:
    """A link to a page of ours."""
    return f"[{escaped(name) or '?'}]({quote(file)})"


def file_names(people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Uid → file name, of (uid, name): readable, safe on every system, and no two the same to any of them.

    Two of one name are told apart by their uids, so that a page keeps its file from export to export.
    """
    stems = {uid: file_stem(name) for uid, name in people}
    shared: dict[str, int] = {}
    for stem in stems.values():
        shared[_alike(stem)] = shared.get(_alike(stem), 0) + 1
    taken = set(_RESERVED)
    found: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for uid, stem in stems.items():
        alone = shared[_alike(stem)] == 1 and _alike(stem) not in _RESERVED
        wanted = stem if alone else f"{stem}-{file_stem(uid)[:6].strip('-')}"
        free = wanted
        while _alike(free) in taken:
            numbers[wanted] = numbers.get(wanted, 1) + 1
            free = f"{wanted}-{numbers[wanted]}"
        taken.add(_alike(free))
        found[uid] = f"{free}.md"
    return found


def file_stem(name: str) -> str:
    """A name as a file may be called: letters, digits and hyphens of any script, no longer than ``LONGEST_STEM``."""
    plain = unicodedata.normalize("NFKC", name[:500]).translate(_BLANK_LETTERS).lower()
    words = "".join(
        c if unicodedata.category(c)[0] in "LN" or _is_mark(c) else " " for c in plain.replace("'", "").replace("’", "")
    )
    stem = "-".join(unicodedata.normalize("NFC", word.lstrip(_marks(word))) for word in words.split())
    stem = stem.encode("utf-8")[:LONGEST_STEM].decode("utf-8", "ignore").strip("-")
    return re.sub("-{2,}", "-", stem) or "nameless"


def _is_mark(c: str) -> bool:
    return unicodedata.category(c) in ("Mn", "Mc")


def _marks(word: str) -> str:
    return "".join(c for c in word if _is_mark(c))


def _alike(stem: str) -> str:
    return fold(stem) or stem

"""A person's page as YAML for an editor, and back. Any text goes through unchanged; what is wrong is told with its line.

What cannot be written in YAML at all (U+FFFE and U+FFFF) is left out of the text. A value that comes back as it was written is taken
for what it stands for, so that not touching a line changes nothing, whatever is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NoReturn, TypeVar

from reconnect_tui.core.errors import FileProblem, ReconnectError, UsageError
from reconnect_tui.core.person import CONTACT_KINDS, ContactPoint
from reconnect_tui.core.text import fold, shown_line
from reconnect_tui.interchange.yaml_files import KeyPath, YamlEntry, YamlValue, load_text
from reconnect_tui.services import editing, finding
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.editing import LABELS, Bond, Page
from reconnect_tui.store import people

MARK = "#! "
"""Begins the lines that say what was wrong; they are ours, and go when the text is read again."""

_KEYS = {label: field for field, label in LABELS.items()}
_CONTACT_KEYS = (*CONTACT_KINDS, "label", "preferred")
_BOND_KEYS = ("kind", "name", "id")
_YES, _NO = ("yes", "true"), ("", "no", "false")

_JOINERS = "\u200c\u200d"
_UNWRITABLE = dict.fromkeys((0xFFFE, 0xFFFF))

_Item = TypeVar("_Item", ContactPoint, Bond)


def write(page: Page) -> str:
    """The page as YAML, every field there even where it is empty."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# The page of {shown_line(page.name, 80).translate(_UNWRITABLE)}. Save and leave the editor to keep it; as it was, nothing changes."
    yield "# pace: days between two hellos, if not the circle's.  birthday: 14 March, or 1984-03-14."
    for field, label in LABELS.items():
        yield f"{label}:{_scalar(_text(getattr(page, field)), 0)}"
    yield "tags:"
    yield from (f"  -{_scalar(name, 4, block=False)}" for name in page.tags)
    yield f"# {', '.join(CONTACT_KINDS)}, each with a label: and preferred: yes, if you like"
    yield "contacts:"
    for point in page.contacts:
        yield f"  - {point.kind if point.kind in CONTACT_KINDS else 'other'}:{_scalar(point.value, 6)}"
        if point.label:
            yield f"    label:{_scalar(point.label, 6)}"
        if point.preferred:
            yield "    preferred: yes"
    yield "# kind: sister of, introduced by, any words; somebody who is here is found by name, others are kept by name alone"
    yield "relations:"
    for bond in page.relations:
        yield f"  - kind:{_scalar(bond.kind, 6)}"
        yield f"    name:{_scalar(bond.name, 6)}"
        if bond.uid:
            yield f"    id:{_scalar(bond.uid, 6)}"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _scalar(text: str, indent: int, *, block: bool = True) -> str:
    """The text as YAML behind its key, with the blank before it: plain where that is safe, several lines as they are, else quoted."""
    text = text.translate(_UNWRITABLE)
    if not text:
        return ""
    if text[0].isalnum() and _is_plain_line(text) and " #" not in text and ": " not in text and not text.endswith(":"):
        return f" {text}"
    lines = text.split("\n")
    if block and len(lines) > 1 and lines[0][:1].strip() and lines[-1] and all(_is_plain_line(line) for line in lines):
        blanks = " " * (indent or 2)
        return " |-\n" + "\n".join(f"{blanks}{line}" if line else "" for line in lines)
    return ' "' + "".join(map(_quoted, text)) + '"'


def _is_plain_line(line: str) -> bool:
    return line == line.rstrip() and line.replace(_JOINERS[0], "").replace(_JOINERS[1], "").isprintable()


def _quoted(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    if letter == "\t":
        return "\\t"
    if letter.isprintable() or letter in _JOINERS:
        return letter
    return f"\\U{ord(letter):08X}" if ord(letter) > 0xFFFF else f"\\u{ord(letter):04X}"


def with_problem(text: str, problem: FileProblem) -> str:
    """The text as it was left, with what is wrong on top; the line told is the one in this text."""
    said = [f"{MARK}{words}" for words in ("This was not kept yet:", "", "Put it right, or empty the file to give up.")]
    line = f"line {problem.line + len(said)}: " if problem.line else ""
    said[1] = f"{MARK}{line}{shown_line(problem.reason, 300)}"
    return "\n".join([*said, without_problem(text)])


def without_problem(text: str) -> str:
    """The text without what ``with_problem`` put on top."""
    while text.startswith(MARK.rstrip()):
        text = text.partition("\n")[2]
    return text


def read(desk: Desk, text: str, page: Page, path: str = "") -> Page:
    """Read what was made of ``page``; raises ``FileProblem`` with the line for what is not to be understood.

    A key that is gone keeps its value: only what is there is changed. A list that is there is the whole list.
    """
    return _Reader(desk, page, path).page(text)


class _Reader:
    def __init__(self, desk: Desk, page: Page, path: str) -> None:
        self.desk = desk
        self.before = page
        self.path = path
        self.lines: dict[KeyPath, int] = {}

    def page(self, text: str) -> Page:
        written = self._mapping(write(self.before))
        found = self._mapping(text)
        page = self.before
        for key, value in found.items():
            if key in ("tags", "contacts", "relations"):
                continue
            if value == written[key]:
                continue
            if not isinstance(value, str):
                self._wrong((key,), f"{key} is one text")
            try:
                page = editing.with_fields(page, **{_KEYS[key]: value})
                if _KEYS[key] == "circle":
                    self._check_circle(value)
            except UsageError as error:
                self._wrong((key,), str(error), error)
        if "tags" in found:
            page = page._replace(tags=self._tags(found["tags"], written["tags"]))
        if "contacts" in found:
            page = page._replace(contacts=self._contacts(found["contacts"], written["contacts"]))
        if "relations" in found:
            page = page._replace(relations=self._relations(found["relations"], written["relations"]))
        return page

    def _mapping(self, text: str) -> dict[str, YamlValue]:
        entries: Sequence[YamlEntry] = load_text(text, self.path)
        if len(entries) != 1 or not isinstance(entries[0].value, dict):
            raise FileProblem(self.path, 0, "a page is lines such as “name: Ada Okafor”")
        self.lines = entries[0].lines
        known = (*_KEYS, "tags", "contacts", "relations")
        values: dict[str, YamlValue] = {}
        for key, value in entries[0].value.items():
            plain = key.replace("_", " ").replace("-", " ").lower()
            plain = plain if plain in known else LABELS.get(key.replace("-", "_"), plain)
            if plain not in known:
                self._wrong((key,), f"there is no “{shown_line(key, 40)}” on a page{_near(plain, known)}")
            if plain in values:
                self._wrong((key,), f"{plain} is there twice")
            if plain != key:
                self.lines = {(plain, *at[1:]) if at[:1] == (key,) else at: line for at, line in self.lines.items()}
            values[plain] = value
        return values

    def _check_circle(self, name: str) -> None:
        circles = [circle for circle, _ in people.circles(self.desk.store)]
        if name.strip() and fold(name) not in map(fold, circles):
            raise UsageError(f"there is no circle “{shown_line(name, 60)}”; there are {', '.join(circles)}")

    def _items(self, key: str, value: YamlValue) -> list[YamlValue]:
        if value == "":
            return []
        if not isinstance(value, list):
            self._wrong((key,), f"{key} is a list: each on a line of its own, behind a hyphen")
        return value

    def _tags(self, value: YamlValue, written: YamlValue) -> tuple[str, ...]:
        known = dict(zip(map(str, written or ()), self.before.tags, strict=True))
        names: list[str] = []
        for number, item in enumerate(self._items("tags", value)):
            if not isinstance(item, str):
                self._wrong(("tags", number), "a tag is one word, or a few")
            try:
                names.append(known.get(item) or editing.clean_tag(item))
            except UsageError as error:
                self._wrong(("tags", number), str(error), error)
        return tuple(dict.fromkeys(names))

    def _contacts(self, value: YamlValue, written: YamlValue) -> tuple[ContactPoint, ...]:
        return tuple(self._kept("contacts", value, written, self.before.contacts, self._contact))

    def _relations(self, value: YamlValue, written: YamlValue) -> tuple[Bond, ...]:
        return tuple(self._kept("relations", value, written, self.before.relations, self._relation))

    def _kept(
        self,
        key: str,
        value: YamlValue,
        written: YamlValue,
        before: Sequence[_Item],
        read: Callable[[int, Mapping[str, str]], _Item],
    ) -> Iterator[_Item]:
        """The items of a list: those that came back as they were written as they are, the others read."""
        left = list(zip(written or (), before, strict=True))
        for number, item in enumerate(self._items(key, value)):
            same = next((pair for pair in left if pair[0] == item), None)
            if same is not None:
                left.remove(same)
                yield same[1]
                continue
            if not isinstance(item, dict):
                self._wrong((key, number), f"each of the {key} is a few lines, such as “{_SUCH_AS[key]}”")
            for name, text in item.items():
                if not isinstance(text, str):
                    self._wrong((key, number, name), f"{shown_line(name, 40)} is one text")
            try:
                yield read(number, {name: str(text) for name, text in item.items()})
            except UsageError as error:
                self._wrong((key, number), str(error), error)

    def _contact(self, number: int, item: Mapping[str, str]) -> ContactPoint:
        self._known("contacts", number, item, _CONTACT_KEYS)
        kinds = [kind for kind in item if kind in CONTACT_KINDS]
        if len(kinds) != 1:
            self._wrong(("contacts", number), f"each contact is one of {', '.join(CONTACT_KINDS)}")
        preferred = item.get("preferred", "").lower()
        if preferred not in _YES + _NO:
            self._wrong(("contacts", number, "preferred"), "preferred is yes or no")
        return editing.contact(kinds[0], item[kinds[0]], item.get("label", ""), preferred=preferred in _YES)

    def _relation(self, number: int, item: Mapping[str, str]) -> Bond:
        self._known("relations", number, item, _BOND_KEYS)
        kind, name, uid = (item.get(key, "").strip() for key in _BOND_KEYS)
        if uid:
            rows = [row for row in finding.who(self.desk, uid) if row.uid == uid]
            if not rows:
                self._wrong(("relations", number, "id"), f"nobody here has the id {shown_line(uid, 40)}")
            return Bond(kind, rows[0].name, uid)
        if not name:
            self._wrong(("relations", number), "a relation is to somebody; write their name")
        rows = [row for row in finding.who(self.desk, name) if fold(row.name) == fold(name)]
        if len(rows) > 1:
            ids = ", ".join(f"{row.uid} ({finding.label(row)})" for row in rows[:6])
            self._wrong(("relations", number, "name"), f"{len(rows)} people here are called so; add a line id: with one of {ids}")
        return Bond(kind, rows[0].name, rows[0].uid) if rows else Bond(kind, name)

    def _known(self, key: str, number: int, item: Mapping[str, str], known: Sequence[str]) -> None:
        for name in item:
            if name not in known:
                self._wrong((key, number, name), f"there is no “{shown_line(name, 40)}” here{_near(name, known)}")

    def _wrong(self, at: KeyPath, reason: str, error: ReconnectError | None = None) -> NoReturn:
        line = next((self.lines[at[:size]] for size in range(len(at), -1, -1) if at[:size] in self.lines), 0)
        raise FileProblem(self.path, line, reason) from error


_SUCH_AS = {"contacts": "email: ada@example.org", "relations": "kind: sister of"}


def _near(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1, 0.6)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"

"""A letter becomes a template: the facts of the one it was written to turn back into fields, the rest stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reconnect_tui.core.gaps import FIELD, HOLE, LONGEST_HINT
from reconnect_tui.core.template import FIELDS, fill
from reconnect_tui.core.text import fold

_WHOLE = ("my_name", "first_name", "name", "company", "position", "location", "promise", "last_words")
"""Fields whose value is looked for, the likeliest first where two have the same value."""
_SENTENCES = ("promise", "last_words")
_SHORTEST, _SHORTEST_SENTENCE = 2, 10


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


# Names that are English, German or French words too: only a greeting is sure to mean the person.
_WORDS_TOO = _folded(
    "april art august autumn bill bob chase dawn drew earnest faith frank gene grace grant hope iris ivy jack jean joy june lane "
    "mark mai may miles olive pat paris pearl pierre ray rich rob robin rose ruby sky sue summer victor violet wade wells will wren "
    "ernst gut kai lieb claire colombe fleur marie noel noël prudence"
)

Span = tuple[int, int, str]


def as_template(text: str, fields: Mapping[str, str]) -> str:
    """Return the body of a template that reads as ``text`` again for the person whose ``fields`` these are.

    Their own facts (see ``_WHOLE``, and the opening line) become ``{{field}}``: the longest first, whole words only, as they are
    written. Holes, and fields that are known to templates, stay; any other ``{{`` or ``[[`` is marked as meant. ``text`` is what
    ``clean_text`` leaves.
    """
    kept = list(_kept(text))
    plain = _template(text, kept)
    found = _template(text, _with(kept, _facts(text, fields)))
    # A value beside a bracket of the text would be parted from it: then better no fields than another text.
    return found if fill(found, fields) == fill(plain, fields) else plain


def _kept(text: str) -> Iterator[Span]:
    """Holes and fields as a template may have them."""
    end = 0
    for m in re.finditer(f"{HOLE.pattern}|{FIELD.pattern}", text):
        if m.start() < end:
            continue
        inside = m[0][2:-2]
        if m[1] is None:
            good = m[2].strip() in FIELDS
        else:
            plain = FIELD.sub(lambda field: "" if field[1].strip() in FIELDS else field[0], m[1])
            good = bool(m[1].strip()) and len(m[1]) <= LONGEST_HINT and "{{" not in plain and "}}" not in plain
        if good and not re.search(r"\\(\{\{|\[\[|\}\}|\]\])", m[0]) and not inside.endswith("\\"):
            end = m.end()
            yield m.start(), m.end(), m[0]


def _facts(text: str, fields: Mapping[str, str]) -> Iterator[Span]:
    known = {name: fields[name].strip() for name in _WHOLE if fields.get(name, "").strip()}
    begin = len(text) - len(text.lstrip())
    opening = text.find("\n", begin)
    opening = len(text) if opening < 0 else opening
    last = text.rstrip().rfind("\n")
    salutation = fields.get("salutation", "").strip()
    if salutation and text.startswith(salutation, begin) and not text[begin + len(salutation) : opening].strip():
        yield begin, begin + len(salutation), "{{salutation}}"
    by_value: dict[str, str] = {}
    for name, value in known.items():
        if len(value) >= (_SHORTEST_SENTENCE if name in _SENTENCES else _SHORTEST) and "\n" not in value:
            by_value.setdefault(value, name)
    if not by_value:
        return
    longest_first = sorted(by_value, key=len, reverse=True)
    for m in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", text):
        name = by_value[m[0]]
        signing = m.start() > last >= opening
        if m[0] == known.get("my_name") == known.get("first_name") and not signing:
            name = "first_name"
        if name == "my_name" and not signing and fold(m[0]) in _WORDS_TOO:
            continue
        if name in ("first_name", "name") and fold(m[0]) in _WORDS_TOO and m.start() >= opening:
            continue
        yield m.start(), m.end(), f"{{{{{name}}}}}"


def _with(kept: list[Span], more: Iterator[Span]) -> list[Span]:
    taken = list(kept)
    for span in more:
        if all(span[1] <= start or end <= span[0] for start, end, _ in taken):
            taken.append(span)
    return sorted(taken)


def _template(text: str, spans: list[Span]) -> str:
    out: list[str] = []
    position = 0
    for start, end, token in spans:
        out.append(_meant(text[position:start], before=token[0]))
        out.append(token)
        position = end
    out.append(_meant(text[position:]))
    return "".join(out)


def _meant(piece: str, *, before: str = "") -> str:
    """Mark brackets that are meant as such, and the backslashes that would be read as marks: those ``before`` a bracket too."""
    piece = re.sub(r"(\\*)(\{\{|\[\[|\}\}|\]\])", lambda m: f"{m[1] * 2}\\{m[2]}", piece)
    return re.sub(rf"(\\+)({re.escape(before)}?)\Z", lambda m: m[1] * 2 + m[2], piece) if before else piece

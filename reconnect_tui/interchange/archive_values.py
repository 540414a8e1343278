"""What each value of an export may be: its type, its bounds, and how it is cleaned."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from reconnect_tui.core.moment import BOTH, IN, KINDS, OUT
from reconnect_tui.core.person import ACTIVE, LETTER, LINE, LOOSE, NOTE, STATUSES
from reconnect_tui.core.text import clean_line, clean_text

MOST_DAYS = 36_500
"""The longest pace: a hundred years."""
LONGEST_ID = 100


class Wrong(ValueError):
    """Why a value cannot be taken; a piece of a sentence."""


Check = Callable[[object], object]


class Shape(NamedTuple):
    """The fields of a record; one without a default has to be there. ``key`` names what may be there only once."""

    fields: tuple[tuple[str, Check | Shape], ...]
    defaults: Mapping[str, object]
    key: Callable[[Mapping[str, object]], object] | None = None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong("this should be a text")
    return clean_text(value)


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong("this should be a text")
    return clean_line(value)


def _raw(value: object) -> str:
    """A raw card, or the headings of a file, as it was; only what cannot be stored at all goes."""
    if not isinstance(value, str):
        raise Wrong("this should be a text")
    return value if value.isascii() else value.encode("utf-8", "ignore").decode("utf-8")


def _id(value: object) -> str:
    if not isinstance(value, str) or not value or len(value) > LONGEST_ID or not value.isprintable() or " " in value:
        raise Wrong("this should be an id")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Wrong("this should be true or false")
    return value


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST_DAYS:
        raise Wrong(f"this should be a number of days, 1 to {MOST_DAYS}")
    return value


def _day(value: object) -> str:
    if isinstance(value, str) and len(value) == 10 and value.isascii() and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise Wrong("this should be a day such as 2026-11-22")


def _day_or_nothing(value: object) -> str:
    return "" if value == "" else _day(value)


def _birthday(value: object) -> str:
    if isinstance(value, str) and value.startswith("--") and len(value) == 7:
        _day(f"2000-{value[2:]}")
        return value
    return _day(value)


def _instant(value: object) -> str:
    """``YYYY-MM-DDTHH:MM:SSZ``, with parts of a second where a draft has them."""
    if isinstance(value, str) and value.isascii() and value[10:11] == "T" and value.endswith("Z") and len(value) <= 27:
        try:
            datetime.fromisoformat(value[:-1])
        except ValueError:
            pass
        else:
            if value[4] == value[7] == "-" and value[13:14] == ":" and value[16:17] == ":":
                return value
    raise Wrong("this should be a moment in time such as 2026-11-22T18:30:00Z")


def _at(value: object) -> str:
    return _instant(value) if isinstance(value, str) and "T" in value else _day(value)


def _stamp(value: object) -> str:
    if isinstance(value, str) and len(value) == 20:
        return _instant(value)
    raise Wrong("this should be a moment in time such as 2026-11-22T18:30:00Z")


def _saved_at(value: object) -> str:
    return "" if value == "" else _at(value)


def _maybe(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _one_of(*words: str) -> Check:
    known = {word: word for word in words}

    def check(value: object) -> object:
        if not isinstance(value, str) or value not in known:
            raise Wrong(f"this should be one of {', '.join(words)}")
        return known[value]

    return check


def _list_of(check: Check, *, once: bool = False) -> Check:
    def checked(value: object) -> object:
        if not isinstance(value, list):
            raise Wrong("this should be a list")
        found = [check(one) for one in value]
        if once and len(set(found)) < len(found):
            raise Wrong("something is in this list twice")
        return found

    return checked


def _edited(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Wrong("this should say when each field was edited")
    return {_line(field)[:300]: _stamp(at) for field, at in value.items()}


RECORD_TEXTS = 10
"""How many texts the fields of a source record begin with (``services.matching.TRACKED``)."""


def _fields(value: object) -> str:
    """The fields of a source record as last read: texts, then the contacts (kind, value, label), then the tags. The next import reads them."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = None
    if (
        not isinstance(value, list)
        or len(value) != RECORD_TEXTS + 2
        or not all(map(_is_text, value[:RECORD_TEXTS]))
        or not all(isinstance(one, list) for one in value[RECORD_TEXTS:])
        or not all(isinstance(one, list) and len(one) == 3 and all(map(_is_text, one)) for one in value[RECORD_TEXTS])
        or not all(map(_is_text, value[-1]))
    ):
        raise Wrong("this should be the list of a record's fields")
    return _raw(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _mapping(value: object) -> str:
    """A CSV's columns by field, itself JSON in a text."""
    text = _raw(value)
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        raise Wrong("this should be the columns of a file, by field") from None
    if not isinstance(fields, dict) or not all(
        isinstance(columns, list) and all(isinstance(column, str) for column in columns) for columns in fields.values()
    ):
        raise Wrong("this should be the columns of a file, by field")
    return text


def _shape(
    fields: Mapping[str, Check | Shape], needed: str = "", key: Callable[[Mapping[str, object]], object] | None = None
) -> Shape:
    """A shape whose fields are as empty as the database has them where they are not there, but for those ``needed``."""
    empty = {_text: "", _line: "", _raw: "", _yes_or_no: False, _edited: {}, _day_or_nothing: "", _status: ACTIVE}
    must = needed.split()
    defaults = {
        name: [] if isinstance(check, Shape) or name in _LISTS else empty.get(check)
        for name, check in fields.items()
        if name not in must
    }
    return Shape(tuple(fields.items()), defaults, key)


_status = _one_of(*STATUSES)
_LISTS = ("nicknames", "tags", "former_slugs", "skipped_on")
_CONTACT = _shape({"kind": _line, "value": _text, "normalised": _text, "label": _line, "preferred": _yes_or_no}, "kind value")
_NEWS = _shape(
    {
        "field": _line, "earlier": _line, "later": _line, "earlier_file": _maybe(_line), "later_file": _maybe(_line), "noticed_on": _day,
    },
    "field earlier later noticed_on",
)  # fmt: skip

SHAPES: Mapping[str, Shape] = {
    "people": _shape(
        {
            "id": _id, "name": _line, "first_name": _line, "last_name": _line, "nickname": _line, "greeting": _maybe(_line),
            "salutation": _line, "language": _line, "headline": _line, "company": _line, "position": _line, "location": _line,
            "about": _text, "circle": _line, "pace": _maybe(_days), "status": _status, "birthday": _maybe(_birthday),
            "how_met": _text, "connected_on": _maybe(_day), "later_until": _maybe(_day), "nicknames": _list_of(_line),
            "tags": _list_of(_line, once=True), "contacts": _CONTACT, "former_slugs": _list_of(_line), "news": _NEWS,
            "skipped_on": _list_of(_day), "edited": _edited,
        },
        "id name",
    )._replace(key=lambda row: row["id"]),
    "moments": _shape(
        {
            "id": _id, "at": _at, "kind": _one_of(*KINDS), "direction": _maybe(_one_of(OUT, IN, BOTH)), "channel": _line, "text": _text,
            "outcome": _line, "thread": _line, "group_thread": _yes_or_no, "template": _line, "source_key": _maybe(_line),
            "people": _list_of(_id, once=True), "edited": _edited,
        },
        "id at kind people",
    ),
    "circles": _shape({"name": _line, "days": _maybe(_days), "edited": _edited}, "name", lambda row: row["name"]),
    "relations": _shape({"person": _id, "other": _maybe(_id), "kind": _line, "other_name": _line}, "person"),
    "follow_ups": _shape(
        {
            "id": _id, "person": _id, "due": _maybe(_day), "what": _line, "promise": _yes_or_no, "done_on": _maybe(_day),
            "dropped": _yes_or_no, "edited": _edited,
        },
        "id person what",
    ),
    "drafts": _shape(
        {
            "person": _maybe(_id), "kind": _one_of(LETTER, NOTE, LINE, LOOSE), "text": _text, "template": _line, "subject": _line,
            "saved_at": _saved_at, "handed_over": _maybe(_at), "channel": _line,
        },
        "kind text saved_at",
    ),
    "not_same": _shape({"person": _id, "other": _id}, "person other", lambda row: (row["person"], row["other"])),
    "tombstones": _shape({"id": _id, "source": _line, "key": _line, "deleted_on": _day_or_nothing}, "id"),
    "source_records": _shape(
        {"source": _line, "key": _line, "person": _id, "fields": _fields, "raw": _raw, "absent_since": _maybe(_day)},
        "source key person fields",
        lambda row: (row["source"], row["key"]),
    ),
    "own_roles": _shape(
        {"company": _line, "position": _line, "started_on": _maybe(_day), "ended_on": _maybe(_day)}, "company position"
    ),
    "source_files": _shape(
        {"source": _line, "name": _line, "dated": _maybe(_day), "owner": _maybe(_line), "read_on": _day}, "source name read_on"
    ),
    "mappings": _shape({"headings": _raw, "fields": _mapping}, "headings fields", lambda row: row["headings"]),
    "kept_lines": _shape(
        {"moment": _id, "text": _text, "kept_on": _day}, "moment text kept_on", lambda row: (row["moment"], row["text"])
    ),
}  # fmt: skip
"""Every section of an export."""

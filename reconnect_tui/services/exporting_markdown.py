"""Writing a folder of pages in Markdown: one a person, all that is known of them, and an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reconnect_tui.core.moment import IN, NO_ANSWER, OUT, Moment
from reconnect_tui.core.person import WIDE, ContactPoint, FollowUp
from reconnect_tui.core.text import fold
from reconnect_tui.core.when import MONTHS, day_of_stamp, long_date
from reconnect_tui.interchange import markdown
from reconnect_tui.interchange.markdown import INDEX, MARK, Between, Page
from reconnect_tui.interchange.own_cells import CONTACTS
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.files import Lines
from reconnect_tui.services.folders import write_folder
from reconnect_tui.store import listing, reading_out
from reconnect_tui.store.listing import Row

_WAYS = {OUT: "from you", IN: "to you"}
_STATUS = {
    "resting": "let rest",
    "never": "to be left alone",
    "died": "has died",
}


def write(desk: Desk, path: str, *, force: bool = False) -> int:
    """Write the pages into the new folder ``path``, whole or not at all; returns how many people there are.

    Raises ``ReconnectError`` as ``folders.write_folder``.
    """
    with listing.snapshot(desk.store):
        return write_folder(path, _files(desk), mark=MARK, first=INDEX, force=force) - 1


def _files(desk: Desk) -> Iterator[tuple[str, Lines]]:
    store = desk.store
    files = markdown.file_names(reading_out.names(store).items())
    tags, contacts, nicknames = reading_out.tags(store), reading_out.contacts(store), reading_out.nicknames(store)
    relations, follow_ups, last = reading_out.relations(store), reading_out.follow_ups(store), reading_out.last_contacts(store)
    with_moments = reading_out.moments_by_person(store)
    holder, moments = next(with_moments, ("", []))
    listed: list[tuple[str, str, str, str]] = []
    for number, fields in listing.people_rows(store):
        uid, name, work = str(fields["uid"]), str(fields["name"]), _work(fields)
        # Both come by uid, so nobody's moments wait in memory for their page.
        here: Sequence[Moment] = ()
        if holder == uid:
            here = moments
            holder, moments = next(with_moments, ("", []))
        listed.append((fold(name), name, work, files[uid]))
        yield (
            files[uid],
            markdown.page(
                Page(
                    name,
                    work,
                    _facts(fields, last.get(number), tags.get(number, ()), nicknames.get(number, ())),
                    [_reached(point) for point in contacts.get(number, ())],
                    str(fields["about"]),
                    str(fields["how_met"]),
                    [(one.done_on is not None, _follow_up(one)) for one in follow_ups.get(number, ())],
                    [(one.kind, one.name, files.get(one.uid, "")) for one in relations.get(number, ())],
                    [Between(_heading(one), one.text) for one in here],
                )
            ),
        )
    yield INDEX, markdown.index((name, work, file) for _, name, work, file in sorted(listed))


def _work(fields: Row) -> str:
    return " · ".join(str(fields[field]) for field in ("position", "company", "location") if fields[field])


def _facts(fields: Row, last: str | None, tags: Sequence[str], nicknames: Sequence[str]) -> list[tuple[str, str]]:
    circle, pace = str(fields["circle"]), fields["pace"]
    also = [str(fields["nickname"]), *nicknames]
    told: Mapping[str, object] = {
        "headline": fields["headline"] if fields["headline"] != fields["position"] else "",
        "also called": ", ".join(one for one in also if one),
        "greeted as": fields["salutation"] or fields["greeting"],
        "language": fields["language"],
        "circle": circle if circle != WIDE else "",
        "a hello every": f"{pace} days" if pace else "",
        "status": _STATUS.get(str(fields["status"]), ""),
        "put off until": _said(fields["later_until"]),
        "birthday": _birthday(fields["birthday"]),
        "connected": _said(fields["connected_on"]),
        "last contact": _said(last),
        "tags": ", ".join(tags),
    }
    return [(label, str(value)) for label, value in told.items() if value]


def _reached(point: ContactPoint) -> tuple[str, str, str]:
    words = [point.label, "preferred" if point.preferred else ""]
    return CONTACTS.get(point.kind, CONTACTS["other"]), point.value.replace("\n", ", "), ", ".join(word for word in words if word)


def _follow_up(one: FollowUp) -> str:
    what = f"promised: {one.what}" if one.promise else one.what
    return f"{_said(one.due)}: {what}" if one.due else what


def _heading(one: Moment) -> str:
    """When and how: ``12 March 2023 · message to you · linkedin, with Bo Lind``."""
    how = f"{one.kind} {_WAYS[one.direction]}" if one.direction in _WAYS else one.kind
    parts = [_said(one.at), how, one.channel, "no answer" if one.outcome == NO_ANSWER else ""]
    others = [name for _, name in one.people]
    if others:
        parts.append(f"with {', '.join(others[:6])}{' and others' if len(others) > 6 else ''}")
    elif one.group_thread:
        parts.append("in a group")
    return " · ".join(part for part in parts if part)


def _said(day: object) -> str:
    """``12 March 2023`` for an ISO day or stamp; whatever it is, where it is none."""
    try:
        return long_date(day_of_stamp(str(day))) if day else ""
    except ValueError:
        return str(day)


def _birthday(stored: object) -> str:
    text = str(stored or "")
    try:
        day = date.fromisoformat(f"2000{text[1:]}" if text[:1] == "-" else text)
    except ValueError:
        return text
    return f"{day.day} {MONTHS[day.month - 1]}" if text[:1] == "-" else long_date(day)

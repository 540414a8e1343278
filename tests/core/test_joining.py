"""Two homes become one: the same from both sides, and once joined, joined for good. Then each rule by an example."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core import everything as parts
from reconnect_tui.core.everything import (
    DEFAULT_CIRCLES,
    MERGED,
    MOMENT_FIELDS,
    PERSON_FIELDS,
    REMOVED_MOMENT,
    Everything,
    Row,
    add,
    nothing,
)
from reconnect_tui.core.joining import join

STAMPS = ("2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z", "2026-11-03T10:00:00Z")
PEOPLE = ("aaaa", "bbbb", "cccc", "dddd")
MOMENTS = {"m1": "k1", "m2": "k1", "m3": "k2", "m4": None, "m5": None}
"""A moment's uid and the message it was read from, which never changes; two laptops read the same one under two uids."""
KEYS = ("ada-okafor", "bo-lind", "cyr-lind")
WORDS = ("", "one", "two", "one two")

person_defaults: dict[str, Any] = {
    **dict.fromkeys(PERSON_FIELDS, ""), "greeting": None, "pace": None, "status": "active", "birthday": None, "connected_on": None,
    "later_until": None, "nicknames": [], "tags": [], "contacts": [], "former_slugs": [], "news": [], "skipped_on": [], "edited": {},
}  # fmt: skip
moment_defaults: dict[str, Any] = {
    **dict.fromkeys(MOMENT_FIELDS, ""), "kind": "note", "at": "2026-11-01", "direction": None, "source_key": None, "group_thread": False,
    "edited": {},
}  # fmt: skip


def home(*records: tuple[str, dict[str, Any]]) -> Everything:
    """A home with these records: (section, fields that matter)."""
    found = nothing()
    for name, days in DEFAULT_CIRCLES.items():
        add(found, "circles", {"name": name, "days": days, "edited": {}})
    for section, record in records:
        defaults = {"people": person_defaults, "moments": moment_defaults}.get(section, {})
        add(found, section, {**defaults, **record})
    return found


def person(uid: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    return "people", {"id": uid, "name": f"Person {uid}", **fields}


def moment(uid: str, *people: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    return "moments", {"id": uid, "people": list(people), **fields}


def tombstone(uid: str, source: str = "", key: str = "") -> tuple[str, dict[str, Any]]:
    return "tombstones", {"id": uid, "source": source, "key": key, "deleted_on": "2026-11-01"}


def record(key: str, uid: str, company: str = "") -> tuple[str, dict[str, Any]]:
    return "source_records", {
        "source": "linkedin",
        "key": key,
        "person": uid,
        "fields": f'["{company}"]',
        "raw": "",
        "absent_since": None,
    }


def draft(uid: str | None, text: str, saved_at: str, kind: str = "letter") -> tuple[str, dict[str, Any]]:
    return "drafts", {
        "person": uid, "kind": kind, "text": text, "template": "", "subject": "", "saved_at": saved_at, "handed_over": None, "channel": "",
    }  # fmt: skip


def value(side: Everything, uid: str, field: str) -> object:
    return side.people[uid].fields[PERSON_FIELDS.index(field)]


def both(one: Everything, other: Everything) -> Everything:
    """The two joined, after a look at whether the order makes a difference, and whether joining again does."""
    joined = join(one, other).everything
    assert join(other, one).everything == joined
    assert join(one, joined).everything == joined
    assert join(joined, other).everything == joined
    assert join(joined, joined).everything == joined
    return joined


@st.composite
def homes(draw: st.DrawFn) -> Everything:
    """A home as this program could hold it, in a world so small that two of them have to do with each other."""
    words = st.sampled_from(WORDS)
    edited = st.dictionaries(
        st.sampled_from(("name", "status", "company", "circle", "text", "at", "due", "done_on", "tag:boats", "contact:email:a@b.example")),
        st.sampled_from(STAMPS),
        max_size=4,
    )  # fmt: skip
    some = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    contact = st.fixed_dictionaries(
        {
            "kind": st.just("email"), "value": st.sampled_from(("a@b.example", "A@b.example", "c@d.example")),
            "normalised": st.sampled_from(("a@b.example", "")), "label": st.sampled_from(("", "work")), "preferred": st.booleans(),
        }
    )  # fmt: skip
    records: list[tuple[str, dict[str, Any]]] = [
        person(
            uid,
            company=draw(words),
            status=draw(st.sampled_from(("active", "resting", "never", "died"))),
            circle=draw(st.sampled_from(("", "wide", "friends"))),
            greeting=draw(st.none() | words),
            pace=draw(st.sampled_from((None, 7, 30))),
            tags=draw(st.lists(st.sampled_from(("boats", "family")), unique=True)),
            contacts=draw(st.lists(contact, max_size=3)),
            nicknames=draw(st.lists(words, max_size=2)),
            skipped_on=draw(st.lists(st.sampled_from(("2026-11-01", "2026-11-02")), max_size=2)),
            edited=draw(edited),
        )
        for uid in some
    ]
    if some:
        one_of_them = st.sampled_from(some)
        several = st.lists(one_of_them, min_size=1, unique=True)
        records += [record(key, draw(one_of_them), draw(words)) for key in draw(st.lists(st.sampled_from(KEYS), unique=True))]
        records += [
            moment(uid, *draw(several), text=draw(words), source_key=MOMENTS[uid], edited=draw(edited))
            for uid in draw(st.lists(st.sampled_from(sorted(MOMENTS)), unique_by=lambda uid: MOMENTS[uid] or uid))
        ]
        follow_up = st.fixed_dictionaries(
            {
                "id": st.sampled_from(("f1", "f2")), "person": one_of_them, "due": st.sampled_from((None, "2026-12-01")), "what": words,
                "promise": st.just(False), "done_on": st.sampled_from((None, "2026-11-02")), "dropped": st.booleans(), "edited": edited,
            }
        )  # fmt: skip
        records += [("follow_ups", one) for one in draw(st.lists(follow_up, unique_by=lambda one: str(one["id"]), max_size=2))]
        kinds = draw(st.lists(st.sampled_from(("letter", "letter", "note"))))
        records += [draft(draw(one_of_them), draw(words), draw(st.sampled_from(STAMPS)), kind) for kind in kinds]
    records += [draft(None, text, draw(st.sampled_from(STAMPS)), "loose") for text in draw(st.lists(words, max_size=2))]
    gone = [uid for uid in PEOPLE if uid not in some]
    merged = st.sampled_from(some).map(lambda uid: (MERGED, uid)) if some else st.nothing()
    deleted = st.sampled_from((("", ""), ("linkedin", "ada-okafor"), ("linkedin", "bo-lind")))
    records += [
        tombstone(uid, *draw(merged | deleted)) for uid in (draw(st.lists(st.sampled_from(gone), unique=True)) if gone else [])
    ]
    here = {MOMENTS[one["id"]] or one["id"] for section, one in records if section == "moments"}
    records += [
        tombstone(uid, REMOVED_MOMENT, MOMENTS[uid] or "")
        for uid in draw(st.lists(st.sampled_from(sorted(MOMENTS)), unique=True))
        if (MOMENTS[uid] or uid) not in here
    ]
    records += [
        ("source_files", {"source": "linkedin", "name": "x.zip", "dated": day, "owner": None, "read_on": day})
        for day in draw(st.lists(st.sampled_from(("2026-10-01", "2026-11-01")), unique=True))
    ]
    records += [
        ("own_roles", {"company": "Ora", "position": "Clerk", "started_on": "2020-01-01", "ended_on": ended})
        for ended in draw(st.lists(st.sampled_from((None, "2026-01-01", "2026-02-01")), max_size=2))
    ]
    found = home(*records)
    days, at = draw(st.sampled_from((None, 30, 60))), draw(st.sampled_from(("", *STAMPS)))
    add(found, "circles", {"name": "friends", "days": days, "edited": {"days": at} if at else {}})
    return found


@settings(max_examples=250, deadline=None)
@given(homes(), homes())
def test_the_same_from_both_sides_and_once_for_good(one: Everything, other: Everything) -> None:
    both(one, other)


@settings(max_examples=100, deadline=None)
@given(homes())
def test_a_home_in_which_nothing_was_written_becomes_the_other(one: Everything) -> None:
    assert both(home(), one) == (nothing() if parts.pristine(one) else one)


@settings(max_examples=200, deadline=None)
@given(homes(), homes())
def test_nothing_that_was_typed_is_lost(one: Everything, other: Everything) -> None:
    joined = both(one, other)
    kept = [str(row[2]) for row in joined.drafts] + [str(row.fields[parts.TEXT]) for row in joined.moments.values()]
    typed = {str(row[2]).strip() for side in (one, other) for row in side.drafts}
    assert all(any(text in words for words in kept) for text in typed)


def test_the_newer_edit_of_each_field_wins() -> None:
    one = home(person("aaaa", company="Ora", position="Clerk", edited={"company": STAMPS[1], "position": STAMPS[0]}))
    other = home(person("aaaa", company="Northwind", position="Chief", edited={"company": STAMPS[0], "position": STAMPS[2]}))
    joined = both(one, other)
    assert (value(joined, "aaaa", "company"), value(joined, "aaaa", "position")) == ("Ora", "Chief")
    assert joined.people["aaaa"].edited == {"company": STAMPS[1], "position": STAMPS[2]}


def test_what_was_never_edited_gives_way_to_what_was_and_nothing_to_something() -> None:
    one = home(person("aaaa", company="Zeta Ltd", location="Lagos", circle="wide"))
    other = home(person("aaaa", company="Ora", circle="friends", edited={"company": STAMPS[0]}))
    joined = both(one, other)
    assert [value(joined, "aaaa", field) for field in ("company", "location", "circle")] == ["Ora", "Lagos", "friends"]


def test_silence_wins_over_every_edit() -> None:
    one = home(person("aaaa", status="died", edited={"status": STAMPS[0]}), person("bbbb", status="never"))
    other = home(
        person("aaaa", status="active", edited={"status": STAMPS[2]}),
        person("bbbb", status="resting", edited={"status": STAMPS[2]}),
    )
    joined = both(one, other)
    assert (value(joined, "aaaa", "status"), value(joined, "bbbb", "status")) == ("died", "never")
    assert both(home(person("aaaa", status="never")), one).people["aaaa"] == one.people["aaaa"]


def test_resting_or_not_is_the_newer_edit() -> None:
    one = home(person("aaaa", status="resting", edited={"status": STAMPS[0]}))
    other = home(person("aaaa", status="active", edited={"status": STAMPS[1]}))
    assert value(both(one, other), "aaaa", "status") == "active"


def test_a_deleted_person_stays_deleted_with_all_that_was_theirs_alone() -> None:
    one = home(person("bbbb"), moment("m2", "bbbb"), tombstone("aaaa"))
    other = home(
        person("aaaa"),
        person("bbbb"),
        moment("m1", "aaaa"),
        moment("m2", "aaaa", "bbbb"),
        record("ada-okafor", "aaaa"),
        draft("aaaa", "Dear Ada", STAMPS[0]),
    )
    joined = both(one, other)
    assert set(joined.people) == {"bbbb"}
    assert {uid: row.people for uid, row in joined.moments.items()} == {"m2": ("bbbb",)}
    assert not joined.records
    assert [row[:3] for row in joined.drafts] == [(None, "loose", "Dear Ada")]
    assert join(one, other).gone == {"aaaa"}


def test_who_was_read_from_a_deleted_record_is_deleted_too_whatever_their_uid() -> None:
    one = home(person("bbbb"), tombstone("aaaa", "linkedin", "ada-okafor"))
    other = home(person("cccc"), record("ada-okafor", "cccc"))
    assert set(both(one, other).people) == {"bbbb"}


def test_a_home_that_has_somebody_again_deletes_nobody() -> None:
    one = home(person("aaaa", company="Ora"), tombstone("aaaa"))
    other = home(person("aaaa", location="Lagos"))
    joined = both(one, other)
    assert (value(joined, "aaaa", "company"), value(joined, "aaaa", "location")) == ("Ora", "Lagos")


def test_a_removed_moment_stays_removed_by_uid_and_by_message() -> None:
    one = home(person("aaaa"), tombstone("m1", REMOVED_MOMENT), tombstone("m2", REMOVED_MOMENT, "linkedin:k1"))
    other = home(person("aaaa"), moment("m1", "aaaa"), moment("m3", "aaaa", source_key="linkedin:k1"), moment("m4", "aaaa"))
    assert set(both(one, other).moments) == {"m4"}


def test_the_same_import_on_two_laptops_is_one_person_and_one_message() -> None:
    one = home(person("aaaa", location="Lagos"), record("ada-okafor", "aaaa"), moment("m2", "aaaa", source_key="linkedin:k"))
    other = home(
        person("bbbb", about="sails"),
        record("ada-okafor", "bbbb"),
        moment("m1", "bbbb", source_key="linkedin:k"),
        moment("m3", "bbbb", text="a note"),
        draft("bbbb", "Dear Ada", STAMPS[0]),
        ("relations", {"person": "bbbb", "other": None, "kind": "sister", "other_name": "Eve"}),
    )
    joined = both(one, other)
    assert set(joined.people) == {"aaaa"}
    assert (value(joined, "aaaa", "location"), value(joined, "aaaa", "about")) == ("Lagos", "sails")
    assert {uid: row.people for uid, row in joined.moments.items()} == {"m1": ("aaaa",), "m3": ("aaaa",)}
    assert ("bbbb", MERGED, "aaaa", "") in joined.tombstones
    assert {row[0] for row in (*joined.drafts, *joined.relations)} == {"aaaa"}


def test_a_name_alone_unites_nobody() -> None:
    assert set(both(home(person("aaaa", name="Ada")), home(person("bbbb", name="Ada"))).people) == {"aaaa", "bbbb"}


def test_an_address_that_is_somebody_elses_by_now_unites_nobody() -> None:
    old = ("source_files", {"source": "linkedin", "name": "x", "dated": "2026-01-01", "owner": None, "read_on": "2026-01-01"})
    new = ("source_files", {"source": "linkedin", "name": "x", "dated": "2026-02-01", "owner": None, "read_on": "2026-02-01"})
    one = home(person("aaaa"), record("ada", "aaaa"), old)
    other = home(person("aaaa"), person("bbbb"), record("ada-2", "aaaa"), record("ada", "bbbb"), old, new)
    joined = both(one, other)
    assert set(joined.people) == {"aaaa", "bbbb"}
    assert joined.records["linkedin", "ada"][0] == "bbbb"


def test_who_was_merged_here_is_merged_there_with_what_was_written_since() -> None:
    one = home(person("bbbb"), tombstone("aaaa", MERGED, "bbbb"))
    other = home(person("aaaa"), person("bbbb"), moment("m1", "aaaa", text="since"))
    joined = both(one, other)
    assert set(joined.people) == {"bbbb"}
    assert joined.moments["m1"].people == ("bbbb",)
    assert joined.tombstones == one.tombstones


def test_a_tag_or_address_that_was_taken_away_later_is_gone_and_one_put_back_later_is_there() -> None:
    mail = {"kind": "email", "value": "a@b.example", "normalised": "a@b.example", "label": "", "preferred": False}
    signs = ("tag:boats", "contact:email:a@b.example")
    having = home(person("aaaa", tags=["boats", "family"], contacts=[mail]))
    taken = home(person("aaaa", edited=dict.fromkeys(signs, STAMPS[1])))
    again = home(person("aaaa", tags=["boats"], contacts=[mail], edited=dict.fromkeys(signs, STAMPS[2])))
    joined = both(having, taken)
    assert (joined.people["aaaa"].tags, joined.people["aaaa"].contacts) == (("family",), ())
    assert both(joined, again).people["aaaa"].tags == ("boats", "family")
    assert len(both(joined, again).people["aaaa"].contacts) == 1


def test_the_letter_saved_last_stays_and_the_other_becomes_a_loose_line() -> None:
    one, other = (
        home(person("aaaa"), draft("aaaa", "Dear Ada", STAMPS[0])),
        home(person("aaaa"), draft("aaaa", "Hi Ada, the boat", STAMPS[1])),
    )
    assert {(row[0], row[1], row[2]) for row in both(one, other).drafts} == {
        ("aaaa", "letter", "Hi Ada, the boat"), (None, "loose", "Dear Ada"),
    }  # fmt: skip
    going_on = home(person("aaaa"), draft("aaaa", "Dear Ada, the boat", STAMPS[1]))
    assert [row[2] for row in both(one, going_on).drafts] == ["Dear Ada, the boat"]


def test_a_letter_that_went_does_not_come_back_as_a_draft() -> None:
    one = home(person("aaaa"), draft("aaaa", "Dear Ada\n", STAMPS[0]))
    other = home(person("aaaa"), moment("m1", "aaaa", kind="message", text="Dear Ada"))
    assert not both(one, other).drafts
    again = home(person("aaaa"), moment("m1", "aaaa", kind="message", text="Dear Ada"), draft("aaaa", "Dear Ada", STAMPS[1]))
    assert len(both(again, other).drafts) == 1


def test_a_circles_pace_is_the_newer_one_and_the_shorter_where_neither_was_edited() -> None:
    one, other = home(person("aaaa")), home(person("aaaa"))
    for side, days in ((one, 90), (other, 45)):
        add(side, "circles", {"name": "friends", "days": days, "edited": {}})
    assert both(one, other).circles["friends"].fields == (45,)
    add(one, "circles", {"name": "friends", "days": 90, "edited": {"days": STAMPS[0]}})
    assert both(one, other).circles["friends"].fields == (90,)


def test_whoever_has_all_the_addresses_keeps_their_order() -> None:
    mail = [
        {"kind": "email", "value": letter, "normalised": letter, "label": "", "preferred": False} for letter in ("z", "a", "m")
    ]
    values = [
        row[1]
        for row in both(home(person("aaaa", contacts=mail)), home(person("aaaa", contacts=mail[1:]))).people["aaaa"].contacts
    ]
    assert values == ["z", "a", "m"]


def test_what_was_done_twice_is_there_twice_and_joined_not_four_times() -> None:
    twice = home(person("aaaa", skipped_on=["2026-11-01", "2026-11-01"], nicknames=["Ads"]))
    joined = both(twice, home(person("aaaa", skipped_on=["2026-11-01"], nicknames=["Ads", "Addy"])))
    assert joined.people["aaaa"].skipped_on == ("2026-11-01", "2026-11-01")
    assert joined.people["aaaa"].nicknames == ("Addy", "Ads")


def test_a_record_is_as_the_newer_file_had_it() -> None:
    def of(day: str, company: str) -> Everything:
        file = {"source": "linkedin", "name": "x.zip", "dated": day, "owner": None, "read_on": "2026-11-20"}
        return home(person("aaaa"), record("ada", "aaaa", company), ("source_files", file))

    row: Row = both(of("2026-10-01", "Zeta"), of("2026-11-01", "Ora")).records["linkedin", "ada"]
    assert row[1] == '["Ora"]'


def test_an_ended_position_has_ended() -> None:
    def of(ended: str | None) -> Everything:
        return home(
            person("aaaa"), ("own_roles", {"company": "Ora", "position": "Clerk", "started_on": "2020-01-01", "ended_on": ended})
        )

    assert both(of(None), of("2026-01-01")).own_roles == Counter([("Ora", "Clerk", "2020-01-01", "2026-01-01")])

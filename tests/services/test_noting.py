"""Taking capture lines: whatever is typed is a note or waits as a loose draft, and nothing of it is lost; names while they are typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import UsageError, WhoError
from reconnect_tui.core.person import LINE
from reconnect_tui.core.signs import being_typed, quoted_name
from reconnect_tui.core.text import clean_text
from reconnect_tui.services import capture, history, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts, moments
from tests.data.capture_lines import CAPTURE_LINES

PIECES = st.sampled_from(
    ["coffee:", "yesterday", "12", "Mar", ">", "next:", "tomorrow", "in", "2", "weeks", "@ada", "@bob", "@zoe", "@", "@+Zoe", '@+"', "#family",
     "tag:", "promised:", "bday:", "\\@ada", "a@b.c", "9:30", "王伟", "🌟", "\n", ".", ":"]
)  # fmt: skip
LINES = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join))


@pytest.fixture
def people(desk: Desk) -> Desk:
    for name in ("Ada Okafor", "Bob Stone", "Bob Hayes", "王伟"):
        recording.add_person(desk, name)
    return desk


def everything(desk: Desk) -> int:
    tables = ("moment", "follow_up", "person", "tag")
    return sum(desk.store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
@example("@ada")
@example("@ada > tomorrow")
@example("> tomorrow")
@example("lunch: @bob")
def test_no_line_is_refused_with_its_words_lost(people: Desk, line: str) -> None:
    before = everything(people)
    try:
        done, _ = capture.take(people, line)
    except WhoError:
        loose = drafts.loose(people.store)
        assert loose[-1].text == clean_text(line)
        drafts.remove_loose(people.store, loose[-1].id)
        assert everything(people) == before
        return
    except UsageError:
        assert not clean_text(line).strip()
        return
    assert done.moment
    moment = moments.by_uid(people.store, done.moment)
    assert moment is not None
    read, _ = capture.read(people, line)
    assert moment.text == read.text
    due = people.store.connection.execute("SELECT due, what FROM follow_up WHERE due IS NOT NULL").fetchall()
    assert [(day, what) for day, what in due if not read.follow_up or read.follow_up[1]] == (
        [(read.follow_up[0].isoformat(), read.follow_up[1])] if read.follow_up and read.follow_up[1] else []
    )
    history.undo(people)
    assert everything(people) == before


@pytest.mark.parametrize("line", [line for line, told, _ in CAPTURE_LINES if "Ada Okafor" in told and " and " not in told][:40])
def test_a_line_of_the_table_is_one_step_of_undo(people: Desk, line: str) -> None:
    before = everything(people)
    done, _ = capture.take(people, line)
    assert everything(people) > before
    assert done.person is not None
    history.undo(people)
    assert everything(people) == before


@pytest.mark.parametrize(
    ("line", "typed"),
    [("@", ""), ("@ad", "ad"), ("coffee: with @ada ok", "ada ok"), ('@"Ada O', "Ada O"), ("@“Ada O", "Ada O"), ("(@ad", "ad"), ("@ada/@bo", "bo"),
     ("@o'br", "o'br"), ("@王", "王"), ("@zoë", "zoë"),
     ("a@b", None), ('@"Ada Okafor" ', None), ("@+zo", None), ("@ada, bob", None),
     ("@ada. bob", "ada. bob"), ("nobody", None), ("", None), ("https://x.y/@ad", None),
     ("@one two three four five six seven", None), ("@ada > to", None)],
)  # fmt: skip
def test_the_name_being_typed(line: str, typed: str | None) -> None:
    found = being_typed(line, len(line))
    assert (found[1] if found else None) == typed


@given(st.text(max_size=60), st.integers(0, 60))
def test_any_place_in_any_text_may_be_asked(text: str, cursor: int) -> None:
    found = being_typed(text, min(cursor, len(text)))
    assert found is None or text[found[0]] == "@"


@pytest.mark.parametrize(
    ("name", "mention"),
    [("Ximena", "@Ximena"), ("Jean-Luc", "@Jean-Luc"), ("Ada Okafor", '@"Ada Okafor"'), ('Ann "Annie" Lee', "@«Ann \"Annie\" Lee»"),
     ("O'Brien", '@"O\'Brien"'),
     ("x" * 200 + " y", "")],
)  # fmt: skip
def test_a_name_as_it_stands_in_a_line(name: str, mention: str) -> None:
    assert quoted_name(name) == mention


def test_whose_name_it_is(people: Desk) -> None:
    capture.take(people, '2026-11-01 coffee: @"Bob Hayes"')
    offers = capture.complete(people, "met @bo today", 7)
    assert [offer.name for offer in offers] == ["Bob Hayes", "Bob Stone"]
    assert offers[0].line == 'met @"Bob Hayes" today'
    assert offers[0].line[: offers[0].cursor] == 'met @"Bob Hayes" '
    assert not capture.sure(people, "@bob", 4)
    assert capture.sure(people, "@ada", 4)
    recording.died(people, 3)
    assert [offer.name for offer in capture.complete(people, "@bo", 3)] == ["Bob Stone"]


def test_a_line_that_was_kept_while_it_was_typed_is_a_note_or_a_draft_never_both(people: Desk) -> None:
    drafts.save(people.store.connection, drafts.Words(None, LINE, "@ada likes tea"))
    capture.take(people, "@ada likes tea", typed=True)
    assert drafts.every(people.store) == []
    history.undo(people)
    assert [draft.text for draft in drafts.every(people.store)] == ["@ada likes tea"]
    drafts.save(people.store.connection, drafts.Words(None, LINE, "@bob, half typed"))
    capture.take(people, "@ada likes coffee")
    assert len(drafts.every(people.store)) == 1, "a note from the shell leaves alone what is being typed in the app"

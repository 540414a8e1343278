"""The thread that saves drafts: what it could not put on disk is handed back, whatever it was doing."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from reconnect_tui.store import drafts
from reconnect_tui.store.database import open_store
from reconnect_tui.store.drafts import DraftWriter, Words

LAST = Words(None, "line", "my last words")


def test_words_under_way_when_time_is_up_are_handed_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(str(tmp_path / "reconnect.db"), backups=str(tmp_path / "backups"))
    begun, end = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection, words: Words) -> None:
        begun.set()
        end.wait(10)

    monkeypatch.setattr(drafts, "save", slow)
    writer = DraftWriter(store.path, lambda words, problem: None)
    writer.save(LAST)
    assert begun.wait(10)
    closing = threading.Timer(0.3, end.set)
    closing.start()
    assert writer.close(0.05) == [LAST]
    closing.join()
    store.close()


def test_a_locked_database_is_waited_for(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "reconnect.db"), backups=str(tmp_path / "backups"))
    writer = DraftWriter(store.path, lambda words, problem: None)
    store.connection.execute("BEGIN IMMEDIATE")
    writer.save(LAST)
    ends = threading.Timer(0.3, lambda: store.connection.execute("COMMIT"))
    ends.start()
    assert writer.close() == []
    ends.join()
    assert [draft.text for draft in drafts.every(store)] == [LAST.text]
    store.close()


def test_an_error_of_any_kind_does_not_end_the_thread(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "reconnect.db"), backups=str(tmp_path / "backups"))
    told: list[Exception | None] = []
    writer = DraftWriter(store.path, lambda words, problem: told.append(problem))
    writer.save(Words(None, "note", "no text at all: \ud800"))
    assert not writer.flush(5)
    writer.save(Words(None, "note", "text again"))
    assert writer.close() == []
    assert isinstance(told[0], UnicodeEncodeError)
    assert [draft.text for draft in drafts.every(store)] == ["text again"]
    store.close()


def test_a_draft_goes_on_beside_what_another_window_made_of_it(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "reconnect.db"), backups=str(tmp_path / "backups"))
    one, other = (DraftWriter(store.path, lambda words, problem: None) for _ in range(2))

    def typed(writer: DraftWriter, text: str) -> list[str]:
        writer.save(Words(None, "line", text))
        assert writer.flush()
        return [draft.text for draft in sorted(drafts.every(store))]

    one.begin(None, "line", None)
    assert typed(one, "both") == ["both"]
    other.begin(None, "line", drafts.get(store, None, "line"))
    assert typed(other, "both began") == ["both began"]
    assert typed(one, "both went") == ["both began", "both went"]
    assert typed(other, "both began here") == ["both began here", "both went"]
    # What was read a moment ago may be older than what has been typed since.
    one.begin(None, "line", drafts.get(store, None, "line"))
    one.begin(None, "line", None)
    assert typed(one, "both went home") == ["both began here", "both went home"]
    # Shown what the other has typed, one goes on with that.
    one.begin(None, "line", next(draft for draft in drafts.every(store) if draft.text == "both began here"))
    assert typed(one, "both began here again") == ["both began here again", "both went home"]
    assert typed(one, "") == ["both went home"]
    assert typed(other, "") == ["both went home"], "its own is gone already, and the other's is not its to remove"
    for writer in (one, other):
        assert writer.close() == []
    store.close()

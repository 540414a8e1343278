"""The quick ways of an import give what the plain ones would."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import Any, cast
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.interchange.records import FoundContact, FoundPerson
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.matching import TRACKED, fields_of
from reconnect_tui.services.recording import decision
from reconnect_tui.store.bulk import MANY, ROWS_A_STATEMENT, bulk

TEXT = st.text(max_size=12) | st.sampled_from(('"', "\\", "a\nb", "\u2028", "\ud800", "🚀", "É\u0301", "´x", "Σ"))


@given(
    st.lists(TEXT, min_size=10, max_size=10),
    st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), max_size=3),
    st.lists(TEXT, max_size=2),
    TEXT,
    TEXT,
)
def test_a_record_is_the_json_it_always_was(
    fields: list[str], contacts: list[tuple[str, str, str, str]], tags: list[str], headline: str, raw: str
) -> None:
    reached = tuple(FoundContact(*one) for one in contacts)
    found = FoundPerson("key", "", contacts=reached, tags=tuple(tags))._replace(
        **cast("dict[str, Any]", dict(zip(TRACKED, fields, strict=True)))
    )
    plain = [*fields, [[one.kind, one.value, one.label] for one in reached], tags]
    assert fields_of(found) == json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    whole = [*plain, headline, "sv", crc32(raw.encode("utf-8", "replace"))]
    card = found._replace(headline=headline, language="sv", raw=raw)
    assert fields_of(card) == json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def test_many_rows_have_their_ids_in_order_and_all_indexes(desk: Desk) -> None:
    """A first lot makes the indexes afresh, a last one of a few rows fills no statement."""
    connection = desk.store.connection
    before = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
    lots = (MANY + 3, ROWS_A_STATEMENT, 1)
    with decision(desk, "import", "many") as action, bulk(connection, action) as many:
        for lot, size in enumerate(lots):
            many.insert("person", ("uid", "name"), [(f"{lot}-{number}", f"Wren {number}") for number in range(size)])
    people = connection.execute("SELECT id, uid, name, status, company FROM person ORDER BY id").fetchall()
    expected = [(f"{lot}-{number}", f"Wren {number}") for lot, size in enumerate(lots) for number in range(size)]
    assert [row[0] for row in people] == list(range(1, sum(lots) + 1))
    assert [row[1:] for row in people] == [(*one, "active", "") for one in expected]
    assert sorted(connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name"), key=itemgetter(1)) == before
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

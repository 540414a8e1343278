"""How the columns of a CSV were mapped to fields, so that the next one like it needs no asking."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from reconnect_tui.store.database import Store
from reconnect_tui.store.people import insert, update


def known(store: Store, headings: str) -> dict[str, tuple[str, ...]] | None:
    """The mapping (field → columns) remembered for a file with these headings, or ``None``."""
    row = store.connection.execute("SELECT fields FROM mapping WHERE headings = ?", (headings,)).fetchone()
    return {field: tuple(columns) for field, columns in json.loads(row[0]).items()} if row else None


def remember(store: Store, headings: str, fields: Mapping[str, Sequence[str]]) -> bool:
    """Keep a mapping, inside an action; returns whether anything is new in it."""
    text = json.dumps({field: list(columns) for field, columns in fields.items()}, ensure_ascii=False, sort_keys=True)
    row = store.connection.execute("SELECT id, fields FROM mapping WHERE headings = ?", (headings,)).fetchone()
    if row is None:
        insert(store, "mapping", headings=headings, fields=text)
    elif row[1] != text:
        update(store, "mapping", row[0], fields=text)
    return row is None or row[1] != text

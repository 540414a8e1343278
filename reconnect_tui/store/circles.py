"""The circles themselves: renamed, removed, and what their paces ask for. Whatever writes here runs inside ``history.action``."""

from __future__ import annotations

from reconnect_tui.store.database import Store
from reconnect_tui.store.people import _STAMP as STAMP
from reconnect_tui.store.people import update


def asked_a_day(store: Store) -> float:
    """How many hellos a day the paces ask for together: one in so many days of everybody who has a pace and was in touch once."""
    row = store.connection.execute(
        "SELECT coalesce(sum(1.0 / s.pace), 0) FROM standing s JOIN person p ON p.id = s.person_id "
        "WHERE p.status = 'active' AND s.pace > 0 AND s.last_contact IS NOT NULL"
    ).fetchone()
    return float(row[0])


def anybody_in(store: Store, number: int) -> bool:
    """Say whether a circle holds a single person."""
    return store.connection.execute("SELECT 1 FROM person WHERE circle_id = ? LIMIT 1", (number,)).fetchone() is not None


def rename(store: Store, number: int, before: str, name: str) -> None:
    """Give a circle another name. For another home it is an edit of everybody in it, since circles travel by their names."""
    _stamp_everybody_in(store, number)
    update(store, "circle", number, name=name)
    store.connection.execute("DELETE FROM edit WHERE subject = ?", (f"circle:{name}",))
    store.connection.execute("UPDATE edit SET subject = ? WHERE subject = ?", (f"circle:{name}", f"circle:{before}"))


def remove(store: Store, number: int, name: str, into: int | None) -> None:
    """Take a circle away; its people go ``into`` another, or into none."""
    _stamp_everybody_in(store, number)
    store.connection.execute("UPDATE person SET circle_id = ? WHERE circle_id = ?", (into, number))
    store.connection.execute("DELETE FROM edit WHERE subject = ?", (f"circle:{name}",))
    store.connection.execute("DELETE FROM circle WHERE id = ?", (number,))


def _stamp_everybody_in(store: Store, number: int) -> None:
    store.connection.execute(
        STAMP.format(
            "SELECT p.uid, 'circle', a.at FROM person p JOIN pen JOIN action a ON a.id = pen.action_id WHERE p.circle_id = ?"
        ),
        (number,),
    )

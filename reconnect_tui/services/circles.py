"""The circles and their paces; what config.yaml says of them wins."""

from __future__ import annotations

from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import decision
from reconnect_tui.store import people
from reconnect_tui.store.people import insert, update


def follow_config(desk: Desk) -> None:
    """Give the circles the paces of the settings, making circles that are named there first; one step of undo, and only if needed."""
    here = {name.casefold(): days for name, days in people.circles(desk.store)}
    new = {name: days for name, days in desk.config.paces.items() if here.get(name.casefold(), -1) != days}
    if not new:
        return
    told = ", ".join(f"{name} every {days} days" if days else f"{name} at no pace" for name, days in new.items())
    with decision(desk, "circle", f"Paces of the settings: {told}"):
        for name, days in new.items():
            number = people.circle_id(desk.store, name)
            if number is None:
                insert(desk.store, "circle", name=name, days=days)
            else:
                update(desk.store, "circle", number, days=days)

"""The demo: the invented network of ``demo_network``, written into an empty home as one action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.paths import Home
from reconnect_tui.services.demo_network import DemoPerson, network, own_roles
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.recording import decision
from reconnect_tui.store import moments, people
from reconnect_tui.store.people import insert


@contextmanager
def temporary_home(environ: Mapping[str, str]) -> Iterator[Home]:
    """A home with the invented network that is gone, with everything written in it, when it is left."""
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="reconnect-demo-")  # 0700
    try:
        home = Home(folder, folder)
        desk = open_desk(home, environ)
        try:
            build(desk)
        finally:
            desk.close()
        yield home
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build(desk: Desk) -> None:
    """Fill an empty home with about forty invented people, the same each time on the same day."""
    if people.anybody(desk.store):
        raise ReconnectError("This home has people of its own; the demo needs an empty one. Name another with --home.")
    with decision(desk, "demo", "Made the invented network of the demo"):
        for role in own_roles(desk.today):
            insert(desk.store, "own_role", company=role.company, position=role.position, started_on=role.start, ended_on=role.end)
        circles = {name: people.circle_id(desk.store, name) for name, _ in people.circles(desk.store)}
        for invented in network(desk.today):
            _add(desk, invented, circles)


def _add(desk: Desk, one: DemoPerson, circles: dict[str, int | None]) -> None:
    store = desk.store
    person_id = insert(
        store, "person", uid=one.uid, name=one.name, first_name=one.first_name, last_name=one.last_name, greeting=one.greeting,
        company=one.company, position=one.position, location=one.location, circle_id=circles.get(one.circle), status=one.status,
        birthday=one.birthday, about=one.about, how_met=one.how_met, connected_on=one.connected_on,
    )  # fmt: skip
    for point in one.contacts:
        people.add_contact(store, person_id, point)
    for tag in one.tags:
        insert(store, "tag", person_id=person_id, name=tag)
    for number, moment in enumerate(one.moments):
        moments.add(
            store, [person_id], at=moment.at, kind=moment.kind, direction=moment.direction, channel=moment.channel, text=moment.text,
            uid=f"{one.uid[:8]}{number:04x}",
        )  # fmt: skip
    for number, (due, what, promise) in enumerate(one.follow_ups):
        insert(
            store, "follow_up", uid=f"{one.uid[:8]}f{number:03x}", person_id=person_id, due=due, what=what, promise=int(promise)
        )
    for field, before, after, earlier, later in one.news:
        insert(
            store, "news", person_id=person_id, field=field, earlier=before, later=after, earlier_file=earlier, later_file=later,
            noticed_on=later,
        )  # fmt: skip

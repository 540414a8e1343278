"""Writing everybody as vCard 4.0 into one file, with whatever the cards they were read from had beyond what is kept here."""

from __future__ import annotations

from collections.abc import Generator

from reconnect_tui.interchange.vcard_writing import CardPerson, uid_of, write_card
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.files import write_whole
from reconnect_tui.store import listing, reading_out
from reconnect_tui.store.listing import Row

_TEXTS = (
    "uid", "name", "first_name", "last_name", "nickname", "company", "position", "headline", "location", "about", "language",
)  # fmt: skip


def lines(desk: Desk) -> Generator[str, None, None]:
    """The cards, one after the other, by uid."""
    store = desk.store
    with listing.snapshot(store):
        contacts, tags, relations = reading_out.contacts(store), reading_out.tags(store), reading_out.relations(store)
        raws = reading_out.raw_cards(store)
        # Who came in a card keeps the UID that other programs know them by.
        uids = {uid: uid_of(uid, tuple(raws.get(number, ()))) for number, uid in reading_out.uids(store) if number in raws}
        for number, fields in listing.people_rows(store):
            yield write_card(
                CardPerson(
                    **{field: str(fields[field]) for field in _TEXTS},
                    birthday=_known(fields, "birthday"),
                    contacts=tuple(contacts.get(number, ())),
                    tags=tuple(tags.get(number, ())),
                    relations=tuple((kind, name, uids.get(uid, uid)) for kind, name, uid in relations.get(number, ())),
                    raws=tuple(raws.get(number, ())),
                ),
                today=desk.today,
            )


def _known(fields: Row, field: str) -> str | None:
    return str(fields[field]) if fields[field] else None


def write(desk: Desk, path: str, *, force: bool = False) -> None:
    """Write the cards to ``path``, whole or not at all. Raises ``ReconnectError`` as ``files.write_whole``."""
    write_whole(path, lines(desk), force=force, such_as="people.vcf")

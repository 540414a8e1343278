"""People for the exports: the usual ones, the silent, and those whose words are hostile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reconnect_tui.core.person import ContactPoint, Person
from reconnect_tui.services import capture, importing, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store.people import add_contact, insert, update
from tests.data import linkedin

NASTY = "=cmd|' /C calc'!A0 [x](javascript:alert(1)) <script>; \\, \"'"


def fill(desk: Desk, folder: Path) -> dict[str, Person]:
    """An imported network, and five of the user's own: Ada (all there is to know), Bo (died), Cy (never), Dee and Eve."""
    path = folder / "Basic_LinkedInDataExport_11-01-2026.zip"
    linkedin.write_export(path, people=40, day="2026-11-01")
    importing.run(desk, path)
    found = {}
    for name, emails in (
        ("Ada Okafor", ("ada@example.org", "ada@northwind.example")),
        ("Bo Lind", ()),
        ("Cy Moe", ()),
        ("Dee Ola", ()),
        ("Eve Ng", ()),
    ):
        person = recording.add_person(desk, name, emails=emails).person
        assert person is not None
        found[name.split()[0].lower()] = person
    ada, bo, cy, dee = (found[name] for name in ("ada", "bo", "cy", "dee"))
    for person in (ada, bo, cy):
        recording.record(desk, person.id, "met", note="two kids\n- sails", next_on=date(2026, 12, 24), next_what=f"ask {NASTY}")
    capture.take(desk, 'coffee: @"Ada Okafor" and @"Bo Lind" #sailing. promised: send the book')
    with recording.decision(desk, "test", "the rest"):
        update(
            desk.store, "person", ada.id, about=f"{NASTY}\n\n    four spaces", how_met="'quoted'", salutation="Liebe Ada,", pace=40,
            birthday="--02-29", headline="+1", language="de", nickname="@da", company="Northwind; Labs", location="\u2028Lagos",
        )  # fmt: skip
        update(desk.store, "person", bo.id, birthday="1950-05-05", status="died", later_until="2027-01-01")
        update(desk.store, "person", cy.id, birthday="1960-06-06", status="never")
        update(desk.store, "person", dee.id, birthday="1984-03-14", name=f"Dee {NASTY}")
        insert(desk.store, "relation", person_id=ada.id, other_id=bo.id, kind="sister")
        insert(desk.store, "relation", person_id=ada.id, other_id=None, kind="", other_name="Somebody <b>")
        insert(desk.store, "nickname", person_id=ada.id, name="the sailor; really")
        insert(desk.store, "former_slug", person_id=ada.id, slug="ada-o")
        insert(desk.store, "tag", person_id=ada.id, name="a; b\\")
        add_contact(desk.store, ada.id, ContactPoint("phone", "+49 30 1234", "49301234", "mobile", True))
        add_contact(desk.store, ada.id, ContactPoint("address", "1 Road\nLagos", "1 road\nlagos", "home"))
    return found

"""Reading Recommendations_Given.csv and Recommendations_Received.csv.

The files have names and no addresses: a recommendation is tied to the one connection of that name, or, of several, to the one who is
at that company. Its key is a hash of direction, name and day, not of the text: whoever rewords a recommendation wrote it once. Only
of two with the same name, direction and day the later one's hash has the text too.
"""

from __future__ import annotations

from reconnect_tui.core.names import full_name
from reconnect_tui.interchange.linkedin_invitations import Beside, notes
from reconnect_tui.interchange.linkedin_names import LONGEST, ByName, digest, folded, letters
from reconnect_tui.interchange.records import FoundMoment
from reconnect_tui.interchange.tables import Table

MOST_ROWS = 20_000


def read_recommendations(table: Table, by_name: ByName, direction: str, latest: str) -> Beside:
    """Read the recommendations of ``table`` that have a text; none may be of a later day than ``latest``.

    ``direction`` is ``out`` for those the owner wrote, ``in`` for those about the owner.
    """
    fields = ("first", "last", "company")
    moments: dict[str, FoundMoment] = {}
    untied = repeats = 0
    for line, day, text, (first, last, company) in notes(table, "recommendation", latest, fields, most=MOST_ROWS):
        name = full_name(first[:LONGEST], last[:LONGEST])
        person = by_name.one(name, company)
        if not person:
            untied += 1
            continue
        key = digest("recommendation", direction, folded(name), day)
        if key in moments and letters(moments[key].text) != letters(text):
            key = digest("recommendation", direction, folded(name), day, letters(text))
        if key in moments:
            repeats += 1
            continue
        moments[key] = FoundMoment(key, day, "recommendation", (person,), direction, "linkedin", text, file=table.file, line=line)
    return Beside(list(moments.values()), untied, repeats, {}, table.problems)

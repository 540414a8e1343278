"""Reading Recommendations_Given.csv and Recommendations_Received.csv.

The files have names and no addresses: a recommendation is tied to the one connection of that name, or, of several, to the one who is
at that company. Its key is a hash of direction, name and day, not of the text: whoever rewords a recommendation wrote it once. Only
of two with the same name, direction and day the later one's hash has the text too.
"""

from __future__ import annotations

from reconnect_tui.core.names import full_name
from reconnect_tui.interchange.dates import Days
from reconnect_tui.interchange.linkedin_invitations import MOST_PROBLEMS, Beside
from reconnect_tui.interchange.linkedin_messages import plain
from reconnect_tui.interchange.linkedin_names import LONGEST, ByName, digest, folded, letters
from reconnect_tui.interchange.records import FoundMoment, Problem
from reconnect_tui.interchange.tables import Table

MOST_ROWS = 20_000


def read_recommendations(table: Table, by_name: ByName, direction: str, latest: str) -> Beside:
    """Read the recommendations of ``table`` that have a text; none may be of a later day than ``latest``.

    ``direction`` is ``out`` for those the owner wrote, ``in`` for those about the owner.
    """
    pick_date = table.picker("date")
    days = Days(latest, {pick_date(row)[0][:LONGEST] for _, row in table})
    pick = table.picker("first", "last", "company", "content", "date")
    moments: dict[str, FoundMoment] = {}
    untied = repeats = 0
    file, problems = table.file, table.problems
    for number, (line, row) in enumerate(table, 1):
        if number > MOST_ROWS or len(problems) > MOST_PROBLEMS:
            problems.append(Problem(file, line, "Too many rows, or too many that cannot be read: nothing was read from here on."))
            break
        first, last, company, content, on = pick(row)
        text = plain(content)
        if not text:
            continue
        if line in table.wide:
            problems.append(Problem(file, line, "The row has more cells than the header: a comma may need quotes."))
            continue
        day = days[on[:LONGEST]]
        if day is None:
            problems.append(Problem(file, line, "The date of this recommendation could not be read, or cannot be."))
            continue
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
        moments[key] = FoundMoment(key, day, "recommendation", (person,), direction, "linkedin", text, file=file, line=line)
    return Beside(list(moments.values()), untied, repeats, {}, problems)

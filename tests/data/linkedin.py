"""Invented LinkedIn exports: seeded, the same each time, in every era and through every spreadsheet of FORMATS.md.

``write_export`` writes one of a whole invented network; ``network.newer`` and ``write_people`` make and write it some weeks later.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from tests.data.network import (
    ME,
    MY_NAME,
    InventedInvitation,
    InventedMessage,
    InventedPerson,
    InventedRecommendation,
    invent,
    invent_messages,
)

ERA_DAY = {
    "2012": "2012-06-01",
    "2018": "2018-09-06",
    "2019": "2020-02-14",
    "2021": "2022-09-18",
    "2023": "2026-11-22",
    "2026": "2026-11-22",
}
"""Era → the day such an export was made, unless said otherwise."""

MANGLES = (
    "excel", "semicolon", "sep", "sheets", "no-preamble", "notes-commas", "crlf", "cr", "dropped", "added", "reordered", "two-dates",
    "us-dates", "uk-dates", "serial", "quoted", "utf16", "utf16-be", "utf16-bare", "utf8-bom", "cp1252", "nul", "trailing", "blank-lines",
)  # fmt: skip

NOTES = (
    "When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email "
    "addresses for connections who have allowed their connections to see or download their email address using this setting "
    "https://www.linkedin.com/psettings/privacy/email. You can learn more here https://www.linkedin.com/help/linkedin/answer/261"
)
SIX = ("First Name", "Last Name", "Email Address", "Company", "Position", "Connected On")
SEVEN = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
OUTLOOK = (
    "Title", "First Name", "Middle Name", "Last Name", "Suffix", "E-mail Address", "E-mail 2 Address", "E-mail 3 Address",
    "Business Street", "Business Street 2", "Business Street 3", "Business City", "Business State", "Business Postal Code",
    "Business Country", "Home Street", "Home Street 2", "Home Street 3", "Home City", "Home State", "Home Postal Code", "Home Country",
    "Other Street", "Other Street 2", "Other Street 3", "Other City", "Other State", "Other Postal Code", "Other Country", "Company",
    "Department", "Job Title", "Assistant's Phone", "Business Fax", "Business Phone", "Business Phone 2", "Callback", "Car Phone",
    "Company Main Phone", "Home Fax", "Home Phone", "Home Phone 2", "ISDN", "Mobile Phone", "Other Fax", "Other Phone", "Pager",
    "Primary Phone", "Radio Phone", "TTY/TDD Phone", "Telex", "Assistant's Name", "Birthday", "Manager's Name", "Notes",
    "Other Address PO Box", "Spouse", "Web Page", "Personal Web Page",
)  # fmt: skip
MESSAGES_NINE = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
)
MESSAGES_TEN = (*MESSAGES_NINE[:5], "RECIPIENT PROFILE URLS", *MESSAGES_NINE[5:])
MESSAGES_2018 = ("From", "To", "Date", "Subject", "Content", "Direction", "Folder")


def write_export(
    target: Path,
    *,
    era: str = "2023",
    people: int = 2000,
    seed: int = 1,
    messages: int = 0,
    me: str = ME,
    hostile: bool = False,
    mangle: str = "",
    day: str = "",
) -> list[InventedPerson]:
    """Write an invented export to ``target`` and return its people; ``target`` is a zip, a .csv or a folder by its suffix.

    ``era`` is a key of ``ERA_DAY``, ``mangle`` one of ``MANGLES``. The file also has 1.7% rows of a date only, which are not returned.
    """
    invented = invent(people, seed=seed, day=day or ERA_DAY[era], hostile=hostile)
    sent = invent_messages(invented, messages, seed=seed, me=me) if messages else []
    write_people(target, invented, era=era, messages=sent, me=me, mangle=mangle, seed=seed, day=day)
    return invented


def write_people(
    target: Path,
    people: Sequence[InventedPerson],
    *,
    era: str = "2023",
    messages: Sequence[InventedMessage] = (),
    me: str = ME,
    mangle: str = "",
    seed: int = 1,
    day: str = "",
    more: Mapping[str, bytes] | None = None,
) -> None:
    """Write these people and messages as an export to ``target``: as ``write_export``. ``more`` are other members by their paths."""
    files = {"Connections.csv": connections_csv(people, era=era, mangle=mangle, seed=seed)}
    if messages:
        files["messages.csv"] = messages_csv(messages, people, era=era, me=me)
    files |= more or {}
    if target.suffix == ".csv":
        target.write_bytes(files["Connections.csv"])
    elif target.suffix == ".zip":
        made = date.fromisoformat(day or ERA_DAY[era])
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(name, (made.year, made.month, made.day, 4, 5, 6)), data, zipfile.ZIP_DEFLATED)
    else:
        target.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(data)


def hidden_rows(count: int) -> int:
    """Return how many date-only rows an export of ``count`` people has."""
    return round(count * 0.017)


def connections_csv(people: Sequence[InventedPerson], *, era: str = "2023", mangle: str = "", seed: int = 1) -> bytes:
    """Return Connections.csv as LinkedIn wrote it in ``era``, or as a spreadsheet saved it again."""
    r = random.Random(f"hidden {seed}")
    if era == "2012":
        header = list(OUTLOOK)
        rows = [[_outlook(person, heading) for heading in header] for person in people]
    else:
        header = list(SEVEN if era in ("2023", "2026") else SIX)
        rows = [[_cell(person, heading, era) for heading in header] for person in people]
        for _ in range(hidden_rows(len(people))):
            rows.insert(r.randrange(len(rows) + 1), [""] * (len(header) - 1) + [_date("2021-06-07", era)])
    preamble = [["Notes:"], [NOTES], []] if era in ("2021", "2023", "2026") else []
    return _mangled(preamble, header, rows, era, mangle)


def messages_csv(
    messages: Sequence[InventedMessage], people: Sequence[InventedPerson], *, era: str = "2023", me: str = ME
) -> bytes:
    """Return messages.csv as LinkedIn wrote it in ``era``."""
    names = _names(people, me)
    header = {"2018": MESSAGES_2018, "2019": MESSAGES_NINE, "2021": MESSAGES_NINE, "2026": (*MESSAGES_TEN, "ATTACHMENTS")}.get(
        era, (*MESSAGES_TEN, "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if era == "2026" else csv.QUOTE_MINIMAL)
    writer.writerow(header)
    for message in messages:
        if message.kind == "draft" and "IS MESSAGE DRAFT" not in header:
            continue
        cells = {
            "CONVERSATION ID": message.conversation,
            "FROM": names.get(message.sender, "LinkedIn Member") if message.kind != "advert" else "Casey Morgan",
            "SENDER PROFILE URL": f"https://www.linkedin.com/in/{message.sender}" if message.sender else "",
            "TO": ", ".join(names.get(slug, "LinkedIn Member") for slug in message.recipients),
            "RECIPIENT PROFILE URLS": ",".join(f"https://www.linkedin.com/in/{slug}" for slug in message.recipients),
            "DATE": us_time(message.at) if era == "2018" else f"{message.at[:10]} {message.at[11:19]} UTC",
            "CONTENT": message.content,
            "FOLDER": "SPAM" if message.kind == "spam" else "INBOX",
            "DIRECTION": "OUTGOING" if message.sender == me else "INCOMING",
            "IS MESSAGE DRAFT": "Yes" if message.kind == "draft" else "No",
            "IS CONVERSATION DRAFT": "No",
        }
        writer.writerow([cells.get(heading.upper(), "") for heading in header])
    return out.getvalue().encode()


def invitations_csv(
    invitations: Sequence[InventedInvitation], people: Sequence[InventedPerson], *, era: str = "2023", me: str = ME
) -> bytes:
    """Return Invitations.csv; before 2023 it had no addresses."""
    names = _names(people, me)
    rows: list[list[str]] = [["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]]
    for invitation in invitations:
        pair = (me, invitation.slug) if invitation.direction == "out" else (invitation.slug, me)
        way = "OUTGOING" if invitation.direction == "out" else "INCOMING"
        urls = [f"https://www.linkedin.com/in/{slug}" for slug in pair]
        rows.append([names[pair[0]], names[pair[1]], us_time(invitation.at), invitation.note, way, *urls])
    return _table([row if era in ("2023", "2026") else row[:5] for row in rows])


def recommendations_csv(recommendations: Sequence[InventedRecommendation], people: Sequence[InventedPerson]) -> bytes:
    """Return Recommendations_Given.csv or Recommendations_Received.csv, which look the same."""
    by_slug = {person.slug: person for person in people}
    rows = [["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"]]
    for recommendation in recommendations:
        person = by_slug[recommendation.slug]
        day = date.fromisoformat(recommendation.day)
        rows.append(
            [
                person.first,
                person.last,
                person.company,
                person.position,
                recommendation.text,
                f"{day:%m/%d/%y}, 09:05 PM",
                "VISIBLE",
            ]
        )
    return _table(rows)


def positions_csv(roles: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Return Positions.csv with roles of (company, title, started on, finished on)."""
    rows = [[company, title, "What I did,\nin two lines", "Lagos", began, ended] for company, title, began, ended in roles]
    return _table([["Company Name", "Title", "Description", "Location", "Started On", "Finished On"], *rows])


def profile_csv(first: str, last: str, url: str = "") -> bytes:
    """Return Profile.csv, with the owner's address where ``url`` is given."""
    head = ["First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry", "Zip Code"]
    row = [first, last, "", "", "Mar 14", "Head of Research", "Two,\nlines", "Research", ""]
    return _table([[*head, "Public Profile URL"], [*row, url]] if url else [head, row])


def us_time(at: str) -> str:
    """Return an ISO instant as LinkedIn wrote it until 2018, and writes invitations to this day: ``9/5/18, 3:04 AM``."""
    day, hour = date.fromisoformat(at[:10]), int(at[11:13])
    return f"{day.month}/{day.day}/{day:%y}, {hour % 12 or 12}:{at[14:16]} {'PM' if hour >= 12 else 'AM'}"


def _names(people: Sequence[InventedPerson], me: str) -> dict[str, str]:
    return {person.slug: " ".join(f"{person.first} {person.last}".split()) for person in people} | {me: MY_NAME}


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _mangled(preamble: list[list[str]], header: list[str], rows: list[list[str]], era: str, mangle: str) -> bytes:
    delimiter, end, codec, quote_all = ",", "\n", "utf-8", False
    if era == "2012":
        codec, quote_all, end = "cp1252", True, "\r\n"
    if mangle in ("excel", "semicolon", "sep", "notes-commas", "cp1252", "trailing"):
        end = "\r\n"
        preamble = [row + [""] * (len(header) - len(row)) for row in preamble]
    on = header.index("Connected On") if "Connected On" in header else -1
    shape = {
        "excel": "%d-%b-%y", "semicolon": "%d.%m.%Y", "sep": "%d.%m.%y", "sheets": "%Y-%m-%d", "two-dates": "%d-%b-%y",
        "us-dates": "%m/%d/%y", "uk-dates": "%d/%m/%Y", "serial": "serial",
    }.get(mangle)  # fmt: skip
    if shape and on >= 0:
        for number, row in enumerate(rows):
            if mangle != "two-dates" or number % 2:
                row[on] = _reshaped(row[on], era, shape)
    if mangle in ("sheets", "no-preamble", "us-dates", "uk-dates", "serial"):
        preamble = []
    if mangle == "semicolon":
        delimiter, codec = ";", "utf-8-sig"
    elif mangle == "sep":
        delimiter, preamble = ";", [["sep=;"]]
    elif mangle in ("excel", "utf8-bom"):
        codec = "utf-8-sig"
    elif mangle == "cp1252":
        codec = "cp1252"
    elif mangle in ("utf16", "utf16-be", "utf16-bare"):
        delimiter, codec = "\t", {"utf16": "utf-16", "utf16-be": "utf-16-be", "utf16-bare": "utf-16-le"}[mangle]
    elif mangle in ("crlf", "cr"):
        end = {"crlf": "\r\n", "cr": "\r"}[mangle]
    elif mangle == "quoted":
        quote_all = True
    keep = list(range(len(header)))
    if mangle == "dropped":
        keep = [place for place, heading in enumerate(header) if heading not in ("Email Address", "Company")]
    elif mangle == "reordered":
        keep.reverse()
    header = [header[place] for place in keep]
    rows = [[row[place] for place in keep] for row in rows]
    if mangle == "added":
        header, rows = ["Priority", *header, "Tags"], [["", *row, ""] for row in rows]
    elif mangle == "trailing":
        header, rows = [*header, "", ""], [[*row, "", ""] for row in rows]
    elif mangle == "blank-lines":
        rows = [found for row in rows for found in (row, [])]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerows(preamble)
    writer.writerow(header)
    writer.writerows(rows)
    text = out.getvalue()
    if mangle == "utf16-be":
        text = "\ufeff" + text
    data = text.encode(codec, "replace")
    return data[: len(data) // 2] + b"\0\0\0" + data[len(data) // 2 :] if mangle == "nul" else data


def _cell(person: InventedPerson, heading: str, era: str) -> str:
    return {
        "First Name": person.first,
        "Last Name": person.last,
        "URL": f"https://www.linkedin.com/in/{quote(person.slug)}",
        "Email Address": person.email,
        "Company": person.company,
        "Position": person.position,
        "Connected On": _date(person.connected_on, era),
    }[heading]


def _outlook(person: InventedPerson, heading: str) -> str:
    return {
        "First Name": person.first,
        "Last Name": person.last,
        "E-mail Address": person.email,
        "Company": person.company,
        "Job Title": person.position,
    }.get(heading, "")


def _date(iso: str, era: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.month}/{day.day}/{day:%y}, 3:04 AM" if era == "2018" else f"{day:%d %b %Y}"


def _reshaped(cell: str, era: str, shape: str) -> str:
    day = datetime.strptime(cell.split(",")[0], "%m/%d/%y" if era == "2018" else "%d %b %Y").date()
    return str((day - date(1899, 12, 30)).days) if shape == "serial" else f"{day:{shape}}"

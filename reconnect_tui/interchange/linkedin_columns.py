"""The tables of a LinkedIn export and the names their columns have had (FORMATS.md, "LinkedIn")."""

from __future__ import annotations

from reconnect_tui.interchange.tables import Shape

ADVICE = (
    "On LinkedIn, open Settings, Data privacy, “Get a copy of your data”, tick Connections and ask for the archive; "
    "then import the zip that it sends you."
)

# Columns that Outlook and Google write and LinkedIn's Outlook-style export of 2012 never had.
_NOT_LINKEDIN = frozenset(("gender", "account", "categories", "nickname", "emaildisplayname", "givenyomi", "labels", "fileas"))
_OUTLOOK_STYLE = frozenset(("firstname", "lastname", "jobtitle", "webpage"))
_SIX = frozenset(("firstname", "lastname", "company", "position"))


def _is_connections(headings: frozenset[str]) -> bool:
    if not headings & {"firstname", "lastname"}:
        return False
    if "connectedon" in headings or headings >= _SIX:
        return True
    if headings & _NOT_LINKEDIN:
        return False
    return headings >= _OUTLOOK_STYLE or headings >= {"firstname", "lastname", "url"}


CONNECTIONS = Shape(
    "connections",
    {
        "firstname": "first",
        "lastname": "last",
        "url": "url",
        "profileurl": "url",
        "emailaddress": "email",
        "email": "email",
        "company": "company",
        "position": "position",
        "jobtitle": "position",
        "connectedon": "on",
        # 2012, Outlook-style.
        "middlename": "middle",
        "email2address": "email2",
        "email3address": "email3",
        "mobilephone": "mobile",
        "businessphone": "work",
        "homephone": "home",
        "primaryphone": "phone",
        "webpage": "web",
        "personalwebpage": "web2",
    },
    _is_connections,
)

MESSAGES = Shape(
    "messages",
    {
        "conversationid": "conversation",
        "conversationtitle": "title",
        "from": "from",
        "senderprofileurl": "sender",
        "to": "to",
        "recipientprofileurls": "recipients",
        "date": "date",
        "subject": "subject",
        "content": "content",
        "folder": "folder",
        "direction": "direction",  # 2018, which had no addresses
        "attachments": "attachments",
        "ismessagedraft": "draft",
        "isconversationdraft": "draft2",
    },
    lambda headings: headings >= {"from", "to", "date", "content"},
    most_lines=5_000_000,
)

INVITATIONS = Shape(
    "invitations",
    {
        "from": "from",
        "to": "to",
        "sentat": "date",
        "message": "content",
        "direction": "direction",
        "inviterprofileurl": "inviter",
        "inviteeprofileurl": "invitee",
    },
    lambda headings: headings >= {"from", "to", "sentat", "direction"},
)

_RECOMMENDATION = {
    "firstname": "first",
    "lastname": "last",
    "company": "company",
    "text": "content",
    "creationdate": "date",
}


def _is_recommendations(headings: frozenset[str]) -> bool:
    return headings >= {"firstname", "lastname", "text", "creationdate"}


GIVEN = Shape("recommendationsgiven", _RECOMMENDATION, _is_recommendations, most_lines=200_000)
RECEIVED = Shape("recommendationsreceived", _RECOMMENDATION, _is_recommendations, most_lines=200_000)

POSITIONS = Shape(
    "positions",
    {"companyname": "company", "title": "position", "startedon": "started", "finishedon": "finished"},
    lambda headings: headings >= {"companyname", "title", "startedon"},
    most_lines=100_000,
)

PROFILE = Shape(
    "profile",
    {
        "firstname": "first",
        "lastname": "last",
        "publicprofileurl": "url",
        "profileurl": "url",
        "publicurl": "url",
        "url": "url",
    },
    lambda headings: headings >= {"firstname", "lastname", "headline"} or headings >= {"firstname", "lastname", "maidenname"},
    most_lines=10_000,
)

# Contacts.csv and ImportedContacts.csv: known only so that they can be named.
_ADDRESS_BOOK = Shape(
    "contacts",
    {"source": "source", "companies": "companies", "emails": "emails", "phonenumbers": "phones"},
    lambda headings: headings >= {"source", "companies", "emails", "phonenumbers"},
)

SHAPES = (CONNECTIONS, MESSAGES, INVITATIONS, GIVEN, RECEIVED, POSITIONS, PROFILE)
"""What is read of an export."""

KNOWN = (*SHAPES, _ADDRESS_BOOK)
"""What is known by its columns, where somebody gives one file alone."""

ENOUGH = frozenset(("connections", "messages"))
"""Roles of which an export needs one: the others say nothing without them."""

ALONE = {
    "invitations": "These are invitations: import Connections.csv, or the whole zip.",
    "recommendationsgiven": "These are recommendations: import the whole zip, so that it is known whom they are about.",
    "recommendationsreceived": "These are recommendations: import the whole zip, so that it is known whom they are from.",
    "positions": "These are your own positions: import the whole zip.",
    "profile": "This is your own profile: import the whole zip.",
    "contacts": "This is an address book that was once uploaded to LinkedIn, not your connections: import the whole zip.",
}
"""Role of a file that cannot be imported alone → what is said of it."""

ROLES = {shape.name: shape.name for shape in SHAPES}
"""Basename of a member, folded by ``members.fold_member`` → role."""

UPLOADS = frozenset(("contacts", "importedcontacts"))
"""Folded basenames of address books that were once uploaded to LinkedIn: strangers among them, so they are never read."""

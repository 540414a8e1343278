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

SHAPES = (CONNECTIONS, MESSAGES, INVITATIONS)

ROLES = {shape.name: shape.name for shape in SHAPES}
"""Basename of a member, folded by ``detect.fold_member`` → role."""

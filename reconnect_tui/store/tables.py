"""The names of the tables, in one place: a misspelt table would be created silently (SAFETY.md)."""

from __future__ import annotations

APPLICATION_ID = 0x7265636E
"""``recn``: marks a file as ours (PRAGMA application_id)."""

SCHEMA_VERSION = 5
"""How many steps ``store.migrations`` has; compared with ``PRAGMA user_version``."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "circle": ("name", "days"),
    "person": (
        "uid", "name", "first_name", "last_name", "nickname", "greeting", "salutation", "language", "headline", "company",
        "position", "location", "about", "circle_id", "pace", "status", "birthday", "how_met", "connected_on", "later_until",
    ),
    "contact_point": ("person_id", "kind", "value", "normalised", "label", "preferred"),
    "former_slug": ("person_id", "slug"),
    "nickname": ("person_id", "name"),
    "tag": ("person_id", "name"),
    "relation": ("person_id", "other_id", "kind", "other_name"),
    "moment": ("uid", "at", "kind", "direction", "channel", "text", "outcome", "thread", "group_thread", "template", "source_key"),
    "moment_person": ("moment_id", "person_id", "at"),
    "follow_up": ("uid", "person_id", "due", "what", "promise", "done_on", "dropped"),
    "skip": ("person_id", "day"),
    "news": ("person_id", "field", "earlier", "later", "earlier_file", "later_file", "noticed_on"),
    "own_role": ("company", "position", "started_on", "ended_on"),
    "source_file": ("source", "name", "dated", "owner", "read_on"),
    "source_record": ("source", "key", "person_id", "fields", "raw", "absent_since"),
    "not_same": ("uid", "other_uid"),
    "tombstone": ("uid", "source", "key", "deleted_on"),
    "edit": ("subject", "field", "at"),
    "mapping": ("headings", "fields"),
    "kept_line": ("moment_id", "text", "kept_on"),
}  # fmt: skip
"""Tables whose rows belong to history, with their columns (each also has ``id INTEGER PRIMARY KEY AUTOINCREMENT``). Triggers, undo,
doctor and the export all read this list."""

LOOSE_COLUMNS: dict[str, tuple[str, ...]] = {
    "draft": ("person_id", "kind", "text", "template", "subject", "saved_at", "handed_over", "channel"),
}
"""Tables outside history, except for what an action itself takes away or brings (a letter that went takes its draft along)."""

"""What can be answered where a card is: the registry's actions by their keys and words, and some that this session alone has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reconnect_tui.core.text import fold
from reconnect_tui.keymap import ANYWHERE, CARD, LAST, Action, key_names, shown_key


class Own(NamedTuple):
    """A word of this session: the deed it takes, the words that do, the first of which is said, and what it does."""

    id: str
    words: tuple[str, ...]
    help: str


OWN = (
    Own("more", ("more", "older"), "Read on: what is known of them, older moments, ways to reach them, tags."),
    Own("again", ("again", "card"), "Say the card again."),
    Own("brief", ("brief",), "For the minute before you meet: the last words, the names, what you promised."),
    Own("text-times", ("times",), "Propose two or three times to meet, in the letter and as an invitation."),
    Own("tags", ("tags", "tag"), "Their tags: add some, take some away."),
    Own("ways", ("ways", "contacts", "contact"), "The ways to reach them: add one, change it, prefer it, take it away."),
    Own("relations", ("relations", "relation", "relate"), "Who is what to them: say it, or take it back."),
    Own("merge", ("merge",), "Somebody else here is the same person: make one of the two."),
    Own("delete", ("delete",), "Delete this person, after a copy of their page is offered."),
    Own("drafts", ("drafts",), "The letters that wait to be finished."),
    Own("sort", ("sort",), "Who belongs into which circle: those who came by an import, one after the other."),
)
"""In the order of help. An action of the registry that is called so goes first."""
LEAVE = {"back": "leave", "esc": "leave", "exit": "quit", "bye": "quit"}
NEEDS_A_SCREEN = ("next-moment", "previous-moment", "unfold", "newest", "oldest", "read-on", "read-back")
"""Actions of the registry that move about on a screen: here "more" reads on."""
WITH_WORDS = ("find", "note", "note-anyone", "follow-up", "later", "tags")
"""Actions whose first answer may stand behind them: ``find ada``."""
WITHOUT_A_CARD = (
    "find", "note-anyone", "undo", "redo", "one-more", "help", "palette", "quit", "ahead", "mask", "again", "leave", "looking-back",
    "answer-line", "drafts", "sort",
)  # fmt: skip
OFFERED = ("write", "template", "hand-over", "note", "record", "done", "later", "skip", "how-met", "unknown", "undo", "find")
"""The actions that are named with each card; help names them all."""
OF_A_LIVING = ("write", "template", "hand-over", "copy", "follow-up", "record", "text-times")
PRIVATE = (
    "write", "template", "hand-over", "copy", "note", "why", "how-met", "edit", "more", "remove-moment", "ahead", "profile", "keep-line",
    "looking-back", "answer-line", "brief", "text-times", "tags", "ways", "relations", "merge", "delete", "drafts", "sort",
)  # fmt: skip
"""What would say private words, and does nothing while they are masked."""


class Words:
    """Every answer that takes an action: its keys as people write them, its name, and its words."""

    def __init__(self, actions: Iterable[Action]) -> None:
        every = list(actions)
        self._on_card = _taking([one for one in every if one.where in (CARD, ANYWHERE)])
        self._at_the_end = _taking([one for one in every if one.where == LAST])
        # Last: "delete" is a word here before it is a key.
        self._keys = {shown_key(key): one.id for one in every if one.where in (CARD, ANYWHERE) for key in key_names(one.keys)}
        self._own = {word: one.id for one in reversed(OWN) for word in one.words} | LEAVE

    def action(self, answer: str, *, card: bool) -> str | None:
        """The action that an answer takes, with a card or (``card`` false) after the last; ``None`` where it takes none."""
        order = (self._on_card, self._own, self._at_the_end, self._keys)
        for words in order if card else (self._at_the_end, *order):
            found = words.get(answer) or words.get(fold(answer))
            if found:
                return found
        return None


def sign_of(action: Action) -> str:
    """The single sign that takes an action; ``""`` where none does."""
    return next((sign for key in key_names(action.keys) if len(sign := shown_key(key)) == 1), "")


def hint(action: Action) -> str:
    """``w write``."""
    return f"{sign_of(action)} {action.label}".strip()


def _taking(actions: list[Action]) -> dict[str, str]:
    words = {fold(said): one.id for one in reversed(actions) for said in (one.id, one.id.replace("-", " "), one.label)}
    signs = {sign: one.id for one in actions for key in key_names(one.keys) if len(sign := shown_key(key)) == 1}
    return words | {sign.casefold(): action_id for sign, action_id in signs.items()} | signs

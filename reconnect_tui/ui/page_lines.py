"""The lines of a page that are asked for when a row of it is opened: a field, a circle, a way to reach somebody, a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.languages import language_name, read_language
from reconnect_tui.core.person import CONTACT_KINDS, ContactPoint
from reconnect_tui.core.text import clean_line, clean_text, shown_line
from reconnect_tui.core.when import birthday_words
from reconnect_tui.services import agenda, circles, editing, page_rows
from reconnect_tui.services.editing import LABELS, SEVERAL_LINES
from reconnect_tui.services.recording import Done
from reconnect_tui.ui.screens.kept_lines import WORDS
from reconnect_tui.ui.screens.line import Ask
from reconnect_tui.ui.screens.sheet import ChoiceSheet

if TYPE_CHECKING:
    from reconnect_tui.ui.page import Pages

_ASKED = {
    "name": "the whole name, as it is shown",
    "greeting": "the name to greet by; empty: it is asked for when you write",
    "salutation": "a whole opening such as “Liebe Ada,”, if it is always the same",
    "language": "the language of your letters: a code or a name, such as de, pt-BR or Italian",
    "pace": "about every how many days? Empty: the circle's pace",
    "birthday": "14 March, or 14 March 1984",
}
_SUCH_AS = {"pace": "30, 6 weeks, 3 months", "birthday": "14 March 1984", "language": "de"}
_KIND_WORDS = {
    "e-mail": "email", "mail": "email", "telephone": "phone", "mobile": "phone", "page": "url", "web": "url", "website": "url",
}  # fmt: skip
_LOOKS_LIKE = {"email": "an e-mail address", "phone": "a phone number", "linkedin": "a LinkedIn profile", "url": "a web page",
               "address": "an address by post", "other": "another way"}  # fmt: skip


def field(pages: Pages, name: str) -> None:
    """Change a field of the page's person."""
    if name == "circle":
        _circle(pages)
        return
    desk, person_id = pages.sitting.desk, pages.person_id
    stored = getattr(editing.page_of(desk, person_id), name)
    text = "" if stored is None else birthday_words(stored) if name == "birthday" else str(stored)
    several = name in SEVERAL_LINES

    def write(answer: dict[str, str]) -> Done | None:
        typed = answer[WORDS if several else name]
        if typed == text or clean_text(typed) == (clean_text(text) if several else clean_line(text)):
            return None
        if name == "pace":
            return circles.set_own_pace(desk, person_id, circles.read_pace(typed))
        return editing.edit_person(desk, person_id, **{name: typed})

    title = f"{pages.name}: {LABELS[name]}"
    if several:
        pages.ask(name, title, (), write, words=text)
        return
    ask = Ask(
        name,
        _ASKED.get(name, ""),
        value=text,
        placeholder=_SUCH_AS.get(name, ""),
        read={"language": _told_language, "birthday": _told_birthday, "pace": _told_pace}.get(name),
        needed=name == "name",
    )
    pages.ask(name, title, (ask,), write)


def _circle(pages: Pages) -> None:
    sitting, person_id = pages.sitting, pages.person_id
    choices = [
        (str(number) if number < 10 else "", f"{name}, {circles.pace_words(days)}", f"+{name}")
        for number, (name, days) in enumerate(agenda.circles(sitting.desk), 1)
    ]
    choices.append(("0", "no circle", "+"))

    def chosen(name: str | None) -> None:
        if name is not None:
            pages.done(circles.place(sitting.desk, person_id, name[1:]))

    sheet = ChoiceSheet("which circle?", choices, words_above=f"now {circles.how_it_is(pages.person)}")
    sitting.app.push_screen(sheet, lambda name: sitting.attempt(lambda: chosen(name)))


def contact(pages: Pages, given: ContactPoint | None) -> None:
    """Add a way to reach them, or change this one."""
    desk, person_id = pages.sitting.desk, pages.person_id
    typed = {"value": given.value if given else "", "kind": given.kind if given else ""}

    def point() -> ContactPoint:
        # an address of several lines is shown in one
        value = given.value if given and clean_line(given.value) == typed["value"] else typed["value"]
        kind = _kind(typed["kind"]) or page_rows.contact_kind(value)
        return editing.contact(kind, value, typed.get("label", ""), preferred=given.preferred if given else False)

    def told(_text: str) -> str:
        return "" if typed["kind"].strip() else _LOOKS_LIKE.get(page_rows.contact_kind(typed["value"]), "")

    def changed(name: str, text: str) -> None:
        typed[name] = text

    def write(answer: dict[str, str]) -> Done | None:
        typed.update(answer)
        new, now = point(), editing.page_of(desk, person_id)
        if any(_same(one, new) for one in now.contacts if one != given):
            raise UsageError("That is on the page already.")
        contacts = [new if one == given else one for one in now.contacts]
        if given not in now.contacts:
            contacts.append(new)
        return editing.change(desk, person_id, now, now._replace(contacts=tuple(contacts)))

    asks = (
        Ask("value", "an address, a number, a page", value=typed["value"], read=told),
        Ask(
            "kind", "its kind, if it is not what it looks like", typed["kind"], ", ".join(CONTACT_KINDS), _told_kind, needed=False
        ),
        Ask("label", "a label, if you like: work, home, until June", value=given.label if given else "", needed=False),
    )
    title = f"{pages.name}: {'a way to reach them' if given is None else shown_line(given.value, 40)}"
    pages.ask("contact", title, asks, write, changed=changed, at=lambda: pages.row_of(point().kind, point().value))


def tag(pages: Pages, given: str = "") -> None:
    """Add tags, or put others in the place of this one."""
    desk, person_id = pages.sitting.desk, pages.person_id
    names: list[str] = []

    def write(answer: dict[str, str]) -> Done | None:
        names[:] = _tags(answer["tag"])
        if not given:
            return editing.tag(desk, person_id, names)
        now = editing.page_of(desk, person_id)
        left = [name for name in now.tags if name != given]
        return editing.change(desk, person_id, now, now._replace(tags=(*left, *(one for one in names if one not in left))))

    ask = Ask("tag", "a word or a few; several behind commas", value=given, placeholder="family", read=_told_tags)
    title = f"{pages.name}: {'a tag' if not given else f'the tag #{given}'}"
    pages.ask("tag", title, (ask,), write, at=lambda: f"tag:{names[-1]}")


def _same(one: ContactPoint, other: ContactPoint) -> bool:
    return (one.kind, one.normalised or one.value) == (other.kind, other.normalised or other.value)


def _tags(text: str) -> list[str]:
    return [editing.clean_tag(part) for part in text.split(",") if part.strip(" #")] or [editing.clean_tag(text)]


def _told_tags(text: str) -> str:
    return " ".join(f"#{name}" for name in _tags(text))


def _told_language(text: str) -> str:
    return language_name(read_language(text))


def _told_birthday(text: str) -> str:
    stored = editing.read_birthday(text)
    return "no year, which is fine" if stored.startswith("--") else birthday_words(stored)


def _told_pace(text: str) -> str:
    days = circles.read_pace(text)
    return circles.pace_words(days) if days else "the circle's pace"


def _kind(text: str) -> str:
    words = clean_line(text).strip().casefold()
    words = _KIND_WORDS.get(words, words)
    if words and words not in CONTACT_KINDS:
        raise UsageError(f"“{clean_line(text).strip()}” is no kind; there are {', '.join(CONTACT_KINDS)}.")
    return words


def _told_kind(text: str) -> str:
    _kind(text)
    return ""

"""The letter, line by line: a template whose holes are asked as questions, a text typed to a lone full stop, and the letter read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.handing import Handing
from reconnect_tui.cli.in_lines.voice import LONGEST_ANSWER, Choice
from reconnect_tui.core import gaps
from reconnect_tui.core.person import LETTER
from reconnect_tui.core.text import clean_line, shown_line
from reconnect_tui.core.words_of_time import language_of
from reconnect_tui.services import letters, recording
from reconnect_tui.store import drafts, moments
from reconnect_tui.store.drafts import Words

if TYPE_CHECKING:
    from reconnect_tui.cli.in_lines.sitting import Sitting

END, EDITOR = ".", "e"
"""Lines that end a text, and that open the editor; behind a backslash they are lines like any other."""
PREVIEW = 60


class Sheet(NamedTuple):
    """A letter that is being written: its text, and the template that it began from with its subject."""

    text: str = ""
    template: str = ""
    subject: str = ""


class Writing(Deeds):
    """The deeds about the letter to the person on the card."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.handing = Handing(self)
        self.invited: dict[int, str] = {}
        """Person → the invitation that was written for their letter in this sitting."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "write": self.write,
            "template": self.template,
            "hand-over": self.hand_over,
            "copy": lambda: self.hand_over(copy_only=True),
            "text-times": lambda: self.at_the_letter(self._times(self.sheet())),
        }

    def sheet(self) -> Sheet:
        """The letter to this person as it is on disk."""
        draft = drafts.get(self.sitting.desk.store, self.card.person.id)
        self.sitting.safety.goes_on(self.card.person.id, LETTER, draft)
        return Sheet(draft.text, draft.template, draft.subject) if draft else Sheet()

    def keep(self, sheet: Sheet) -> Sheet:
        """Put the letter on disk before anything else is asked."""
        self.sitting.save(Words(self.card.person.id, LETTER, sheet.text, sheet.template, sheet.subject))
        return sheet

    def write(self) -> None:
        """Write, or go on with the draft."""
        sheet = self.sheet()
        if not sheet.text.strip():
            sheet = self.type_on(sheet)
        self.at_the_letter(sheet)

    def hand_over(self, *, copy_only: bool = False) -> None:
        """Hand the letter over; where something speaks against it, go on at the letter."""
        sheet = self.sheet()
        if self.handing.hand_over(sheet, copy_only=copy_only) is False and sheet.text.strip():
            self.at_the_letter(sheet)

    # A text, line by line

    def type_on(self, sheet: Sheet) -> Sheet:
        """Take lines until a lone full stop, each on disk before the next is asked for."""
        name = told.called(self.card.person)
        self.voice.say(
            f"Write to {name}, line by line. A full stop alone on a line ends it; “{EDITOR}” alone on a line opens your editor."
        )
        begun = bool(sheet.text)
        while True:
            line = self.voice.hear()
            if line.strip() == END:
                return sheet
            if line.strip() == EDITOR:
                return self.editor(sheet)
            if line.strip() in (f"\\{END}", f"\\{EDITOR}"):
                line = line.strip()[1:]
            if len(sheet.text) + len(line) > LONGEST_ANSWER:
                self.voice.say("That is as long as a letter can be; this line was not taken.")
                return sheet
            sheet = self.keep(sheet._replace(text=f"{sheet.text}\n{line}" if begun else line))
            begun = True

    def editor(self, sheet: Sheet) -> Sheet:
        """Go on in $EDITOR; whatever comes back, no version of the text is lost."""
        from reconnect_tui.core.errors import ReconnectError
        from reconnect_tui.handoff import editor

        desk = self.sitting.desk
        try:
            command = editor.editor_command(desk.config.editor, desk.environ)
        except ReconnectError as error:
            self.voice.say(str(error))
            return sheet
        self.voice.say("Your editor is open; the session goes on when you close it.")
        edited = editor.edit(sheet.text, folder=desk.home.drafts, command=command)
        if edited.text != sheet.text:
            sheet = sheet._replace(text=edited.text)
        if self.sitting.save(Words(self.card.person.id, LETTER, sheet.text, sheet.template, sheet.subject)):
            edited.done()
        if edited.problem:
            self.voice.say(edited.problem)
        return sheet

    # A template

    def template(self) -> None:
        """Choose a template by its number; its holes are asked one by one."""
        before = self.sheet()
        if before.text.strip():
            self.voice.say("A letter is begun already, and a template takes its place.")
            if not self.voice.yes("Shall it? y for yes, Enter keeps the letter."):
                self.at_the_letter(before)
                return
        self._greeting()
        while (choice := self._choose()) is not None:
            sheet = self.keep(Sheet(choice.filled, choice.template.name, choice.subject))
            filled = self.fill(sheet)
            if filled is not None:
                self.at_the_letter(filled)
                return
        self.keep(before)
        self.voice.say("The letter is as it was." if before.text.strip() else "No template was chosen.")

    def _greeting(self) -> None:
        """Ask once for a name to greet by, where none is known; an empty answer leaves it open."""
        person = self.card.person
        if person.greeting is not None or person.salutation:
            return
        question = f"How do you greet {told.name_of(person, mask=False)}? The name you would say to them; Enter leaves it open."
        if greeting := self.voice.ask(question):
            self.sitting.noted(recording.set_greeting(self.sitting.desk, person.id, greeting).sentence)

    def _choose(self) -> letters.Choice | None:
        from reconnect_tui.core.asking import question

        choices, problems = letters.choices(self.sitting.desk, self.card)
        if problems:
            self.voice.say("Some templates could not be read; “reconnect templates check” in the shell says why.")
        if asked := question(self.card.moments, self.sitting.desk.today):
            self.voice.say(asked)
        theirs = language_of(self.card.person.language) or "en"
        here = [one for one in choices if language_of(one.template.lang) == theirs] or choices
        others = [one for one in choices if one not in here]
        key = self._which(here, Choice("o", "in other languages", "others") if others else None)
        if key == "o":
            here = others
            key = self._which(here)
        return here[int(key) - 1] if key else None

    def _which(self, choices: list[letters.Choice], more: Choice | None = None) -> str | None:
        listed = [Choice(str(number), _offered(one), one.template.name) for number, one in enumerate(choices, 1)]
        return self.voice.choose("Which template? A number; Enter for none.", [*listed, *([more] if more else [])])

    # Its holes

    def fill(self, sheet: Sheet) -> Sheet | None:
        """Ask for what is open, place by place; ``None``: one step back from the first."""
        base = sheet.text
        places = _open_places(base)
        answers: dict[int, str] = {}
        at = 0
        while at < len(places):
            place = places[at]
            if place.context:
                self.voice.say(place.context, "  ")
            answer = self.voice.ask(f"{at + 1} of {len(places)}: {place.question} Enter leaves it open, - goes back.")
            if answer == "-":
                if at == 0:
                    return None
                at -= 1
                answers.pop(at, None)
            else:
                if answer:
                    answers[at] = answer
                at += 1
            sheet = self.keep(sheet._replace(text=_filled(base, places, answers)))
        return sheet

    # The letter, read back

    def read(self, sheet: Sheet) -> None:
        """Read the letter back, and say what is still open."""
        self.voice.gap()
        self.voice.say("The letter reads:")
        self.voice.gap()
        self.voice.say(sheet.text.strip("\n"), "  ")
        self.voice.gap()
        if places := _open_places(sheet.text):
            self.voice.say("One place is open." if len(places) == 1 else f"{len(places)} places are open.")

    def at_the_letter(self, sheet: Sheet) -> None:
        """What now with the letter, until it is handed over or left; it is on disk all the while."""
        self.sitting.show(anew=True)
        while sheet.text.strip():
            self.read(sheet)
            key = self.voice.choose(self._question(sheet), _AT_THE_LETTER, listed=False)
            if key is None:
                self.voice.say("The letter stays as a draft.")
                self.sitting.show(anew=True)
                return
            if key == "s":
                if self.handing.hand_over(sheet) is not False:
                    return
            else:
                sheet = self._changed(key, sheet)
        self.sitting.show(anew=True)

    def _question(self, sheet: Sheet) -> str:
        named = [f"{one.key} {one.words}" for one in _AT_THE_LETTER if one.key != "f" or _open_places(sheet.text)]
        return f"What now? {', '.join(named)}; Enter back to the card."

    def _changed(self, key: str, sheet: Sheet) -> Sheet:
        if key == "a":
            return self.type_on(sheet)
        if key == "f":
            return self.fill(sheet) or self.sheet()
        if key == "c":
            return self._change_line(sheet)
        if key == "e":
            return self.editor(sheet)
        if key == "q":
            return self._quote(sheet)
        if key == "m":
            return self._times(sheet)
        if key == "k":
            self._keep_as_template(sheet)
            return sheet
        if self.voice.yes("The whole letter goes away. Shall it? y for yes, Enter keeps it."):
            return self.type_on(self.keep(Sheet()))
        return sheet

    def _change_line(self, sheet: Sheet) -> Sheet:
        lines = sheet.text.split("\n")
        for number, line in enumerate(lines, 1):
            self.voice.item(str(number), line or "(an empty line)")
        chosen = self.voice.numbers("Which line? A number; Enter for none.", len(lines))
        if not chosen:
            return sheet
        self.voice.say(f"It reads: {lines[chosen[0] - 1]}")
        words = self.voice.ask("Its new words? Enter leaves it as it is, - takes the line out.")
        if words == "-":
            del lines[chosen[0] - 1]
        elif words:
            lines[chosen[0] - 1] = words
        return self.keep(sheet._replace(text="\n".join(lines)))

    def _quote(self, sheet: Sheet) -> Sheet:
        """Put the last words that they wrote below the letter, as a quotation."""
        theirs = moments.last_words(self.sitting.desk.store, self.card.person.id, direction="in")
        if theirs is None:
            self.voice.say(f"{told.called(self.card.person)} has written nothing here that could be quoted.")
            return sheet
        quoted = "\n".join(f"> {line}".rstrip() for line in theirs.text.strip("\n").split("\n"))
        return self.keep(sheet._replace(text=f"{sheet.text.rstrip()}\n\n{quoted}\n"))

    def _times(self, sheet: Sheet) -> Sheet:
        """Put times to meet below the letter, and write the invitation that goes with them."""
        from reconnect_tui.services import invitations

        desk, card = self.sitting.desk, self.card
        line = ""

        def read(answer: str) -> str:
            nonlocal line
            line = answer
            return invitations.proposed(desk, card, answer)

        said = self.voice.read(
            f"When could you meet {told.called(card.person)}? Two or three times, such as: Thu 3 Dec 17:00, Fri 12:30. Enter for none.",
            read,
        )
        if said is None:
            return sheet
        begun = sheet.text.rstrip("\n")
        sheet = self.keep(sheet._replace(text=f"{begun}\n{said}" if begun else said))
        path = self.invited[card.person.id] = invitations.write(desk, card, line)
        self.voice.say("The invitation, to go along with it, is in")
        self.voice.name(path)
        return sheet

    def _keep_as_template(self, sheet: Sheet) -> None:
        from reconnect_tui.services import templates

        desk = self.sitting.desk
        began = templates.named(desk, sheet.template) if sheet.template else None

        def save(name: str) -> str:
            return str(
                templates.save_as(
                    desk, sheet.text, self.card, name, for_=began.for_ if began else (), lang=began.lang if began else "",
                    subject=sheet.subject, expects=began.expects if began else "reply",
                )
            )  # fmt: skip

        path = self.voice.read(
            "Its name, such as: After a concert. Names, dates and firms of theirs become fields. Enter: none.", save
        )
        if path is not None:
            self.voice.say("Saved as a template:")
            self.voice.name(path)


_AT_THE_LETTER = (
    Choice("s", "hand over", "hand over"),
    Choice("f", "fill what is open", "fill"),
    Choice("a", "add lines", "add"),
    Choice("c", "change a line", "change"),
    Choice("e", "editor", "editor"),
    Choice("q", "quote their last words", "quote"),
    Choice("m", "times to meet", "times"),
    Choice("k", "keep as a template", "keep"),
    Choice("n", "begin anew", "anew"),
)


class _Place(NamedTuple):
    start: int
    end: int
    question: str
    context: str = ""
    """The line it stands in, where there is more on it than the place."""


def _open_places(text: str) -> list[_Place]:
    """The holes of a text, and the fields that nothing is known for, in their order; a field inside a hole is a part of it."""
    found = [
        _Place(
            one.start,
            one.end,
            _sentence(shown_line(one.hint, 200)) or "A hole without a hint.",
            _beside(text, one.start, one.end),
        )
        for one in gaps.holes(text)
    ]
    for one in gaps.unresolved(text):
        if not any(place.start < one.end and one.start < place.end for place in found):
            what = shown_line(one.field, 40).replace("_", " ")
            question = f"“{what}” is not known here. What should stand there?"
            found.append(_Place(one.start, one.end, question, _beside(text, one.start, one.end)))
    return sorted(found)


def _beside(text: str, start: int, end: int) -> str:
    """The line of a place with dots in its stead, and in that of other holes; ``""`` where nothing else is on it."""
    begins = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", end)
    line = gaps.HOLE.sub("…", f"{text[begins:start]}…{text[end : ends if ends >= 0 else len(text)]}")
    return shown_line(line, 300) if line.strip(" ….,;:!?") else ""


def _sentence(hint: str) -> str:
    return hint and f"{hint[0].upper()}{hint[1:]}{'' if hint[-1] in '.?!…' else '?'}"


def _filled(base: str, places: list[_Place], answers: dict[int, str]) -> str:
    parts, position = [], 0
    for number, place in enumerate(places):
        if number in answers:
            parts += [base[position : place.start], clean_line(answers[number])]
            position = place.end
    return "".join([*parts, base[position:]])


def _offered(choice: letters.Choice) -> str:
    name = shown_line(choice.template.name, 60)
    return f"{name}{'' if name[-1:] in '?!.' else ':'} {_preview(choice.filled)}"


def _preview(text: str) -> str:
    """The first words of a template behind its greeting, its holes as dots."""
    lines = [line for line in gaps.HOLE.sub("…", text).split("\n") if line.strip()]
    return shown_line(" ".join(lines[1:] or lines), PREVIEW)

"""Keeping a page true, in lines: how you met, a field, a moment between you."""

from __future__ import annotations

from collections.abc import Callable

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.cli.lines import birthday
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import SILENT
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import days, editing, recording
from reconnect_tui.services.recording import Done
from reconnect_tui.store import that_week

EDITOR = "e"
AT_ONCE, PREVIEW = 5, 60
"""How many moments are said at once to choose from, and signs of each."""
MOST_OTHERS = 40
"""Names offered at "how did you meet?"."""


class Keeping(Deeds):
    """The deeds that change what is written down already."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"how-met": self.how_met, "edit": self.edit, "remove-moment": self.remove}

    def how_met(self) -> None:
        """How the two met; the others of that week may be named too, and it is one decision."""
        desk, person = self.desk, self.card.person
        if person.how_met.strip():
            self.voice.say(f"How you met: {person.how_met.strip()}")
        text = self.voice.ask(
            f"How did you meet {told.called(person)}? Where, through whom, over what; Enter leaves it as it is."
        )
        if not text:
            self.voice.say("Nothing was changed.")
            return
        others = [] if person.status in SILENT else that_week.others(desk.store, person, limit=MOST_OTHERS)
        also: list[int] = []
        if others:
            self.voice.say("Connected in the same days:")
            for number, (_, name) in enumerate(others, 1):
                self.voice.item(str(number), name)
            also = self.voice.numbers("Was it the same with any of them? Numbers; Enter for none.", len(others))
        done = recording.set_how_met(desk, person.id, text, [others[number - 1][0] for number in also])
        self.sitting.noted(done.sentence)

    def edit(self) -> None:
        """One field of the page, or a moment by its number."""
        page = editing.page_of(self.desk, self.card.person.id)
        fields = [name for name in editing.LABELS if name not in ("circle", "pace")]
        choices = [
            Choice(str(number), f"{editing.LABELS[name]}: {_value(name, getattr(page, name))}", editing.LABELS[name])
            for number, name in enumerate(fields, 1)
        ]
        hanging = {
            "c": ("circle, and how often", "circle", self.sitting.deciding.circle),
            "t": ("tags", "tags", self.sitting.page.tags),
            "w": ("ways to reach them", "ways", self.sitting.page.ways),
            "r": ("who is what to them", "relations", self.sitting.page.relations),
        }
        choices += [Choice(key, words, word) for key, (words, word, _) in hanging.items()]
        if self.card.moments:
            choices.append(Choice("m", "a moment between you: its words and its day", "moment"))
            choices.append(Choice("k", "what a moment was, and by what", "kind"))
        key = self.voice.choose("Which? A number, a letter or a word; Enter for none.", choices)
        if key == "m":
            self._moment()
        elif key == "k":
            self._kind()
        elif key in hanging:
            hanging[key][2]()
        elif key is not None:
            self._field(fields[int(key) - 1], page)

    def _field(self, name: str, page: editing.Page) -> None:
        """The new words of one field; an answer that is none is asked for again. A long text may go on in the editor."""
        person_id, label = self.card.person.id, editing.LABELS[name]
        several = name in editing.SEVERAL_LINES
        if several and (now := getattr(page, name).strip()):
            self.voice.say(f"{label[0].upper()}{label[1:]}: {now}")
        asked = f"The new {label}? Enter leaves it as it is, - takes it away{', e opens your editor' if several else ''}."

        def read(answer: str) -> editing.Page:
            return editing.with_fields(page, **{name: "" if answer == "-" else answer})

        if several:
            words = self.voice.ask(asked)
            if words == EDITOR:
                self._in_editor(name, page)
                return
            after = read(words) if words else None
        else:
            after = self.voice.read(asked, read)
        if after is not None:
            self._done(editing.change(self.desk, person_id, page, after, said=(name,)))

    def _in_editor(self, name: str, page: editing.Page) -> None:
        """A text of several lines in $EDITOR; its file goes only when the words are in the database."""
        from reconnect_tui.handoff import editor

        desk = self.desk
        command = editor.editor_command(desk.config.editor, desk.environ)
        self.voice.say("Your editor is open; the session goes on when you close it.")
        edited = editor.edit(getattr(page, name), folder=desk.home.drafts, command=command)
        if edited.problem:
            self.voice.say(edited.problem)
            return
        self._done(
            editing.change(desk, self.card.person.id, page, editing.with_fields(page, **{name: edited.text}), said=(name,))
        )
        edited.done()

    def chosen(self, question: str) -> Moment | None:
        """Ask for one of the moments between you by its number, and say it; ``None`` where none was chosen. "more" says which there are."""
        moments = self.card.moments
        said = 0

        def more() -> None:
            nonlocal said
            for number, moment in enumerate(moments[said : said + AT_ONCE], said + 1):
                (_, heading), *words = told.moment_lines(number, moment, self.card.person, most=PREVIEW)
                self.voice.say(" ".join([heading, *(" ".join(line.split()) for _, line in words)]))
            said = said + AT_ONCE if said + AT_ONCE < len(moments) else 0

        if not moments:
            self.voice.say("Nothing is written down between you yet.")
            return None
        self.voice.say("The newest is number 1; “more” says them with their numbers.")
        chosen = self.voice.numbers(question, len(moments), more)
        if not chosen:
            return None
        moment = moments[chosen[0] - 1]
        for indent, words in told.moment_lines(chosen[0], moment, self.card.person, most=told.SHORT):
            self.voice.say(words, indent)
        return moment

    def _moment(self) -> None:
        desk = self.desk
        moment = self.chosen("Which moment? A number; Enter for none.")
        if moment is None:
            return
        words = self.voice.ask("Its new words? Enter leaves them as they are.")
        day = self.voice.read(
            "Its day? Enter leaves it as it is, or such as: yesterday, 12 Mar.",
            lambda answer: days.read_day(desk, answer, past=True),
        )
        self._done(editing.edit_moment(desk, moment, text=words or moment.text, day=day))

    def _kind(self) -> None:
        """What a moment was, and by what it went."""
        from reconnect_tui.services import moment_words

        moment = self.chosen("Which moment? A number; Enter for none.")
        if moment is None:
            return
        kind = self.voice.read(
            "What was it? Such as: coffee, call, wrote, they wrote. Enter leaves it as it is.",
            lambda answer: (moment_words.read_kind(answer), answer)[1],
        )
        channel = self.voice.read(
            "By what, or where? Such as: linkedin, email, Café Luna. Enter leaves it as it is, - takes it away.",
            lambda answer: "" if answer == "-" else moment_words.read_channel(answer),
        )
        self._done(editing.edit_moment(self.desk, moment, text=moment.text, kind=kind or "", channel=channel))

    def remove(self) -> None:
        """Remove a moment by its number; undo brings it back."""
        moment = self.chosen("Remove which moment? A number; Enter for none.")
        if moment is not None:
            self._done(editing.remove_moment(self.desk, moment))

    def _done(self, done: Done | None) -> None:
        if done is None:
            self.voice.say("Nothing was changed.")
        else:
            self.sitting.noted(done.sentence)


def _value(name: str, value: object) -> str:
    if name == "birthday" and value:
        return birthday(str(value))
    return shown_line(" ".join(str(value or "").split()), 60) or "nothing yet"

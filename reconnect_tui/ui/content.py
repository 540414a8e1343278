"""What is known of a person, as something Textual draws: the only place in the app that makes it.

Every name, company and note is somebody else's text. It goes through ``cells`` (harmless, then straight) and then into ``Content`` as
plain text with a style beside it: never into markup, so there is nothing to escape (SAFETY.md, "Text"). Styles are the theme's
variables and say what a colour is for; each is joined by a word or a sign, for screens without colour.

Whatever wraps is wrapped here, to the width it will have, so that a wrapped line keeps its indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from reconnect_tui.core import moment as kinds
from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import WIDE, FollowUp, Person, ThatWeek
from reconnect_tui.keymap import shown_key
from reconnect_tui.ui.cells import cut, line, text

if TYPE_CHECKING:
    from reconnect_tui.core.gaps import Hole

QUIET, NAME, KEY, PROMISE, DIRECTION = "$quiet $quiet-style", "bold $person-name", "$key", "$promise", "$direction"
HOLE, LABEL, DANGER = "$hole-ink on $hole", "italic $quiet $quiet-style", "bold $danger"

MASK = "·····"
WIDEST = 66
"""Columns of a line of text; longer ones are hard to read (LOOK.md)."""
SHORT_MOMENT = 6
"""Lines of a moment that is not chosen; choosing it shows all of it."""
GUTTER = 2
"""Columns before what was between you, for the sign of the chosen moment."""
NOBODY = "somebody without a name"

_TAG = re.compile(r"(?<!\S)#[^\W\d]\w*")
_ARROWS = {kinds.OUT: "→", kinds.IN: "←"}
_WORDS = {"meal": "a meal", "letter": "a letter"}
_STATUS = {"resting": "resting", "never": "left alone", "died": "died"}
_SPACED_DOT = "  ·  "


def joined(lines: Iterable[Content]) -> Content:
    """Put lines under each other."""
    return Content("\n").join(lines)


def plain(words: str, style: str = "", limit: int = 300) -> Content:
    """Anybody's text as one line."""
    return Content.styled(line(words, limit), style)


def paragraph(words: str, width: int, style: str = "", indent: int = 0, most: int | None = None) -> list[Content]:
    """Anybody's text, wrapped to ``width`` columns, each line indented; no more than ``most`` lines, the last with "…"."""
    return _wrapped(Content.styled(_tidy(words), style), width, indent, most)


def labelled(label: str, words: Content, width: int, style: str = QUIET, most: int | None = None) -> list[Content]:
    """A small word, then text that wraps beside it: ``promised  send the sailing book``."""
    indent = cell_len(label) + 2
    lines = _wrapped(words, width, indent, most)
    lines[0] = Content.assemble((label, style), "  ", lines[0][indent:])
    return lines


def label_above(label: str) -> tuple[Content, ...]:
    """A label over a column, with the empty line under it."""
    return _in_gutter(Content.styled(label, LABEL)), Content()


def key_hint(key: str, label: str) -> Content:
    """A key that can be pressed here and what it does: ``h how did you meet?``."""
    return Content.assemble((shown_key(key), KEY), (" " + label, QUIET))


def name_of(person: Person, *, mask: bool = False) -> str:
    """The name to show; masked, only the first one is left."""
    if not mask:
        return line(person.name, 120).strip() or NOBODY
    first = line(person.first_name or next(iter(person.name.split()), ""), 60).strip()
    return f"{first} {MASK}".lstrip()


def called(person: Person) -> str:
    """What to call a person in a small label: the greeting name, else the nickname, else the whole name: never a guess."""
    return line(person.greeting or person.nickname or person.name, 40).strip() or NOBODY


def head_line(card: Card | None, today: date, width: int) -> Content:
    """``reconnect`` on the left, the place in the day and the date on the right."""
    parts = [when.weekday_date(today)]
    if card and card.place:
        parts.insert(0, f"{card.place[0]} of {card.place[1]}")
    return ends("reconnect", (_SPACED_DOT if width > 60 else " · ").join(parts), width)


def ends(left: str, right: str, width: int, *, right_style: str = QUIET) -> Content:
    """One line with words at both ends; the left ones give way."""
    left = cut(left, width - cell_len(right) - 2)
    gap = max(2, width - cell_len(left) - cell_len(right))
    return Content.assemble((left, QUIET), " " * gap, (right, right_style))


def person_head(card: Card, width: int, *, mask: bool = False, most: int = 2, most_of_name: int = 2) -> list[Content]:
    """The name; position and company; a quiet line of where, which circle, since when; each on up to ``most`` lines."""
    person = card.person
    company = MASK if mask and person.company else line(person.company, 120).strip()
    work = [part for part in (line(person.position, 120).strip(), company) if part]
    if not work and person.headline:
        work = [MASK if mask else line(person.headline, 200).strip()]
    lines = _wrapped(Content.styled(name_of(person, mask=mask), NAME), width, 0, most_of_name)
    lines += _flowing(work, " · ", width, most)
    facts = _quiet_facts(card, mask)
    dot = _SPACED_DOT if cell_len(_SPACED_DOT.join(facts)) <= width else " · "
    return lines + [one.stylize(QUIET) for one in _flowing(facts, dot, width, most)]


def _quiet_facts(card: Card, mask: bool) -> list[str]:
    person = card.person
    connected = _day(person.connected_on)
    facts = [
        _STATUS.get(person.status, ""),
        line(person.location, 60).strip(),
        "" if person.circle == WIDE and not person.circle_days else line(person.circle, 40).strip(),
        f"connected {when.month_year(connected)}" if connected else "",
        "" if mask else " ".join(f"#{line(tag, 40).strip()}" for tag in card.tags[:12]),
    ]
    return [fact for fact in facts if fact]


def why(card: Card, width: int, *, mask: bool = False, inline: bool = False, most: int = 4) -> list[Content]:
    """Why now: a small label, then the sentence under it (``inline``: beside it) on up to ``most`` lines."""
    words = Content(MASK if mask else line(card.reason, 400))
    if inline:
        return labelled("why now", words, width, most=most)
    return [Content.styled("why now", QUIET), *_wrapped(words, min(width, WIDEST), 0, most)]


def between_ends(
    card: Card, width: int, *, mask: bool = False, hints: Sequence[Content] = ()
) -> tuple[tuple[Content, ...], tuple[Content, ...]]:
    """What stands above the moments and what stands below them, in ``width`` columns with the gutter."""
    wide = max(16, min(width - GUTTER, WIDEST))
    head, tail = _facts(card, wide, mask), list[Content]()
    for block in (_last_lines(card, wide), *(() if card.moments else (_that_week(card.that_week, wide, mask), list(hints)))):
        if block:
            tail += [Content(), *block] if head or card.moments or tail else block
    return tuple(map(_in_gutter, head)), tuple(map(_in_gutter, tail))


def between_moment(card: Card, place: int, width: int, *, mask: bool = False, chosen: bool = False) -> tuple[Content, ...]:
    """One moment in ``width`` columns with the gutter; all of it, and a sign, where it is the chosen one."""
    wide = max(16, min(width - GUTTER, WIDEST))
    lines = moment_lines(card.moments[place], card.person, wide, mask=mask, whole=chosen)
    return tuple(_in_gutter(one, chosen and at == 0) for at, one in enumerate(lines))


def between_folded(
    card: Card, width: int, *, mask: bool = False, hints: Sequence[Content] = (), most: int = 2, unfold: str = ""
) -> tuple[Content, ...]:
    """The promise and the last two moments, a line each, and the key that unfolds the rest."""
    room = max(16, width - GUTTER)
    whole: list[Content] = []
    for promise in card.promises[:1]:
        due = _day(promise.due)
        said = f"  {when.short_date(due)}" if due else ""
        words = cut(_promise_words(promise, mask), room - len(_promise_label(promise)) - 2 - len(said))
        whole += [Content.assemble((_promise_label(promise), PROMISE), "  ", words, (said, QUIET))]
    for moment in card.moments[:most]:
        at, how, words = _moment_parts(moment, card.person, mask)
        head = Content.assemble(at, how)
        whole.append(Content.assemble(head, "  ", _with_tags(" ".join(words.split()))) if words else head)
    if not card.moments:
        label, *week = _that_week(card.that_week, 1_000, mask) or [Content()]
        # In the column in which "connected" stands above them.
        beside = [
            (label if at == 0 else Content()).pad_right(13 - (9 if at == 0 else 0)) + one[2:] for at, one in enumerate(week)
        ]
        whole += [*_last_lines(card, room), *beside][: most + 1]
    lines = [_shortened(one, room) for one in whole]
    offered = list(hints) if not card.moments else []
    more = (
        len(card.promises) > 1 or len(card.moments) > most or card.more_moments or bool(card.person.about or card.person.how_met)
    )
    if unfold and (more or lines != whole):
        offered.append(key_hint(unfold, "all of it"))
    if offered:
        lines.append(Content("    ").join(offered))
    return tuple(_in_gutter(one) for one in lines)


def is_bare(card: Card) -> bool:
    """Whether nothing was ever noted of this person: no moments, no promise, no word of how you met."""
    return not (card.moments or card.promises or card.person.how_met or card.person.about)


def letter(words: str, width: int, *, brackets: bool = False) -> list[Content]:
    """The draft as it is, its holes as warm highlights with their hints in them; ``brackets`` for a screen without colours."""
    lines: list[Content] = []
    for paragraph_ in text(words, 100_000).split("\n"):
        drawn = Content(paragraph_ if brackets else without_brackets(paragraph_))
        for hole in _holes(paragraph_):
            drawn = drawn.stylize(HOLE, hole.start, hole.end)
        lines += drawn.wrap(max(1, min(width, WIDEST))) if paragraph_ else [Content()]
    return lines


def without_brackets(one_line: str) -> str:
    """Return a line with the brackets of its holes as blanks: same length, same width."""
    for hole in _holes(one_line):
        inside = one_line[hole.start + 2 : hole.end - 2]
        one_line = f"{one_line[: hole.start]}  {inside}  {one_line[hole.end :]}"
    return one_line


def _holes(one_line: str) -> Sequence[Hole]:
    if "[[" not in one_line:
        return ()
    # Its patterns take a thirtieth of the way to the first card to compile.
    from reconnect_tui.core.gaps import holes

    return holes(one_line)


def sheet_head(card: Card, status: str, width: int, *, trouble: bool = False) -> Content:
    """The quiet line on top of the sheet: to whom, and whether it is saved."""
    left = "" if card.person.status == "died" else f"a hello to {called(card.person)}"
    return ends(left, status, width, right_style=DANGER if trouble else QUIET)


def _facts(card: Card, width: int, mask: bool) -> list[Content]:
    """Promises, how you met and what you know of them, their labels in one column."""
    facts = [(_promise_label(promise), Content(_promise_words(promise, mask)), PROMISE, 4) for promise in card.promises[:5]]
    dues = [_day(promise.due) for promise in card.promises[:5]]
    for label, words, most in (("met", card.person.how_met, 4), ("about", card.person.about, 8)):
        if words.strip():
            facts.append((label, Content(MASK) if mask else _with_tags(_tidy(words)), QUIET, most))
    longest = max((cell_len(fact[0]) for fact in facts), default=0)
    lines: list[Content] = []
    for at, (label, told, style, most) in enumerate(facts):
        lines += labelled(label.ljust(longest), told, width, style, most)
        if at < len(dues) and (due := dues[at]):
            said = when.short_date(due)
            # A date is not broken in two: it goes under the words where it has no room beside them.
            beside = lines[-1].cell_length + 2 + len(said) <= width
            lines[-1:] = [Content.assemble(lines[-1], "  ", (said, QUIET))] if beside else [lines[-1], _at(longest + 2, said)]
    return lines


def _promise_label(promise: FollowUp) -> str:
    return "promised" if promise.promise else "follow up"


def _promise_words(promise: FollowUp, mask: bool) -> str:
    return MASK if mask else line(promise.what, 300).strip()


def _at(column: int, words: str) -> Content:
    return Content.assemble(" " * column, (words, QUIET))


def moment_lines(moment: Moment, person: Person, width: int, *, mask: bool = False, whole: bool = True) -> list[Content]:
    """When and how, then the words, indented; not ``whole``: a few lines of them."""
    at, how, words = _moment_parts(moment, person, mask)
    lines = _hanging(at, how, width, 2)
    return lines + _wrapped(_with_tags(words), width, 2, None if whole else SHORT_MOMENT) if words else lines


def _moment_parts(moment: Moment, person: Person, mask: bool) -> tuple[Content, Content, str]:
    """When with its sign, how, and the words."""
    day = _day(moment.at)
    said = when.short_date(day) if day else line(moment.at, 11)
    sign = _ARROWS.get(moment.direction or "", "·")
    at = Content.assemble((said.rjust(11), QUIET), "  ", (sign, DIRECTION), " ")
    return at, _how(moment, person, mask), MASK if mask and moment.text.strip() else _tidy(moment.text)


def _how(moment: Moment, person: Person, mask: bool) -> Content:
    channel = line(moment.channel, 60).strip()
    if moment.kind == "message":
        how = channel or "a message"
    else:
        # Where it was can be as private as what was said.
        how = ", ".join(part for part in (_WORDS.get(moment.kind, line(moment.kind, 30)), "" if mask else channel) if part)
    if moment.outcome == kinds.NO_ANSWER:
        how += ", no answer"
    others = [line(name, 60).strip() for uid, name in moment.people if uid != person.uid]
    if others:
        how += f", with {MASK}" if mask else f", with {', '.join(others[:6])}" + (" and others" if len(others) > 6 else "")
    elif moment.group_thread:
        how += ", in a group"
    return Content(how)


def _last_lines(card: Card, width: int) -> list[Content]:
    lines = [Content.styled("… and more before that", QUIET)] if card.more_moments else []
    connected = _day(card.person.connected_on)
    if connected:
        day = when.short_date(connected).rjust(11) if card.moments else when.short_date(connected)
        lines += _wrapped(Content.assemble((day, QUIET), "  ", ("+", DIRECTION), " connected"), width, 0, 2)
    return lines


def _that_week(week: ThatWeek, width: int, mask: bool) -> list[Content]:
    if not (week.names or week.role):
        return []
    lines = [Content.styled("that week", QUIET)]
    role = MASK if mask else line(week.role, 160).strip()
    if role:
        # The role may be the employer's name alone, which nobody "was".
        lines += _wrapped(Content(f"you were {role}" if " at " in role or mask else f"your work: {role}"), width, 2)
    if week.names:
        names = [MASK] if mask else [line(name, 60).strip() for name in week.names[:12]]
        names += ["and others"] if len(week.names) > 12 and not mask else []
        named = [f"{name}," for name in names[:-1]] + names[-1:]
        lines += [Content("  ") + one for one in _flowing(["you also connected with", *named], " ", width - 2, 6)]
    return lines


def _wrapped(words: Content, width: int, indent: int = 0, most: int | None = None) -> list[Content]:
    room = max(8, width - indent)
    lines = [one.rstrip() for one in words.wrap(room)] or [Content()]
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _more_follows(lines[most - 1], room)]
    return [Content(" " * indent) + one if one else one for one in lines] if indent else lines


def _hanging(label: Content, words: Content, width: int, most: int) -> list[Content]:
    """A label, then words that wrap beside it; under it where it would take more than half of the line."""
    indent = label.cell_length
    if indent > width // 2:
        return _wrapped(Content.assemble(label, words), width, 0, most)
    lines = _wrapped(words, width, indent, most)
    return [Content.assemble(label, lines[0][indent:]), *lines[1:]]


def _flowing(parts: Sequence[str], between_: str, width: int, most: int) -> list[Content]:
    """Parts side by side as long as there is room; a line breaks between two of them, and then nothing stands between them."""
    lines: list[str] = []
    for part in parts:
        beside = f"{lines[-1]}{between_}{part}" if lines else ""
        if lines and cell_len(beside) <= width:
            lines[-1] = beside
        else:
            lines.append(part)
    return _wrapped(Content("\n".join(lines)), width, 0, most) if lines else []


def _tidy(words: str) -> str:
    """Lines of a text without blanks at their ends, and with at most one empty one between them."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(one.rstrip() for one in text(words).split("\n"))).strip("\n ")


def _with_tags(words: str) -> Content:
    tagged = Content(words)
    for found in _TAG.finditer(words):
        tagged = tagged.stylize(QUIET, found.start(), found.end())
    return tagged


def _shortened(one: Content, width: int) -> Content:
    return one if one.cell_length <= width else _more_follows(one, width)


def _more_follows(one: Content, width: int) -> Content:
    return one.truncate(width - 1).rstrip(" …").append("…")


def _in_gutter(one: Content, marked: bool = False) -> Content:
    if marked:
        return Content.assemble(("›".ljust(GUTTER), KEY), one)
    return Content(" " * GUTTER) + one if one else one


def _day(at: str | None) -> date | None:
    if not at:
        return None
    try:
        return when.day_of_stamp(at)
    except ValueError:
        return None

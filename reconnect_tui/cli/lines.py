"""Laying things out in lines for a terminal or a pipe. No colour, so NO_COLOR has nothing to switch off."""

from __future__ import annotations

from datetime import date

from reconnect_tui.core.moment import IN, NO_ANSWER, OUT, Moment
from reconnect_tui.core.text import shown_line, shown_text
from reconnect_tui.core.when import day_of_stamp, short_date

ARROWS = {OUT: "→ ", IN: "← "}


def day(text: str) -> str:
    """``2 Mar 2023`` for an ISO day or stamp; whatever it is, where it is none."""
    try:
        return short_date(day_of_stamp(text))
    except ValueError:
        return shown_line(text, 40)


def iso(text: str) -> date:
    return date.fromisoformat(text[:10])


def work(position: str, company: str) -> str:
    return " · ".join(shown_line(part) for part in (position, company) if part)


def birthday(stored: str) -> str:
    """``14 March 1984``, or ``14 March`` where no year is known."""
    from reconnect_tui.core.when import birthday_words

    return shown_line(birthday_words(stored), 40)


def wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    """Text in lines of at most ``columns``, each behind ``indent``; its own breaks stay."""
    from textwrap import wrap

    lines: list[str] = []
    for line in shown_text(text, limit=max(len(text), 1)).split("\n"):
        folded = wrap(line, max(columns, 20), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        lines += folded or [""]
    return lines


def heading(moment: Moment) -> str:
    """One moment's first line: ``12 Mar 2023  ← linkedin``, ``2 Feb 2023  coffee``."""
    arrow = ARROWS.get(moment.direction or "", "")
    what = shown_line(moment.channel or moment.kind, 60) if moment.kind == "message" else moment.kind
    if moment.kind != "message" and moment.channel:
        what += f", {shown_line(moment.channel, 60)}"
    if moment.outcome == NO_ANSWER:
        what += ", no answer"
    others = f", with {len(moment.people) - 1} more" if len(moment.people) > 1 else ""
    return f"{day(moment.at)}  {arrow}{what}{others}"

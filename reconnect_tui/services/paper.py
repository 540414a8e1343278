"""Letters as files and on paper: beside the database, in ``letters``, for the user's own eyes (0600)."""

from __future__ import annotations

import os
from pathlib import Path

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.services.desk import Desk


def laid_out(card: Card, text: str) -> str:
    """The letter as it is written on paper: name and address, an empty line, the letter, and nothing else."""
    address = next((point.value for point in card.contacts if point.kind == "address"), "")
    lines = [line.strip() for part in clean_text(address).split("\n") for line in part.split(", ")]
    name = clean_line(card.person.name).strip()
    head = [name, *(line for line in lines if line and line != name)] if any(lines) else [name]
    return "\n".join(head) + "\n\n\n" + clean_text(text).strip("\n") + "\n"


def save(desk: Desk, card: Card, text: str, ending: str, *, about: str = "") -> str:
    """Save ``text`` as ``letters/NAME DATE.ENDING`` (``about`` stands before the name), never over another; returns the path.

    Raises ``ReconnectError`` where the folder or the file cannot be written.
    """
    folder = Path(desk.home.data) / "letters"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReconnectError(f"The folder {folder} could not be made: {error.strerror}.") from error
    safe = (letter if letter.isalnum() or letter in " -" else "_" for letter in clean_line(card.person.name)[:60])
    # 255 bytes is what a name may have, and a letter may take four of them.
    name = "".join(safe).encode()[:120].decode("utf-8", "ignore").strip() or "letter"
    name = f"{about} {name}".strip()
    for number in range(1, 1000):
        path = folder / (f"{name} {desk.day}.{ending}" if number == 1 else f"{name} {desk.day} {number}.{ending}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            raise ReconnectError(f"The letter could not be saved as {path}: {error.strerror}.") from error
        try:
            with open(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
        except OSError as error:
            raise ReconnectError(f"The letter could not be saved as {path}: {error.strerror}.") from error
        return str(path)
    raise ReconnectError(f"There are a thousand letters to {card.person.name} of today in {folder} already.")

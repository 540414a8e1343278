"""Everything that can go wrong for a user, as one tree.

    ReconnectError            exit 1: it could not be done
    ├── UsageError            exit 2: the words of the call are off
    ├── WhoError              exit 3: WHO fits several people, or nobody
    ├── DatabaseError         exit 1: the file cannot be used as it is
    │   ├── NewerDatabase     written by a newer version
    │   ├── DamagedDatabase   not whole, or not ours
    │   └── MissingDatabase   gone, though backups of it exist
    └── FileProblem           exit 1: a file somebody gave us, with its path and line

A message is one or two plain sentences: what is wrong, then what to do next. It is the only thing of an error that a user
ever sees, so it never holds a traceback, a class name or an SQL statement.
"""

from __future__ import annotations


class ReconnectError(Exception):
    """Something a user can be told in a sentence. ``exit_code`` is what the command line ends with."""

    exit_code = 1


class UsageError(ReconnectError):
    """The call itself is wrong: an unknown flag, a date that is none, a missing argument."""

    exit_code = 2


class WhoError(ReconnectError):
    """WHO names several people or nobody. ``candidates`` are (uid, label) pairs, best first."""

    exit_code = 3

    def __init__(self, message: str, candidates: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class DatabaseError(ReconnectError):
    """The database cannot be used as it is; nothing in it was changed."""


class NewerDatabase(DatabaseError):
    """A newer version of the program wrote this file; this one does not touch it."""


class DamagedDatabase(DatabaseError):
    """The file is not whole, or is not one of ours; it was left byte for byte as it is."""


class MissingDatabase(DatabaseError):
    """The database is gone or empty while backups of it lie beside it: ask before starting afresh."""


class FileProblem(ReconnectError):
    """A file that was given to us cannot be used. ``line`` is 1-based, or 0 where no line is to blame."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        where = f"{path}, line {line}" if line else path
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason

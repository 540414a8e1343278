"""One connection at a time: the people you know, what was between you, and one personal hello a day."""

__version__ = "0.1.0"

"""The rules: standard library only, no I/O and no clock (today is passed in).

Records here are NamedTuples rather than dataclasses: ``import dataclasses`` costs as much as the whole of python + sqlite3 has
left for ``reconnect note`` (SPEED.md), and both are frozen and slotted.
"""

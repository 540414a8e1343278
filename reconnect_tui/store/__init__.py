"""One SQLite file, and the only place that speaks SQL.

sqlite-utils owns the schema and its migrations; the instant paths (card, note, find, draft) use the same connection's plain
statements, because importing sqlite-utils costs more than all of ``reconnect note`` may take (SPEED.md).
"""

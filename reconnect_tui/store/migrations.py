"""The schema, as an append-only list of steps: a step that has been released is never edited (each has a fixture in the tests).

``user_version`` is the number of steps and is set inside each step's own transaction, so a reader can tell with one PRAGMA, and
without sqlite-utils, whether anything is due. The DDL is plain SQL: AUTOINCREMENT, CHECK and triggers are what sqlite-utils'
``create()`` has no words for.
"""

from __future__ import annotations

from reconnect_tui.core.light import TYPE_CHECKING
from reconnect_tui.store.tables import APPLICATION_ID, COLUMNS, LOOSE_COLUMNS
from reconnect_tui.store.tables import SCHEMA_VERSION as SCHEMA_VERSION  # which has to be known without all this

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

FIRST_SCHEMA = """
CREATE TABLE circle (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, days INTEGER CHECK (days IS NULL OR days > 0));
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '', nickname TEXT NOT NULL DEFAULT '', greeting TEXT, salutation TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '', headline TEXT NOT NULL DEFAULT '', company TEXT NOT NULL DEFAULT '',
    position TEXT NOT NULL DEFAULT '', location TEXT NOT NULL DEFAULT '', about TEXT NOT NULL DEFAULT '',
    circle_id INTEGER REFERENCES circle(id), pace INTEGER, status TEXT NOT NULL DEFAULT 'active'
        CHECK (status IN ('active', 'resting', 'never', 'died')),
    birthday TEXT, how_met TEXT NOT NULL DEFAULT '', connected_on TEXT, later_until TEXT);
CREATE INDEX person_connected ON person(connected_on);
CREATE INDEX person_birthday ON person(substr(birthday, -5)) WHERE birthday IS NOT NULL;
CREATE TABLE contact_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), kind TEXT NOT NULL,
    value TEXT NOT NULL, normalised TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '', preferred INTEGER NOT NULL DEFAULT 0);
CREATE INDEX contact_point_person ON contact_point(person_id);
CREATE INDEX contact_point_normalised ON contact_point(normalised, kind);
CREATE TABLE former_slug (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), slug TEXT NOT NULL);
CREATE INDEX former_slug_slug ON former_slug(slug);
CREATE INDEX former_slug_person ON former_slug(person_id);
CREATE TABLE nickname (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), name TEXT NOT NULL);
CREATE INDEX nickname_name ON nickname(name);
CREATE INDEX nickname_person ON nickname(person_id);
CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), name TEXT NOT NULL,
    UNIQUE (person_id, name));
CREATE TABLE relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id),
    other_id INTEGER NOT NULL REFERENCES person(id), kind TEXT NOT NULL DEFAULT '');
CREATE INDEX relation_person ON relation(person_id);
CREATE INDEX relation_other ON relation(other_id);
CREATE TABLE moment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL, kind TEXT NOT NULL,
    direction TEXT CHECK (direction IN ('out', 'in', 'both')), channel TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '', thread TEXT NOT NULL DEFAULT '', group_thread INTEGER NOT NULL DEFAULT 0,
    template TEXT NOT NULL DEFAULT '', source_key TEXT);
CREATE UNIQUE INDEX moment_source_key ON moment(source_key) WHERE source_key IS NOT NULL;
CREATE TABLE moment_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT, moment_id INTEGER NOT NULL REFERENCES moment(id),
    person_id INTEGER NOT NULL REFERENCES person(id), at TEXT NOT NULL, UNIQUE (moment_id, person_id));
CREATE INDEX moment_person_at ON moment_person(person_id, at, moment_id);
CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, person_id INTEGER NOT NULL REFERENCES person(id), due TEXT,
    what TEXT NOT NULL, promise INTEGER NOT NULL DEFAULT 0, done_on TEXT, dropped INTEGER NOT NULL DEFAULT 0);
CREATE INDEX follow_up_person ON follow_up(person_id);
CREATE INDEX follow_up_open ON follow_up(due) WHERE done_on IS NULL AND dropped = 0;
CREATE TABLE skip (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), day TEXT NOT NULL);
CREATE INDEX skip_person ON skip(person_id, day);
CREATE TABLE news (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), field TEXT NOT NULL,
    earlier TEXT NOT NULL, later TEXT NOT NULL, earlier_file TEXT, later_file TEXT, noticed_on TEXT NOT NULL);
CREATE INDEX news_noticed ON news(noticed_on);
CREATE INDEX news_person ON news(person_id);
CREATE TABLE own_role (
    id INTEGER PRIMARY KEY AUTOINCREMENT, company TEXT NOT NULL, position TEXT NOT NULL, started_on TEXT, ended_on TEXT);
CREATE TABLE source_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, name TEXT NOT NULL, dated TEXT, owner TEXT, read_on TEXT NOT NULL);
CREATE TABLE source_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, key TEXT NOT NULL, person_id INTEGER NOT NULL REFERENCES person(id),
    fields TEXT NOT NULL, raw TEXT NOT NULL DEFAULT '', absent_since TEXT, UNIQUE (source, key));
CREATE INDEX source_record_person ON source_record(person_id);
CREATE TABLE not_same (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL, other_uid TEXT NOT NULL, UNIQUE (uid, other_uid));
CREATE TABLE tombstone (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL, source TEXT NOT NULL DEFAULT '', key TEXT NOT NULL DEFAULT '',
    deleted_on TEXT NOT NULL);
CREATE INDEX tombstone_key ON tombstone(source, key);

CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
    kind TEXT NOT NULL DEFAULT 'letter' CHECK (kind IN ('letter', 'note', 'line', 'loose')), text TEXT NOT NULL,
    template TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '', saved_at TEXT NOT NULL, handed_over TEXT,
    channel TEXT NOT NULL DEFAULT '');
CREATE INDEX draft_person ON draft(person_id);
CREATE TABLE queue (
    day TEXT NOT NULL, place INTEGER NOT NULL, person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    rule TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', PRIMARY KEY (day, place)) WITHOUT ROWID;
CREATE TABLE standing (
    person_id INTEGER PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE, last_contact TEXT, last_in TEXT, last_out TEXT,
    times_in INTEGER NOT NULL DEFAULT 0, times_out INTEGER NOT NULL DEFAULT 0, talks INTEGER NOT NULL DEFAULT 0, first_contact TEXT,
    wrote_last TEXT, pace INTEGER, next_due TEXT, lot INTEGER NOT NULL);
CREATE INDEX standing_due ON standing(next_due, person_id) WHERE next_due IS NOT NULL;
CREATE INDEX standing_waiting ON standing(wrote_last) WHERE wrote_last IS NOT NULL;
CREATE INDEX standing_silence ON standing(last_contact) WHERE talks > 0;
CREATE INDEX standing_new ON standing(lot) WHERE last_contact IS NULL;
CREATE INDEX standing_lot ON standing(lot);

CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, sentence TEXT NOT NULL,
    person_id INTEGER, sitting TEXT NOT NULL DEFAULT '', undone INTEGER);
CREATE INDEX action_undone ON action(undone) WHERE undone IS NOT NULL;
CREATE INDEX action_day ON action(day);
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT, action_id INTEGER NOT NULL REFERENCES action(id) ON DELETE CASCADE,
    tbl TEXT NOT NULL, op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete', 'range')), row_id INTEGER NOT NULL,
    last_id INTEGER, image TEXT);
CREATE INDEX change_action ON change(action_id);
CREATE INDEX change_row ON change(tbl, row_id);
CREATE TABLE pen (id INTEGER PRIMARY KEY CHECK (id = 1), action_id INTEGER, off INTEGER NOT NULL DEFAULT 0);
INSERT INTO pen(id) VALUES (1);

CREATE VIRTUAL TABLE person_search USING fts5(
    name, work, place, words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
CREATE VIRTUAL TABLE moment_search USING fts5(
    text, content = 'moment', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE TRIGGER moment_search_insert AFTER INSERT ON moment WHEN (SELECT off FROM pen) = 0 BEGIN
    INSERT INTO moment_search(rowid, text) VALUES (NEW.id, NEW.text); END;
CREATE TRIGGER moment_search_delete AFTER DELETE ON moment BEGIN
    INSERT INTO moment_search(moment_search, rowid, text) VALUES ('delete', OLD.id, OLD.text); END;
CREATE TRIGGER moment_search_update AFTER UPDATE OF text ON moment BEGIN
    INSERT INTO moment_search(moment_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    INSERT INTO moment_search(rowid, text) VALUES (NEW.id, NEW.text); END;

INSERT INTO circle(name, days) VALUES ('close', 21), ('friends', 60), ('work', 120), ('wide', NULL);
"""


SECOND_SCHEMA = """
CREATE TABLE edit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, field TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (subject, field));
CREATE TABLE mapping (
    id INTEGER PRIMARY KEY AUTOINCREMENT, headings TEXT NOT NULL UNIQUE, fields TEXT NOT NULL);
ALTER TABLE action ADD COLUMN report TEXT NOT NULL DEFAULT '';
CREATE TABLE relation_2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), other_id INTEGER REFERENCES person(id),
    kind TEXT NOT NULL DEFAULT '', other_name TEXT NOT NULL DEFAULT '', CHECK (other_id IS NOT NULL OR other_name <> ''));
INSERT INTO relation_2(id, person_id, other_id, kind) SELECT id, person_id, other_id, kind FROM relation;
DROP TABLE relation;
ALTER TABLE relation_2 RENAME TO relation;
CREATE INDEX relation_person ON relation(person_id);
CREATE INDEX relation_other ON relation(other_id);
"""
"""When a field was edited last, so that of two homes the newer edit wins (``subject`` is the uid of a person, moment or follow-up, or
``circle:NAME``); columns of CSV files as the user mapped them; what an import told, to be read again; relations to people known by name alone."""


THIRD_SCHEMA = """
ALTER TABLE standing ADD COLUMN months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN instead_of INTEGER NOT NULL DEFAULT 0;
DROP INDEX standing_due;
DROP INDEX standing_silence;
CREATE INDEX standing_pace ON standing(pace, last_contact, lot) WHERE next_due IS NOT NULL;
CREATE INDEX standing_round ON standing(lot, last_contact, next_due) WHERE next_due IS NOT NULL;
CREATE INDEX standing_friends ON standing(talks, lot, last_contact) WHERE times_in > 0 AND times_out > 0;
CREATE INDEX standing_wrote ON standing(last_out) WHERE last_out IS NOT NULL;
CREATE INDEX skip_day ON skip(day);
"""
"""Who is next: the pace by how relatively late, the strongest of the silent friendships, letters that wait for an answer."""


FOURTH_SCHEMA = """
CREATE TABLE kept_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT, moment_id INTEGER NOT NULL REFERENCES moment(id) ON DELETE CASCADE, text TEXT NOT NULL,
    kept_on TEXT NOT NULL, UNIQUE (moment_id, text));
"""
"""Sentences that somebody wrote and the user keeps. They go with their moment; the cascade fires history's triggers, so undo brings them back."""


_STROKES = (
    "Æ", "ae", "æ", "ae", "Œ", "oe", "œ", "oe", "Ø", "o", "ø", "o", "Ł", "l", "ł", "l", "Đ", "d", "đ", "d", "Ð", "d", "ð", "d",
    "Þ", "th", "þ", "th", "ß", "ss", "ẞ", "ss", "ı", "i", "Ħ", "h", "ħ", "h", "Ŧ", "t", "ŧ", "t", "Ŋ", "n", "ŋ", "n", "ĸ", "k",
    "Ə", "e", "ə", "e", "Ɓ", "b", "ɓ", "b", "Ɗ", "d", "ɗ", "d", "Ƙ", "k", "ƙ", "k", "Ƴ", "y", "ƴ", "y", "Ɛ", "e", "ɛ", "e",
    "Ɔ", "o", "ɔ", "o",
)  # fmt: skip


def _bare(of: str, first: int, last: int) -> str:
    """The SQL of a text with the letters of these places of ``_STROKES`` written plainly; the parser takes no forty in one another."""
    for place in range(first, min(last, len(_STROKES)), 2):
        of = f"replace({of}, '{_STROKES[place]}', '{_STROKES[place + 1]}')"
    return of


_HALF = len(_STROKES) // 4 * 2
FIFTH_SCHEMA = f"""
DROP TRIGGER moment_search_insert;
DROP TRIGGER moment_search_delete;
DROP TRIGGER moment_search_update;
DROP TABLE moment_search;
CREATE VIEW moment_words AS SELECT id, text || CASE
    WHEN length(text) <> length(CAST(text AS BLOB)) AND text GLOB '*[{"".join(_STROKES[::2])}]*'
    THEN ' ' || (SELECT {_bare("half", _HALF, len(_STROKES))} FROM (SELECT {_bare("text", 0, _HALF)} AS half)) ELSE '' END AS text
    FROM moment;
CREATE VIRTUAL TABLE moment_search USING fts5(
    text, content = 'moment_words', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE TRIGGER moment_search_insert AFTER INSERT ON moment WHEN (SELECT off FROM pen) = 0 BEGIN
    INSERT INTO moment_search(rowid, text) SELECT id, text FROM moment_words WHERE id = NEW.id; END;
CREATE TRIGGER moment_search_delete BEFORE DELETE ON moment BEGIN
    INSERT INTO moment_search(moment_search, rowid, text) SELECT 'delete', id, text FROM moment_words WHERE id = OLD.id; END;
CREATE TRIGGER moment_search_change BEFORE UPDATE OF text ON moment BEGIN
    INSERT INTO moment_search(moment_search, rowid, text) SELECT 'delete', id, text FROM moment_words WHERE id = OLD.id; END;
CREATE TRIGGER moment_search_update AFTER UPDATE OF text ON moment BEGIN
    INSERT INTO moment_search(rowid, text) SELECT id, text FROM moment_words WHERE id = NEW.id; END;
INSERT INTO moment_search(moment_search) VALUES ('rebuild');
"""
"""Notes are found by their letters without strokes, too: FTS5 folds only what decomposes, so "soren" did not find "Søren". In plain SQL, so
that any program can write a moment."""


FIRST_COLUMNS = {name: columns for name, columns in COLUMNS.items() if name not in ("edit", "mapping", "kept_line")} | {
    "relation": ("person_id", "other_id", "kind")
}
"""What history kept of the first schema: a released step must go on doing what it did."""


def history_triggers(table: str, columns: tuple[str, ...], *, required: bool) -> str:
    """SQL of the triggers that write each row's before-image under the action in hand (after SQLite's own undo technique,
    sqlite.org/undoredo.html).

    ``required``: a write without an action aborts; otherwise it is simply not recorded.
    """
    image = ", ".join(f"'{column}', OLD.{column}" for column in columns)
    parts = []
    for op in ("insert", "update", "delete"):
        row = "NEW.id" if op == "insert" else "OLD.id"
        before = "NULL" if op == "insert" else f"json_object({image})"
        when = "(SELECT off FROM pen) = 0"
        guard = "SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL;"
        if not required:
            when += " AND (SELECT action_id FROM pen) IS NOT NULL"
            guard = ""
        parts.append(
            f"CREATE TRIGGER {table}_history_{op} AFTER {op.upper()} ON {table} WHEN {when} BEGIN {guard} "
            f"INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, '{table}', '{op}', {row}, {before} FROM pen; END;"
        )
    return "\n".join(parts)


def migrations() -> Migrations:
    """Return the steps for ``sqlite_utils`` to apply; imported only when a step is due."""
    from sqlite_utils import Migrations

    steps = Migrations("reconnect")

    @steps()
    def m001_first_schema(db: Database) -> None:
        script = FIRST_SCHEMA
        for table, columns in FIRST_COLUMNS.items():
            script += history_triggers(table, columns, required=True)
        for table, columns in LOOSE_COLUMNS.items():
            script += history_triggers(table, columns, required=False)
        _run(db, script)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute("PRAGMA user_version = 1")

    @steps()
    def m002_edits_mappings_and_relations_by_name(db: Database) -> None:
        script = SECOND_SCHEMA
        for table in ("edit", "mapping", "relation"):
            script += history_triggers(table, COLUMNS[table], required=True)
        _run(db, script)
        db.conn.execute("PRAGMA user_version = 2")

    @steps()
    def m003_who_is_next(db: Database) -> None:
        _run(db, THIRD_SCHEMA)
        db.conn.execute("PRAGMA user_version = 3")

    @steps()
    def m004_kept_lines(db: Database) -> None:
        _run(db, FOURTH_SCHEMA + history_triggers("kept_line", COLUMNS["kept_line"], required=True))
        db.conn.execute("PRAGMA user_version = 4")

    @steps()
    def m005_words_without_strokes(db: Database) -> None:
        _run(db, FIFTH_SCHEMA)
        db.conn.execute("PRAGMA user_version = 5")

    return steps


def _run(db: Database, script: str) -> None:
    """Run a script statement by statement: ``executescript`` would commit the migration's transaction first."""
    from sqlite3 import complete_statement

    statement = ""
    for line in script.replace("END;CREATE", "END;\nCREATE").splitlines():
        statement += line + "\n"
        if statement.strip() and complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"an unfinished statement in the schema: {statement[:80]}")

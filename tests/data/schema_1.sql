-- A home as the first schema kept it: invented people, written by the program of commit c97ee57 with its first schema (user_version 1).
-- Statements end at a line's end with a semicolon; never edited: a released schema does not change.
PRAGMA application_id = 1919247214;
PRAGMA user_version = 1;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
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
CREATE TABLE contact_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), kind TEXT NOT NULL,
    value TEXT NOT NULL, normalised TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '', preferred INTEGER NOT NULL DEFAULT 0);
CREATE TABLE former_slug (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), slug TEXT NOT NULL);
CREATE TABLE nickname (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), name TEXT NOT NULL);
CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), name TEXT NOT NULL,
    UNIQUE (person_id, name));
CREATE TABLE relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id),
    other_id INTEGER NOT NULL REFERENCES person(id), kind TEXT NOT NULL DEFAULT '');
CREATE TABLE moment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL, kind TEXT NOT NULL,
    direction TEXT CHECK (direction IN ('out', 'in', 'both')), channel TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '', thread TEXT NOT NULL DEFAULT '', group_thread INTEGER NOT NULL DEFAULT 0,
    template TEXT NOT NULL DEFAULT '', source_key TEXT);
CREATE TABLE moment_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT, moment_id INTEGER NOT NULL REFERENCES moment(id),
    person_id INTEGER NOT NULL REFERENCES person(id), at TEXT NOT NULL, UNIQUE (moment_id, person_id));
CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, person_id INTEGER NOT NULL REFERENCES person(id), due TEXT,
    what TEXT NOT NULL, promise INTEGER NOT NULL DEFAULT 0, done_on TEXT, dropped INTEGER NOT NULL DEFAULT 0);
CREATE TABLE skip (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), day TEXT NOT NULL);
CREATE TABLE news (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES person(id), field TEXT NOT NULL,
    earlier TEXT NOT NULL, later TEXT NOT NULL, earlier_file TEXT, later_file TEXT, noticed_on TEXT NOT NULL);
CREATE TABLE own_role (
    id INTEGER PRIMARY KEY AUTOINCREMENT, company TEXT NOT NULL, position TEXT NOT NULL, started_on TEXT, ended_on TEXT);
CREATE TABLE source_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, name TEXT NOT NULL, dated TEXT, owner TEXT, read_on TEXT NOT NULL);
CREATE TABLE source_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, key TEXT NOT NULL, person_id INTEGER NOT NULL REFERENCES person(id),
    fields TEXT NOT NULL, raw TEXT NOT NULL DEFAULT '', absent_since TEXT, UNIQUE (source, key));
CREATE TABLE not_same (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL, other_uid TEXT NOT NULL, UNIQUE (uid, other_uid));
CREATE TABLE tombstone (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL, source TEXT NOT NULL DEFAULT '', key TEXT NOT NULL DEFAULT '',
    deleted_on TEXT NOT NULL);
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER REFERENCES person(id) ON DELETE SET NULL,
    kind TEXT NOT NULL DEFAULT 'letter' CHECK (kind IN ('letter', 'note', 'line', 'loose')), text TEXT NOT NULL,
    template TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '', saved_at TEXT NOT NULL, handed_over TEXT,
    channel TEXT NOT NULL DEFAULT '');
CREATE TABLE queue (
    day TEXT NOT NULL, place INTEGER NOT NULL, person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    rule TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', PRIMARY KEY (day, place)) WITHOUT ROWID;
CREATE TABLE standing (
    person_id INTEGER PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE, last_contact TEXT, last_in TEXT, last_out TEXT,
    times_in INTEGER NOT NULL DEFAULT 0, times_out INTEGER NOT NULL DEFAULT 0, talks INTEGER NOT NULL DEFAULT 0, first_contact TEXT,
    wrote_last TEXT, pace INTEGER, next_due TEXT, lot INTEGER NOT NULL);
CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, sentence TEXT NOT NULL,
    person_id INTEGER, sitting TEXT NOT NULL DEFAULT '', undone INTEGER);
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT, action_id INTEGER NOT NULL REFERENCES action(id) ON DELETE CASCADE,
    tbl TEXT NOT NULL, op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete', 'range')), row_id INTEGER NOT NULL,
    last_id INTEGER, image TEXT);
CREATE TABLE pen (id INTEGER PRIMARY KEY CHECK (id = 1), action_id INTEGER, off INTEGER NOT NULL DEFAULT 0);
CREATE VIRTUAL TABLE person_search USING fts5(
    name, work, place, words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
CREATE VIRTUAL TABLE moment_search USING fts5(
    text, content = 'moment', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX person_connected ON person(connected_on);
CREATE INDEX person_birthday ON person(substr(birthday, -5)) WHERE birthday IS NOT NULL;
CREATE INDEX contact_point_person ON contact_point(person_id);
CREATE INDEX contact_point_normalised ON contact_point(normalised, kind);
CREATE INDEX former_slug_slug ON former_slug(slug);
CREATE INDEX former_slug_person ON former_slug(person_id);
CREATE INDEX nickname_name ON nickname(name);
CREATE INDEX nickname_person ON nickname(person_id);
CREATE INDEX relation_person ON relation(person_id);
CREATE INDEX relation_other ON relation(other_id);
CREATE UNIQUE INDEX moment_source_key ON moment(source_key) WHERE source_key IS NOT NULL;
CREATE INDEX moment_person_at ON moment_person(person_id, at, moment_id);
CREATE INDEX follow_up_person ON follow_up(person_id);
CREATE INDEX follow_up_open ON follow_up(due) WHERE done_on IS NULL AND dropped = 0;
CREATE INDEX skip_person ON skip(person_id, day);
CREATE INDEX news_noticed ON news(noticed_on);
CREATE INDEX news_person ON news(person_id);
CREATE INDEX source_record_person ON source_record(person_id);
CREATE INDEX tombstone_key ON tombstone(source, key);
CREATE INDEX draft_person ON draft(person_id);
CREATE INDEX standing_due ON standing(next_due, person_id) WHERE next_due IS NOT NULL;
CREATE INDEX standing_waiting ON standing(wrote_last) WHERE wrote_last IS NOT NULL;
CREATE INDEX standing_silence ON standing(last_contact) WHERE talks > 0;
CREATE INDEX standing_new ON standing(lot) WHERE last_contact IS NULL;
CREATE INDEX standing_lot ON standing(lot);
CREATE INDEX action_undone ON action(undone) WHERE undone IS NOT NULL;
CREATE INDEX action_day ON action(day);
CREATE INDEX change_action ON change(action_id);
CREATE INDEX change_row ON change(tbl, row_id);
INSERT INTO _sqlite_migrations(id, migration_set, name, applied_at) VALUES (1, 'reconnect', 'm001_first_schema', '2026-11-25 11:05:00.500531+00:00');
INSERT INTO circle(id, name, days) VALUES (1, 'close', 21);
INSERT INTO circle(id, name, days) VALUES (2, 'friends', 60);
INSERT INTO circle(id, name, days) VALUES (3, 'work', 120);
INSERT INTO circle(id, name, days) VALUES (4, 'wide', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (1, 'a00000000000', 'Inês Müller', 'Inês', 'Müller', '', 'Inês', '', '', '', 'Mosonola Media', 'Head of Zavivaso', '', '', 4, NULL, 'resting', NULL, '', '2024-08-20', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (2, 'a00000000001', 'Wren Teba', 'Wren', 'Teba', '', 'Wren', '', '', '', 'Mase GmbH', 'Director of "Special" Projects', '', '', 4, NULL, 'never', NULL, '', '2018-10-16', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (3, 'a00000000002', 'Samuel Almeida', 'Samuel', 'Almeida', '', 'Samuel', '', '', '', 'Zami GmbH', 'Head of Nami', '', '', 4, NULL, 'active', NULL, '', '2018-07-25', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (4, 'a00000000003', 'João Luc Hansen PMP®', 'João Luc', 'Hansen PMP®', '', 'João Luc', '', '', '', 'Gase Analytics', 'VP, Sales', '', '', 4, NULL, 'active', NULL, '', '2018-01-25', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (5, 'a00000000004', 'Oscar Fernández MBA', 'Oscar', 'Fernández MBA', '', 'Oscar', '', '', '', 'Besezo Inc.', 'Talent Partner', '', '', 4, NULL, 'active', NULL, '', '2017-05-08', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (6, 'a00000000005', 'Thandiwe Rida', 'Thandiwe', 'Rida', '', 'Thandiwe', '', '', '', 'Komi Inc.', 'Founder & CEO', '', '', 4, NULL, 'active', NULL, '', '2016-08-07', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (7, 'a00000000006', 'Marek Brânză', 'Marek', 'Brânză', '', 'Marek', '', '', '', 'Mibeso Bank, N.A.', 'Product Manager', '', '', 4, NULL, 'active', NULL, '', '2013-02-27', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (8, 'a00000000007', 'Thandiwe Gupta', 'Thandiwe', 'Gupta', '', 'Thandiwe', '', '', '', 'Zalu GmbH', 'Researcher', '', '', 4, NULL, 'active', NULL, '', '2011-10-02', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (9, 'a00000000014', 'JOÃO SODE', 'JOÃO', 'SODE', '', 'João', '', '', '', 'Lama Health', 'Professor', '', '', 4, NULL, 'active', NULL, '', '2024-08-21', NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (10, '000000000001', 'Ada Okafor', 'Ada', 'Okafor', '', 'Addy', '', '', '', '', '', 'Lagos', '', 2, NULL, 'active', '--03-14', '', NULL, NULL);
INSERT INTO person(id, uid, name, first_name, last_name, nickname, greeting, salutation, language, headline, company, position, location, about, circle_id, pace, status, birthday, how_met, connected_on, later_until) VALUES (11, '000000000002', 'Bo Lind', 'Bo', 'Lind', '', 'Bo', '', '', '', '', '', '', '', NULL, NULL, 'died', NULL, '', NULL, '2027-01-01');
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (1, 1, 'linkedin', 'https://www.linkedin.com/in/sapa-miteve-4', 'sapa-miteve-4', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (2, 2, 'linkedin', 'https://www.linkedin.com/in/nade-nanota-6', 'nade-nanota-6', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (3, 3, 'linkedin', 'https://www.linkedin.com/in/lunelako-paso-2', 'lunelako-paso-2', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (4, 4, 'linkedin', 'https://www.linkedin.com/in/mimi-talesa-5', 'mimi-talesa-5', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (6, 6, 'linkedin', 'https://www.linkedin.com/in/korodelu-namilana-0', 'korodelu-namilana-0', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (7, 7, 'linkedin', 'https://www.linkedin.com/in/bebote-negavelu-7', 'bebote-negavelu-7', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (8, 8, 'linkedin', 'https://www.linkedin.com/in/sevava-motala-1', 'sevava-motala-1', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (9, 5, 'linkedin', 'https://www.linkedin.com/in/zazatolo-ronasozo-3-new2', 'zazatolo-ronasozo-3-new2', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (10, 9, 'linkedin', 'https://www.linkedin.com/in/pave-lalakoga-0-2x', 'pave-lalakoga-0-2x', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (11, 10, 'email', 'ada@example.org', 'ada@example.org', '', 0);
INSERT INTO contact_point(id, person_id, kind, value, normalised, label, preferred) VALUES (12, 11, 'phone', '+44 20 7946 0000', '442079460000', '', 0);
INSERT INTO former_slug(id, person_id, slug) VALUES (1, 5, 'zazatolo-ronasozo-3');
INSERT INTO nickname(id, person_id, name) VALUES (1, 10, 'the sailor');
INSERT INTO tag(id, person_id, name) VALUES (1, 10, 'sailing');
INSERT INTO tag(id, person_id, name) VALUES (2, 11, 'sailing');
INSERT INTO relation(id, person_id, other_id, kind) VALUES (1, 10, 11, 'colleague of');
INSERT INTO relation(id, person_id, other_id, kind) VALUES (2, 10, 3, 'sister of');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (1, 'a00000000008', '2026-08-18T14:10:37Z', 'message', 'in', 'linkedin', 'guitar met asked moved photo talk moved visa happy thanks city holiday send conference promised promised send promised', '', '2-conversation-3-5==', 0, '', 'linkedin:d6258262d9893a298cf08272');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (2, 'a00000000009', '2026-08-11T14:10:37Z', 'message', 'out', 'linkedin', 'holiday send visa about about city quarter reply,

"trip lunch role lunch quarter met talk recommended"', '', '2-conversation-3-5==', 0, '', 'linkedin:cfada839584a27894321bfe9');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (3, 'a0000000000a', '2026-08-09T14:10:37Z', 'message', 'in', 'linkedin', 'photo sailing city paper visa happy lunch conference house reply thanks asked baby recommended role new visa about wedding wedding city send holiday lunch project the new running send school thanks', '', '2-conversation-3-5==', 0, '', 'linkedin:c342c5f227a6b4d142d0e842');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (4, 'a0000000000b', '2026-08-08T14:10:37Z', 'message', 'in', 'linkedin', 'coffee thanks trip reply met thanks quarter project,

"photo met book photo new baby team recommended"', '', '2-conversation-3-5==', 0, '', 'linkedin:d8f71165e96b718d1f412400');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (5, 'a0000000000c', '2026-08-01T14:10:37Z', 'message', 'out', 'linkedin', 'house team', '', '2-conversation-3-5==', 0, '', 'linkedin:aa9774b39ff3f61d92d264b4');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (6, 'a0000000000d', '2021-04-24T20:53:38Z', 'message', 'in', 'linkedin', 'new the holiday thanks reply photo school coffee lunch reply baby sailing city guitar thanks the sailing school send photo recommended baby at asked role send', '', '2-conversation-3-2==', 0, '', 'linkedin:472e90d5bd1383568b788b8c');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (7, 'a0000000000e', '2019-02-26T22:02:48Z', 'message', 'in', 'linkedin', 'garden team asked happy lunch happy new recommended promised send moved send link conference project lunch team school running team visa conference coffee city coffee,

"holiday quarter baby running running about about quarter" & more', '', '2-conversation-3-3==', 1, '', 'linkedin:976ad15c8cf153d533cd4859');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (8, 'a0000000000f', '2019-02-21T22:02:48Z', 'message', 'out', 'linkedin', 'the new the asked thanks lunch new met happy holiday book about new,

"lunch conference wedding reply new baby garden city"', '', '2-conversation-3-3==', 1, '', 'linkedin:82ab52143db59c5b8861d605');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (9, 'a00000000010', '2017-10-21T08:02:39Z', 'message', 'in', 'linkedin', 'city visa project at link paper coffee met promised thanks happy about city guitar wedding talk quarter reply about conference wedding send the wedding school conference,

"conference thanks visa recommended at baby trip project"', '', '2-conversation-3-4==', 0, '', 'linkedin:5524622f60bfadac36a6838a');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (10, 'a00000000011', '2017-10-14T08:02:39Z', 'message', 'out', 'linkedin', 'city photo recommended city link recommended sailing project thanks role running the', '', '2-conversation-3-4==', 0, '', 'linkedin:3e98307626c00467f3a76086');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (11, 'a00000000012', '2017-06-21T13:54:35Z', 'message', 'in', 'linkedin', 'promised team holiday project trip paper sailing link role garden recommended baby team house city asked house running city visa', '', '2-conversation-3-1==', 0, '', 'linkedin:c03c2f9c551095c0180a51b9');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (12, 'a00000000013', '2017-06-17T13:54:35Z', 'message', 'in', 'linkedin', 'about met team paper school met visa reply photo holiday visa lunch promised wedding thanks conference team holiday wedding trip house talk the at conference visa paper photo conference team', '', '2-conversation-3-1==', 0, '', 'linkedin:86def31aa036696a77a64833');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (13, 'a00000000015', '2026-08-23T14:10:37Z', 'message', 'in', 'linkedin', 'coffee at the holiday holiday met at garden photo guitar book asked trip school photo paper recommended link visa running lunch sailing promised baby talk met about thanks project coffee talk met running photo holiday', '', '2-conversation-3-5==', 0, '', 'linkedin:0f5acc44bb885a5370f25948');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (14, 'a00000000016', '2022-11-21T17:30:30Z', 'message', 'out', 'linkedin', 'met happy lunch running send city link quarter coffee happy garden garden about the send about trip role baby conference trip met trip running sailing trip city thanks met', '', '2-conversation-3-6==', 0, '', 'linkedin:6c33b3b3d4824950e076c5e7');
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (15, '000000000003', '2026-11-22', 'meeting', 'both', '', 'two kids, sails', '', '', 0, '', NULL);
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (16, '000000000005', '2026-11-22', 'note', NULL, '', 'coffee with @"Ada Okafor" and @"Bo Lind" #sailing. promised: send the book', '', '', 0, '', NULL);
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (17, '000000000007', '2026-11-22', 'message', 'out', 'linkedin', 'Hello you', '', '', 0, '', NULL);
INSERT INTO moment(id, uid, at, kind, direction, channel, text, outcome, thread, group_thread, template, source_key) VALUES (18, '000000000008', '2026-11-22', 'note', NULL, '', 'asked about the boat', '', '', 0, '', NULL);
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (1, 1, 7, '2026-08-18T14:10:37Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (2, 2, 7, '2026-08-11T14:10:37Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (3, 3, 7, '2026-08-09T14:10:37Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (4, 4, 7, '2026-08-08T14:10:37Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (5, 5, 7, '2026-08-01T14:10:37Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (6, 6, 5, '2021-04-24T20:53:38Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (7, 7, 8, '2019-02-26T22:02:48Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (8, 7, 5, '2019-02-26T22:02:48Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (9, 8, 8, '2019-02-21T22:02:48Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (10, 8, 5, '2019-02-21T22:02:48Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (11, 9, 5, '2017-10-21T08:02:39Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (12, 10, 5, '2017-10-14T08:02:39Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (13, 11, 2, '2017-06-21T13:54:35Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (14, 12, 2, '2017-06-17T13:54:35Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (15, 13, 7, '2026-08-23T14:10:37Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (16, 14, 3, '2022-11-21T17:30:30Z');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (17, 15, 10, '2026-11-22');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (18, 16, 10, '2026-11-22');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (19, 16, 11, '2026-11-22');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (20, 17, 3, '2026-11-22');
INSERT INTO moment_person(id, moment_id, person_id, at) VALUES (21, 18, 3, '2026-11-22');
INSERT INTO follow_up(id, uid, person_id, due, what, promise, done_on, dropped) VALUES (1, '000000000004', 10, '2026-12-24', 'write to Ada again', 0, NULL, 0);
INSERT INTO follow_up(id, uid, person_id, due, what, promise, done_on, dropped) VALUES (2, '000000000006', 10, NULL, 'send the book', 1, NULL, 0);
INSERT INTO skip(id, person_id, day) VALUES (1, 11, '2026-11-22');
INSERT INTO news(id, person_id, field, earlier, later, earlier_file, later_file, noticed_on) VALUES (1, 1, 'position', 'VP, Sales', 'Head of Zavivaso', '2026-10-01', '2026-11-01', '2026-11-22');
INSERT INTO news(id, person_id, field, earlier, later, earlier_file, later_file, noticed_on) VALUES (2, 3, 'position', 'VP, Sales', 'Head of Nami', '2026-10-01', '2026-11-01', '2026-11-22');
INSERT INTO own_role(id, company, position, started_on, ended_on) VALUES (1, 'Ora', 'Watchmaker', '2020-01-01', NULL);
INSERT INTO source_file(id, source, name, dated, owner, read_on) VALUES (1, 'linkedin', 'Basic_LinkedInDataExport_10-01-2026.zip', '2026-10-01', 'jordan-pike', '2026-11-22');
INSERT INTO source_file(id, source, name, dated, owner, read_on) VALUES (2, 'linkedin', 'Basic_LinkedInDataExport_11-01-2026.zip', '2026-11-01', 'jordan-pike', '2026-11-22');
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (1, 'linkedin', 'sapa-miteve-4', 1, '["Inês","Müller","Inês Müller","","Mosonola Media","Head of Zavivaso","","","","2024-08-20",[["linkedin","https://www.linkedin.com/in/sapa-miteve-4",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (2, 'linkedin', 'nade-nanota-6', 2, '["Wren","Teba","Wren Teba","","Mase GmbH","Director of \"Special\" Projects","","","","2018-10-16",[["linkedin","https://www.linkedin.com/in/nade-nanota-6",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (3, 'linkedin', 'lunelako-paso-2', 3, '["Samuel","Almeida","Samuel Almeida","","Zami GmbH","Head of Nami","","","","2018-07-25",[["linkedin","https://www.linkedin.com/in/lunelako-paso-2",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (4, 'linkedin', 'mimi-talesa-5', 4, '["João Luc","Hansen PMP®","João Luc Hansen PMP®","","Gase Analytics","VP, Sales","","","","2018-01-25",[["linkedin","https://www.linkedin.com/in/mimi-talesa-5",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (5, 'linkedin', 'zazatolo-ronasozo-3-new2', 5, '["Oscar","Fernández MBA","Oscar Fernández MBA","","Besezo Inc.","Talent Partner","","","","2017-05-08",[["linkedin","https://www.linkedin.com/in/zazatolo-ronasozo-3-new2",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (6, 'linkedin', 'korodelu-namilana-0', 6, '["Thandiwe","Rida","Thandiwe Rida","","Komi Inc.","Founder & CEO","","","","2016-08-07",[["linkedin","https://www.linkedin.com/in/korodelu-namilana-0",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (7, 'linkedin', 'bebote-negavelu-7', 7, '["Marek","Brânză","Marek Brânză","","Mibeso Bank, N.A.","Product Manager","","","","2013-02-27",[["linkedin","https://www.linkedin.com/in/bebote-negavelu-7",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (8, 'linkedin', 'sevava-motala-1', 8, '["Thandiwe","Gupta","Thandiwe Gupta","","Zalu GmbH","Researcher","","","","2011-10-02",[["linkedin","https://www.linkedin.com/in/sevava-motala-1",""]],[]]', '', NULL);
INSERT INTO source_record(id, source, key, person_id, fields, raw, absent_since) VALUES (9, 'linkedin', 'pave-lalakoga-0-2x', 9, '["JOÃO","SODE","JOÃO SODE","","Lama Health","Professor","","","","2024-08-21",[["linkedin","https://www.linkedin.com/in/pave-lalakoga-0-2x",""]],[]]', '', NULL);
INSERT INTO not_same(id, uid, other_uid) VALUES (1, '000000000001', '000000000002');
INSERT INTO tombstone(id, uid, source, key, deleted_on) VALUES (1, 'feedfeedfeed', 'linkedin', 'gone-for-good', '2026-01-01');
INSERT INTO draft(id, person_id, kind, text, template, subject, saved_at, handed_over, channel) VALUES (1, 10, 'letter', 'Hi Addy,

the book is on its way.', '', '', '2026-11-22T09:00:16.000001Z', NULL, '');
INSERT INTO draft(id, person_id, kind, text, template, subject, saved_at, handed_over, channel) VALUES (2, NULL, 'loose', 'a line for nobody; it has a semicolon -- and ''quotes''', '', '', '2026-11-22T09:00:18.000001Z', NULL, '');
INSERT INTO queue(day, place, person_id, rule, state) VALUES ('2026-11-22', 1, 10, 'pace', 'waiting');
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (1, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, 60865940);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (2, '2017-06-21', '2017-06-21T13:54:35Z', NULL, 2, 0, 2, '2017-06-17', NULL, NULL, NULL, 1957137666);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (3, '2026-11-22', NULL, '2026-11-22', 0, 2, 2, '2022-11-21', NULL, NULL, NULL, 3987659960);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (4, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, 2594827310);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (5, '2021-04-24', '2021-04-24T20:53:38Z', '2017-10-14T08:02:39Z', 2, 1, 3, '2017-10-14', '2021-04-24', NULL, NULL, 80574861);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (6, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, 1942636827);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (7, '2026-08-23', '2026-08-23T14:10:37Z', '2026-08-11T14:10:37Z', 4, 2, 6, '2026-08-01', '2026-08-23', NULL, NULL, 3938654369);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (8, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, 2646878263);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (9, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, 500582604);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (10, '2026-11-22', NULL, NULL, 1, 1, 1, '2026-11-22', NULL, 60, '2027-01-21', 3547962209);
INSERT INTO standing(person_id, last_contact, last_in, last_out, times_in, times_out, talks, first_contact, wrote_last, pace, next_due, lot) VALUES (11, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, 1248905947);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (1, '2026-11-22T09:00:01Z', '2026-11-22', 'import', 'Imported Basic_LinkedInDataExport_10-01-2026.zip: 8 added, 0 updated, 12 messages', NULL, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (2, '2026-11-22T09:00:02Z', '2026-11-22', 'import', 'Imported Basic_LinkedInDataExport_11-01-2026.zip: 1 added, 3 updated, 2 messages', NULL, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (3, '2026-11-22T09:00:03Z', '2026-11-22', 'add', 'Added Ada Okafor', 10, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (4, '2026-11-22T09:00:04Z', '2026-11-22', 'add', 'Added Bo Lind', 11, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (5, '2026-11-22T09:00:05Z', '2026-11-22', 'record', 'Recorded: met Ada Okafor', 10, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (6, '2026-11-22T09:00:06Z', '2026-11-22', 'capture', 'Noted on Ada Okafor and Bo Lind', 10, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (7, '2026-11-22T09:00:07Z', '2026-11-22', 'skip', 'Bo Lind: not today', 11, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (8, '2026-11-22T09:00:08Z', '2026-11-22', 'later', 'Bo Lind: later, around 1 January', 11, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (9, '2026-11-22T09:00:09Z', '2026-11-22', 'edit', 'Ada Okafor is greeted as Addy', 10, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (10, '2026-11-22T09:00:10Z', '2026-11-22', 'edit', 'Edited Ada Okafor: birthday, location', 10, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (11, '2026-11-22T09:00:11Z', '2026-11-22', 'edit', '“the sailor” always means Ada Okafor', 10, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (12, '2026-11-22T09:00:12Z', '2026-11-22', 'rest', 'Inês Müller rests', 1, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (13, '2026-11-22T09:00:13Z', '2026-11-22', 'never', 'Wren Teba will not be suggested again', 2, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (14, '2026-11-22T09:00:14Z', '2026-11-22', 'died', 'Bo Lind has died. Their page stays; nothing here will ask you to write', 11, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (15, '2026-11-22T09:00:15Z', '2026-11-22', 'test', 'What a later version will write', NULL, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (16, '2026-11-22T09:00:17Z', '2026-11-22', 'went', 'Recorded: wrote to Samuel Almeida', 3, 'first', NULL);
INSERT INTO action(id, at, day, kind, sentence, person_id, sitting, undone) VALUES (17, '2026-11-22T09:00:19Z', '2026-11-22', 'note', 'Noted on Ada Okafor', 10, 'first', 1);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (1, 1, 'person', 'range', 1, 8, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (2, 1, 'contact_point', 'range', 1, 8, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (3, 1, 'source_record', 'range', 1, 8, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (4, 1, 'moment', 'range', 1, 12, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (5, 1, 'moment_person', 'range', 1, 14, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (6, 1, 'source_file', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (7, 2, 'person', 'update', 1, NULL, '{"uid":"a00000000000","name":"Inês Müller","first_name":"Inês","last_name":"Müller","nickname":"","greeting":"Inês","salutation":"","language":"","headline":"","company":"Mosonola Media","position":"VP, Sales","location":"","about":"","circle_id":4,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":"2024-08-20","later_until":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (8, 2, 'news', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (9, 2, 'source_record', 'update', 1, NULL, '{"source":"linkedin","key":"sapa-miteve-4","person_id":1,"fields":"[\"Inês\",\"Müller\",\"Inês Müller\",\"\",\"Mosonola Media\",\"VP, Sales\",\"\",\"\",\"\",\"2024-08-20\",[[\"linkedin\",\"https://www.linkedin.com/in/sapa-miteve-4\",\"\"]],[]]","raw":"","absent_since":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (10, 2, 'person', 'update', 3, NULL, '{"uid":"a00000000002","name":"Samuel Almeida","first_name":"Samuel","last_name":"Almeida","nickname":"","greeting":"Samuel","salutation":"","language":"","headline":"","company":"Zami GmbH","position":"VP, Sales","location":"","about":"","circle_id":4,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":"2018-07-25","later_until":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (11, 2, 'news', 'insert', 2, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (12, 2, 'source_record', 'update', 3, NULL, '{"source":"linkedin","key":"lunelako-paso-2","person_id":3,"fields":"[\"Samuel\",\"Almeida\",\"Samuel Almeida\",\"\",\"Zami GmbH\",\"VP, Sales\",\"\",\"\",\"\",\"2018-07-25\",[[\"linkedin\",\"https://www.linkedin.com/in/lunelako-paso-2\",\"\"]],[]]","raw":"","absent_since":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (13, 2, 'contact_point', 'insert', 9, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (14, 2, 'source_record', 'update', 5, NULL, '{"source":"linkedin","key":"zazatolo-ronasozo-3","person_id":5,"fields":"[\"Oscar\",\"Fernández MBA\",\"Oscar Fernández MBA\",\"\",\"Besezo Inc.\",\"Talent Partner\",\"\",\"\",\"\",\"2017-05-08\",[[\"linkedin\",\"https://www.linkedin.com/in/zazatolo-ronasozo-3\",\"\"]],[]]","raw":"","absent_since":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (15, 2, 'former_slug', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (16, 2, 'contact_point', 'delete', 5, NULL, '{"person_id":5,"kind":"linkedin","value":"https://www.linkedin.com/in/zazatolo-ronasozo-3","normalised":"zazatolo-ronasozo-3","label":"","preferred":0}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (17, 2, 'person', 'range', 9, 9, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (18, 2, 'contact_point', 'range', 10, 10, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (19, 2, 'source_record', 'range', 9, 9, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (20, 2, 'moment', 'range', 13, 14, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (21, 2, 'moment_person', 'range', 15, 16, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (22, 2, 'source_file', 'insert', 2, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (23, 3, 'person', 'insert', 10, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (24, 3, 'contact_point', 'insert', 11, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (25, 4, 'person', 'insert', 11, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (26, 4, 'contact_point', 'insert', 12, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (27, 5, 'moment', 'insert', 15, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (28, 5, 'moment_person', 'insert', 17, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (29, 5, 'follow_up', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (30, 6, 'moment', 'insert', 16, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (31, 6, 'moment_person', 'insert', 18, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (32, 6, 'moment_person', 'insert', 19, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (33, 6, 'tag', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (34, 6, 'tag', 'insert', 2, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (35, 6, 'follow_up', 'insert', 2, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (36, 7, 'skip', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (37, 8, 'person', 'update', 11, NULL, '{"uid":"000000000002","name":"Bo Lind","first_name":"Bo","last_name":"Lind","nickname":"","greeting":"Bo","salutation":"","language":"","headline":"","company":"","position":"","location":"","about":"","circle_id":null,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":null,"later_until":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (38, 9, 'person', 'update', 10, NULL, '{"uid":"000000000001","name":"Ada Okafor","first_name":"Ada","last_name":"Okafor","nickname":"","greeting":"Ada","salutation":"","language":"","headline":"","company":"","position":"","location":"","about":"","circle_id":2,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":null,"later_until":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (39, 10, 'person', 'update', 10, NULL, '{"uid":"000000000001","name":"Ada Okafor","first_name":"Ada","last_name":"Okafor","nickname":"","greeting":"Addy","salutation":"","language":"","headline":"","company":"","position":"","location":"","about":"","circle_id":2,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":null,"later_until":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (40, 11, 'nickname', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (41, 12, 'person', 'update', 1, NULL, '{"uid":"a00000000000","name":"Inês Müller","first_name":"Inês","last_name":"Müller","nickname":"","greeting":"Inês","salutation":"","language":"","headline":"","company":"Mosonola Media","position":"Head of Zavivaso","location":"","about":"","circle_id":4,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":"2024-08-20","later_until":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (42, 13, 'person', 'update', 2, NULL, '{"uid":"a00000000001","name":"Wren Teba","first_name":"Wren","last_name":"Teba","nickname":"","greeting":"Wren","salutation":"","language":"","headline":"","company":"Mase GmbH","position":"Director of \"Special\" Projects","location":"","about":"","circle_id":4,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":"2018-10-16","later_until":null}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (43, 14, 'person', 'update', 11, NULL, '{"uid":"000000000002","name":"Bo Lind","first_name":"Bo","last_name":"Lind","nickname":"","greeting":"Bo","salutation":"","language":"","headline":"","company":"","position":"","location":"","about":"","circle_id":null,"pace":null,"status":"active","birthday":null,"how_met":"","connected_on":null,"later_until":"2027-01-01"}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (44, 15, 'relation', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (45, 15, 'relation', 'insert', 2, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (46, 15, 'not_same', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (47, 15, 'tombstone', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (48, 15, 'own_role', 'insert', 1, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (49, 16, 'moment', 'insert', 17, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (50, 16, 'moment_person', 'insert', 20, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (51, 16, 'moment', 'insert', 18, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (52, 16, 'moment_person', 'insert', 21, NULL, NULL);
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (55, 17, 'moment_person', 'delete', 22, NULL, '{"moment_id":19,"person_id":10,"at":"2026-11-22"}');
INSERT INTO change(id, action_id, tbl, op, row_id, last_id, image) VALUES (56, 17, 'moment', 'delete', 19, NULL, '{"uid":"000000000009","at":"2026-11-22","kind":"note","direction":null,"channel":"","text":"a note that was taken back","outcome":"","thread":"","group_thread":0,"template":"","source_key":null}');
INSERT INTO pen(id, action_id, off) VALUES (1, NULL, 0);
INSERT INTO person_search(rowid, name, work, place, words) VALUES (1, 'Inês Müller ines muller  Inês ', 'Head of Zavivaso Mosonola Media ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (2, 'Wren Teba   Wren ', 'Director of "Special" Projects Mase GmbH ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (3, 'Samuel Almeida   Samuel ', 'Head of Nami Zami GmbH ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (4, 'João Luc Hansen PMP® joao luc hansen pmp®  João Luc ', 'VP, Sales Gase Analytics ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (5, 'Oscar Fernández MBA oscar fernandez mba  Oscar ', 'Talent Partner Besezo Inc. ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (6, 'Thandiwe Rida   Thandiwe ', 'Founder & CEO Komi Inc. ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (7, 'Marek Brânză marek branza  Marek ', 'Product Manager Mibeso Bank, N.A. ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (8, 'Thandiwe Gupta   Thandiwe ', 'Researcher Zalu GmbH ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (9, 'JOÃO SODE joao sode  João ', 'Professor Lama Health ', '', '  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (10, 'Ada Okafor   Addy the sailor', '  ', 'Lagos', 'sailing  ');
INSERT INTO person_search(rowid, name, work, place, words) VALUES (11, 'Bo Lind   Bo ', '  ', '', 'sailing  ');
INSERT INTO moment_search(moment_search) VALUES ('rebuild');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence(name, seq) VALUES ('action', 17);
INSERT INTO sqlite_sequence(name, seq) VALUES ('change', 56);
INSERT INTO sqlite_sequence(name, seq) VALUES ('circle', 4);
INSERT INTO sqlite_sequence(name, seq) VALUES ('contact_point', 12);
INSERT INTO sqlite_sequence(name, seq) VALUES ('draft', 2);
INSERT INTO sqlite_sequence(name, seq) VALUES ('follow_up', 2);
INSERT INTO sqlite_sequence(name, seq) VALUES ('former_slug', 1);
INSERT INTO sqlite_sequence(name, seq) VALUES ('moment', 19);
INSERT INTO sqlite_sequence(name, seq) VALUES ('moment_person', 22);
INSERT INTO sqlite_sequence(name, seq) VALUES ('news', 2);
INSERT INTO sqlite_sequence(name, seq) VALUES ('nickname', 1);
INSERT INTO sqlite_sequence(name, seq) VALUES ('not_same', 1);
INSERT INTO sqlite_sequence(name, seq) VALUES ('own_role', 1);
INSERT INTO sqlite_sequence(name, seq) VALUES ('person', 11);
INSERT INTO sqlite_sequence(name, seq) VALUES ('relation', 2);
INSERT INTO sqlite_sequence(name, seq) VALUES ('skip', 1);
INSERT INTO sqlite_sequence(name, seq) VALUES ('source_file', 2);
INSERT INTO sqlite_sequence(name, seq) VALUES ('source_record', 9);
INSERT INTO sqlite_sequence(name, seq) VALUES ('tag', 2);
INSERT INTO sqlite_sequence(name, seq) VALUES ('tombstone', 1);
CREATE TRIGGER moment_search_insert AFTER INSERT ON moment WHEN (SELECT off FROM pen) = 0 BEGIN
    INSERT INTO moment_search(rowid, text) VALUES (NEW.id, NEW.text); END;
CREATE TRIGGER moment_search_delete AFTER DELETE ON moment BEGIN
    INSERT INTO moment_search(moment_search, rowid, text) VALUES ('delete', OLD.id, OLD.text); END;
CREATE TRIGGER moment_search_update AFTER UPDATE OF text ON moment BEGIN
    INSERT INTO moment_search(moment_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    INSERT INTO moment_search(rowid, text) VALUES (NEW.id, NEW.text); END;
CREATE TRIGGER circle_history_insert AFTER INSERT ON circle WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'circle', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER circle_history_update AFTER UPDATE ON circle WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'circle', 'update', OLD.id, json_object('name', OLD.name, 'days', OLD.days) FROM pen; END;
CREATE TRIGGER circle_history_delete AFTER DELETE ON circle WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'circle', 'delete', OLD.id, json_object('name', OLD.name, 'days', OLD.days) FROM pen; END;
CREATE TRIGGER person_history_insert AFTER INSERT ON person WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'person', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER person_history_update AFTER UPDATE ON person WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'person', 'update', OLD.id, json_object('uid', OLD.uid, 'name', OLD.name, 'first_name', OLD.first_name, 'last_name', OLD.last_name, 'nickname', OLD.nickname, 'greeting', OLD.greeting, 'salutation', OLD.salutation, 'language', OLD.language, 'headline', OLD.headline, 'company', OLD.company, 'position', OLD.position, 'location', OLD.location, 'about', OLD.about, 'circle_id', OLD.circle_id, 'pace', OLD.pace, 'status', OLD.status, 'birthday', OLD.birthday, 'how_met', OLD.how_met, 'connected_on', OLD.connected_on, 'later_until', OLD.later_until) FROM pen; END;
CREATE TRIGGER person_history_delete AFTER DELETE ON person WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'person', 'delete', OLD.id, json_object('uid', OLD.uid, 'name', OLD.name, 'first_name', OLD.first_name, 'last_name', OLD.last_name, 'nickname', OLD.nickname, 'greeting', OLD.greeting, 'salutation', OLD.salutation, 'language', OLD.language, 'headline', OLD.headline, 'company', OLD.company, 'position', OLD.position, 'location', OLD.location, 'about', OLD.about, 'circle_id', OLD.circle_id, 'pace', OLD.pace, 'status', OLD.status, 'birthday', OLD.birthday, 'how_met', OLD.how_met, 'connected_on', OLD.connected_on, 'later_until', OLD.later_until) FROM pen; END;
CREATE TRIGGER contact_point_history_insert AFTER INSERT ON contact_point WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'contact_point', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER contact_point_history_update AFTER UPDATE ON contact_point WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'contact_point', 'update', OLD.id, json_object('person_id', OLD.person_id, 'kind', OLD.kind, 'value', OLD.value, 'normalised', OLD.normalised, 'label', OLD.label, 'preferred', OLD.preferred) FROM pen; END;
CREATE TRIGGER contact_point_history_delete AFTER DELETE ON contact_point WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'contact_point', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'kind', OLD.kind, 'value', OLD.value, 'normalised', OLD.normalised, 'label', OLD.label, 'preferred', OLD.preferred) FROM pen; END;
CREATE TRIGGER former_slug_history_insert AFTER INSERT ON former_slug WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'former_slug', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER former_slug_history_update AFTER UPDATE ON former_slug WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'former_slug', 'update', OLD.id, json_object('person_id', OLD.person_id, 'slug', OLD.slug) FROM pen; END;
CREATE TRIGGER former_slug_history_delete AFTER DELETE ON former_slug WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'former_slug', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'slug', OLD.slug) FROM pen; END;
CREATE TRIGGER nickname_history_insert AFTER INSERT ON nickname WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'nickname', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER nickname_history_update AFTER UPDATE ON nickname WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'nickname', 'update', OLD.id, json_object('person_id', OLD.person_id, 'name', OLD.name) FROM pen; END;
CREATE TRIGGER nickname_history_delete AFTER DELETE ON nickname WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'nickname', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'name', OLD.name) FROM pen; END;
CREATE TRIGGER tag_history_insert AFTER INSERT ON tag WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'tag', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER tag_history_update AFTER UPDATE ON tag WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'tag', 'update', OLD.id, json_object('person_id', OLD.person_id, 'name', OLD.name) FROM pen; END;
CREATE TRIGGER tag_history_delete AFTER DELETE ON tag WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'tag', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'name', OLD.name) FROM pen; END;
CREATE TRIGGER relation_history_insert AFTER INSERT ON relation WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'relation', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER relation_history_update AFTER UPDATE ON relation WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'relation', 'update', OLD.id, json_object('person_id', OLD.person_id, 'other_id', OLD.other_id, 'kind', OLD.kind) FROM pen; END;
CREATE TRIGGER relation_history_delete AFTER DELETE ON relation WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'relation', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'other_id', OLD.other_id, 'kind', OLD.kind) FROM pen; END;
CREATE TRIGGER moment_history_insert AFTER INSERT ON moment WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'moment', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER moment_history_update AFTER UPDATE ON moment WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'moment', 'update', OLD.id, json_object('uid', OLD.uid, 'at', OLD.at, 'kind', OLD.kind, 'direction', OLD.direction, 'channel', OLD.channel, 'text', OLD.text, 'outcome', OLD.outcome, 'thread', OLD.thread, 'group_thread', OLD.group_thread, 'template', OLD.template, 'source_key', OLD.source_key) FROM pen; END;
CREATE TRIGGER moment_history_delete AFTER DELETE ON moment WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'moment', 'delete', OLD.id, json_object('uid', OLD.uid, 'at', OLD.at, 'kind', OLD.kind, 'direction', OLD.direction, 'channel', OLD.channel, 'text', OLD.text, 'outcome', OLD.outcome, 'thread', OLD.thread, 'group_thread', OLD.group_thread, 'template', OLD.template, 'source_key', OLD.source_key) FROM pen; END;
CREATE TRIGGER moment_person_history_insert AFTER INSERT ON moment_person WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'moment_person', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER moment_person_history_update AFTER UPDATE ON moment_person WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'moment_person', 'update', OLD.id, json_object('moment_id', OLD.moment_id, 'person_id', OLD.person_id, 'at', OLD.at) FROM pen; END;
CREATE TRIGGER moment_person_history_delete AFTER DELETE ON moment_person WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'moment_person', 'delete', OLD.id, json_object('moment_id', OLD.moment_id, 'person_id', OLD.person_id, 'at', OLD.at) FROM pen; END;
CREATE TRIGGER follow_up_history_insert AFTER INSERT ON follow_up WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'follow_up', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER follow_up_history_update AFTER UPDATE ON follow_up WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'follow_up', 'update', OLD.id, json_object('uid', OLD.uid, 'person_id', OLD.person_id, 'due', OLD.due, 'what', OLD.what, 'promise', OLD.promise, 'done_on', OLD.done_on, 'dropped', OLD.dropped) FROM pen; END;
CREATE TRIGGER follow_up_history_delete AFTER DELETE ON follow_up WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'follow_up', 'delete', OLD.id, json_object('uid', OLD.uid, 'person_id', OLD.person_id, 'due', OLD.due, 'what', OLD.what, 'promise', OLD.promise, 'done_on', OLD.done_on, 'dropped', OLD.dropped) FROM pen; END;
CREATE TRIGGER skip_history_insert AFTER INSERT ON skip WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'skip', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER skip_history_update AFTER UPDATE ON skip WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'skip', 'update', OLD.id, json_object('person_id', OLD.person_id, 'day', OLD.day) FROM pen; END;
CREATE TRIGGER skip_history_delete AFTER DELETE ON skip WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'skip', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'day', OLD.day) FROM pen; END;
CREATE TRIGGER news_history_insert AFTER INSERT ON news WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'news', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER news_history_update AFTER UPDATE ON news WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'news', 'update', OLD.id, json_object('person_id', OLD.person_id, 'field', OLD.field, 'earlier', OLD.earlier, 'later', OLD.later, 'earlier_file', OLD.earlier_file, 'later_file', OLD.later_file, 'noticed_on', OLD.noticed_on) FROM pen; END;
CREATE TRIGGER news_history_delete AFTER DELETE ON news WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'news', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'field', OLD.field, 'earlier', OLD.earlier, 'later', OLD.later, 'earlier_file', OLD.earlier_file, 'later_file', OLD.later_file, 'noticed_on', OLD.noticed_on) FROM pen; END;
CREATE TRIGGER own_role_history_insert AFTER INSERT ON own_role WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'own_role', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER own_role_history_update AFTER UPDATE ON own_role WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'own_role', 'update', OLD.id, json_object('company', OLD.company, 'position', OLD.position, 'started_on', OLD.started_on, 'ended_on', OLD.ended_on) FROM pen; END;
CREATE TRIGGER own_role_history_delete AFTER DELETE ON own_role WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'own_role', 'delete', OLD.id, json_object('company', OLD.company, 'position', OLD.position, 'started_on', OLD.started_on, 'ended_on', OLD.ended_on) FROM pen; END;
CREATE TRIGGER source_file_history_insert AFTER INSERT ON source_file WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'source_file', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER source_file_history_update AFTER UPDATE ON source_file WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'source_file', 'update', OLD.id, json_object('source', OLD.source, 'name', OLD.name, 'dated', OLD.dated, 'owner', OLD.owner, 'read_on', OLD.read_on) FROM pen; END;
CREATE TRIGGER source_file_history_delete AFTER DELETE ON source_file WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'source_file', 'delete', OLD.id, json_object('source', OLD.source, 'name', OLD.name, 'dated', OLD.dated, 'owner', OLD.owner, 'read_on', OLD.read_on) FROM pen; END;
CREATE TRIGGER source_record_history_insert AFTER INSERT ON source_record WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'source_record', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER source_record_history_update AFTER UPDATE ON source_record WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'source_record', 'update', OLD.id, json_object('source', OLD.source, 'key', OLD.key, 'person_id', OLD.person_id, 'fields', OLD.fields, 'raw', OLD.raw, 'absent_since', OLD.absent_since) FROM pen; END;
CREATE TRIGGER source_record_history_delete AFTER DELETE ON source_record WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'source_record', 'delete', OLD.id, json_object('source', OLD.source, 'key', OLD.key, 'person_id', OLD.person_id, 'fields', OLD.fields, 'raw', OLD.raw, 'absent_since', OLD.absent_since) FROM pen; END;
CREATE TRIGGER not_same_history_insert AFTER INSERT ON not_same WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'not_same', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER not_same_history_update AFTER UPDATE ON not_same WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'not_same', 'update', OLD.id, json_object('uid', OLD.uid, 'other_uid', OLD.other_uid) FROM pen; END;
CREATE TRIGGER not_same_history_delete AFTER DELETE ON not_same WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'not_same', 'delete', OLD.id, json_object('uid', OLD.uid, 'other_uid', OLD.other_uid) FROM pen; END;
CREATE TRIGGER tombstone_history_insert AFTER INSERT ON tombstone WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'tombstone', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER tombstone_history_update AFTER UPDATE ON tombstone WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'tombstone', 'update', OLD.id, json_object('uid', OLD.uid, 'source', OLD.source, 'key', OLD.key, 'deleted_on', OLD.deleted_on) FROM pen; END;
CREATE TRIGGER tombstone_history_delete AFTER DELETE ON tombstone WHEN (SELECT off FROM pen) = 0 BEGIN SELECT RAISE(ABORT, 'a write to history without an action') WHERE (SELECT action_id FROM pen) IS NULL; INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'tombstone', 'delete', OLD.id, json_object('uid', OLD.uid, 'source', OLD.source, 'key', OLD.key, 'deleted_on', OLD.deleted_on) FROM pen; END;
CREATE TRIGGER draft_history_insert AFTER INSERT ON draft WHEN (SELECT off FROM pen) = 0 AND (SELECT action_id FROM pen) IS NOT NULL BEGIN  INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'draft', 'insert', NEW.id, NULL FROM pen; END;
CREATE TRIGGER draft_history_update AFTER UPDATE ON draft WHEN (SELECT off FROM pen) = 0 AND (SELECT action_id FROM pen) IS NOT NULL BEGIN  INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'draft', 'update', OLD.id, json_object('person_id', OLD.person_id, 'kind', OLD.kind, 'text', OLD.text, 'template', OLD.template, 'subject', OLD.subject, 'saved_at', OLD.saved_at, 'handed_over', OLD.handed_over, 'channel', OLD.channel) FROM pen; END;
CREATE TRIGGER draft_history_delete AFTER DELETE ON draft WHEN (SELECT off FROM pen) = 0 AND (SELECT action_id FROM pen) IS NOT NULL BEGIN  INSERT INTO change(action_id, tbl, op, row_id, image) SELECT action_id, 'draft', 'delete', OLD.id, json_object('person_id', OLD.person_id, 'kind', OLD.kind, 'text', OLD.text, 'template', OLD.template, 'subject', OLD.subject, 'saved_at', OLD.saved_at, 'handed_over', OLD.handed_over, 'channel', OLD.channel) FROM pen; END;

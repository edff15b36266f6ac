-- What SQLite takes and schemas in the wild hold: each of these once kept a database from being derived.
CREATE TABLE doubled (id INTEGER PRIMARY KEY, n INT, s INT GENERATED ALWAYS AS (n * 2) STORED);
INSERT INTO doubled (n) VALUES (2), (3), (2), (5);
CREATE VIRTUAL TABLE texts USING fts5 (body);
INSERT INTO texts VALUES ('hello'), ('bye');
CREATE TABLE "we""ird" ("x y" TEXT, "z""" INT);
INSERT INTO "we""ird" VALUES ('a', 1), ('b', 2);
CREATE TABLE "Größe Ж" ("Straße" TEXT, n INT);
INSERT INTO "Größe Ж" VALUES ('a', 1), ('ß', 2);
CREATE TABLE keyed (k TEXT PRIMARY KEY, v INT) WITHOUT ROWID;
INSERT INTO keyed VALUES ('a', 1), ('b', 2);
CREATE VIEW seen AS SELECT id FROM doubled WHERE n = 2;
CREATE VIEW broken AS SELECT * FROM nowhere;
CREATE TRIGGER refusing AFTER INSERT ON keyed BEGIN SELECT RAISE(ABORT, 'no'); END;
CREATE TABLE measured (id INTEGER PRIMARY KEY, depth REAL NOT NULL) STRICT;
INSERT INTO measured VALUES (1, 1.5), (2, 2.5), (3, 2.5);
CREATE TABLE extremes (n INT);
INSERT INTO extremes VALUES (9223372036854775807), (-9223372036854775808), (0);

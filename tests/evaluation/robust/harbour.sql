CREATE TABLE ships (ship_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, class TEXT NOT NULL, seats INTEGER NOT NULL, retired_on DATE);
CREATE TABLE crew (crew_id INTEGER PRIMARY KEY, ship_id INTEGER NOT NULL REFERENCES ships (ship_id), role TEXT NOT NULL, wage REAL CHECK (wage > 0), boss_id INTEGER REFERENCES crew (crew_id));
CREATE TABLE trips (ship_id INTEGER NOT NULL REFERENCES ships (ship_id), day DATE NOT NULL, guests INTEGER, PRIMARY KEY (ship_id, day));
INSERT INTO ships VALUES (1, 'Brant', 'fast', 120, NULL), (2, 'Avocet', 'slow', 80, '2021-05-01'), (3, 'Curlew', 'slow', 300, NULL), (4, 'Dunlin', 'fast', 80, NULL), (5, 'Eider', 'slow', 45, '2019-11-30');
INSERT INTO crew VALUES (1, 1, 'mate', 2100.0, NULL), (2, 1, 'cook', 1800.0, 1), (3, 2, 'mate', 2000.0, NULL), (4, 3, 'deckhand', 1500.0, 1), (5, 3, 'mate', 2200.0, 3);
INSERT INTO trips VALUES (1, '2024-06-01', 90), (1, '2024-06-02', 110), (2, '2024-06-01', NULL), (3, '2024-07-01', 250), (4, '2024-07-03', 12);

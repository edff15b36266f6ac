CREATE TABLE ports (id INTEGER PRIMARY KEY, name TEXT, country TEXT, "home berth" TEXT);
CREATE TABLE vessels (
  id INTEGER PRIMARY KEY,
  name TEXT,
  passengers INTEGER,
  weight NUMERIC(10, 2),
  built DATE,
  active BOOLEAN,
  port_id INTEGER REFERENCES ports (id)
);
CREATE TABLE sailings (
  vessel_id INTEGER REFERENCES vessels (id),
  origin_id INTEGER REFERENCES ports (id),
  target_id INTEGER REFERENCES ports (id),
  departs TIMESTAMP,
  "order" INTEGER
);

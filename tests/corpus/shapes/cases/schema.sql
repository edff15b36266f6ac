CREATE TABLE growers (
  grower_id NUMERIC PRIMARY KEY,
  name TEXT,
  valley TEXT
);
CREATE TABLE crates (
  crate_id NUMERIC PRIMARY KEY,
  grower_id NUMERIC,
  picked_on TIMESTAMP,
  kilos NUMERIC,
  FOREIGN KEY (grower_id) REFERENCES growers (grower_id)
);

CREATE TYPE tide AS ENUM ('ebb', 'flood');
CREATE SEQUENCE berth_ids START 1;
CREATE TABLE berths (berth_id INTEGER DEFAULT nextval('berth_ids') PRIMARY KEY, tide tide, lengths DOUBLE[], place STRUCT(quay VARCHAR, number INTEGER));
COMMENT ON COLUMN berths.lengths IS 'in metres';

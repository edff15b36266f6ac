-- ************ Create Tables ************
CREATE TYPE mood AS ENUM ('calm', 'rough');

CREATE TABLE ports (
  code CHAR(3) NOT NULL,
  "Name" TEXT NOT NULL, -- as painted; on the sign
  -- of the harbour
  "order" SMALLINT,
  opened TIMESTAMP WITH TIME ZONE,
  CONSTRAINT ports_pkey PRIMARY KEY (code)
);
CREATE TABLE public.vessels (
  "vessel_id" BIGSERIAL PRIMARY KEY,
  "class" VARCHAR(20) NOT NULL CHECK ("class" IN ('ro-pax', 'freighter')),
  status TEXT CHECK (status = ANY (ARRAY['in service'::text, 'retired'::text])),
  sea mood,
  home CHAR(3) NOT NULL,
  yard INT REFERENCES yards (yard_id),
  tags TEXT[],
  plan JSONB
);
CREATE TABLE fleet.calls (
  port CHAR(3), vessel BIGINT, day DATE, "Größe" NUMERIC(6, 1),
  PRIMARY KEY (port, vessel, day),
  FOREIGN KEY (vessel) REFERENCES vessels,
  FOREIGN KEY (port) REFERENCES ports ("Name")
);
CREATE TABLE fees (id INT PRIMARY KEY, port CHAR(3), vessel BIGINT, day DATE, paid BOOLEAN, amount REAL);
ALTER TABLE ONLY vessels ADD CONSTRAINT vessels_home_fkey FOREIGN KEY (home) REFERENCES ports (code);
ALTER TABLE fees ADD CONSTRAINT fees_calls FOREIGN KEY (port, vessel, day) REFERENCES fleet.calls (port, vessel, day);
COMMENT ON TABLE vessels IS 'Ours and chartered ones';
COMMENT ON COLUMN vessels.home IS 'Where she
sleeps';

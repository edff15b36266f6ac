CREATE TABLE ports (
  code character varying(5) PRIMARY KEY
);
CREATE TABLE ops.visits (
  at timestamp with time zone NOT NULL,
  port character varying,
  FOREIGN KEY (port) REFERENCES ports (code)
);
CREATE TABLE ops.landings (
  at timestamp with time zone NOT NULL,
  berth integer NOT NULL,
  FOREIGN KEY (at) REFERENCES ops.visits (at),
  FOREIGN KEY (berth) REFERENCES yard.berths
);

-- Kestrel Ferries: passengers and freight along the Sable Coast. Money is in crowns; times are local.

CREATE TABLE ports (
  port_id INTEGER PRIMARY KEY,
  name VARCHAR(40) NOT NULL,
  region VARCHAR(20) NOT NULL, -- 'mainland', 'inner isles' or 'outer isles'
  berths INTEGER NOT NULL,
  opened_on DATE NOT NULL,
  harbour_master VARCHAR(60) -- NULL while the post is vacant
);

CREATE TABLE vessels (
  vessel_id INTEGER PRIMARY KEY,
  name VARCHAR(40) NOT NULL,
  class VARCHAR(20) NOT NULL, -- 'ro-pax', 'fast craft' or 'freighter'
  built_year INTEGER NOT NULL,
  seats INTEGER NOT NULL,
  lane_metres INTEGER NOT NULL, -- length of vehicle deck
  home_port_id INTEGER REFERENCES ports (port_id), -- NULL if chartered
  retired_on DATE -- NULL while in service
);

CREATE TABLE routes (
  route_id INTEGER PRIMARY KEY,
  code VARCHAR(10) NOT NULL, -- such as 'MER-SKA'
  origin_port_id INTEGER NOT NULL REFERENCES ports (port_id),
  destination_port_id INTEGER NOT NULL REFERENCES ports (port_id),
  distance_nm DECIMAL(6, 1) NOT NULL, -- nautical miles
  crossing_minutes INTEGER NOT NULL -- timetabled
);

CREATE TABLE sailings (
  sailing_id INTEGER PRIMARY KEY,
  route_id INTEGER NOT NULL REFERENCES routes (route_id),
  vessel_id INTEGER NOT NULL REFERENCES vessels (vessel_id),
  planned_departure TIMESTAMP NOT NULL,
  actual_departure TIMESTAMP, -- NULL if cancelled
  status VARCHAR(12) NOT NULL, -- 'sailed', 'cancelled' or 'diverted'
  cancel_reason VARCHAR(20), -- 'weather', 'technical', 'crew' or 'tide'
  seats_offered INTEGER NOT NULL,
  seats_sold INTEGER NOT NULL,
  fuel_litres DECIMAL(8, 1) -- NULL if not reported
);

CREATE TABLE customers (
  customer_id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  segment VARCHAR(12) NOT NULL, -- 'private', 'business' or 'agency'
  town VARCHAR(40) NOT NULL,
  email VARCHAR(80),
  joined_on DATE NOT NULL
);

CREATE TABLE bookings (
  booking_id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
  sailing_id INTEGER NOT NULL REFERENCES sailings (sailing_id),
  booked_at TIMESTAMP NOT NULL,
  channel VARCHAR(10) NOT NULL, -- 'web', 'phone', 'desk' or 'agent'
  status VARCHAR(10) NOT NULL, -- 'paid', 'refunded' or 'no-show'
  passengers INTEGER NOT NULL,
  vehicles INTEGER NOT NULL,
  fare DECIMAL(8, 2) NOT NULL, -- for the whole booking
  discount DECIMAL(8, 2) -- NULL if none was given
);

CREATE TABLE reviews (
  review_id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (booking_id),
  rating INTEGER NOT NULL, -- 1 (poor) to 5
  comment VARCHAR(200),
  written_on DATE NOT NULL
);

CREATE TABLE consignments (
  consignment_id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (customer_id), -- the shipper
  sailing_id INTEGER NOT NULL REFERENCES sailings (sailing_id),
  cargo VARCHAR(20) NOT NULL, -- 'timber', 'fish', 'livestock', 'parcels', 'fuel' or 'machinery'
  tonnes DECIMAL(6, 1) NOT NULL,
  charge DECIMAL(9, 2) NOT NULL,
  delivered_on DATE -- NULL while in transit
);

CREATE TABLE invoices (
  invoice_id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
  amount DECIMAL(9, 2) NOT NULL,
  issued_on DATE NOT NULL,
  due_on DATE NOT NULL,
  paid_on DATE -- NULL while open
);

CREATE TABLE crew (
  crew_id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  role VARCHAR(20) NOT NULL, -- 'master', 'mate', 'engineer', 'deckhand' or 'steward'
  base_port_id INTEGER NOT NULL REFERENCES ports (port_id),
  day_rate DECIMAL(7, 2) NOT NULL,
  hired_on DATE NOT NULL,
  left_on DATE -- NULL while employed
);

CREATE TABLE shifts (
  shift_id INTEGER PRIMARY KEY,
  crew_id INTEGER NOT NULL REFERENCES crew (crew_id),
  sailing_id INTEGER NOT NULL REFERENCES sailings (sailing_id),
  starts_at TIMESTAMP NOT NULL,
  hours DECIMAL(4, 1) NOT NULL,
  overtime_hours DECIMAL(4, 1) -- NULL if none
);

CREATE TABLE repairs (
  repair_id INTEGER PRIMARY KEY,
  vessel_id INTEGER NOT NULL REFERENCES vessels (vessel_id),
  port_id INTEGER NOT NULL REFERENCES ports (port_id), -- the yard
  part VARCHAR(20) NOT NULL, -- 'engine', 'hull', 'ramp', 'radar' or 'galley'
  reported_on DATE NOT NULL,
  due_on DATE NOT NULL,
  finished_on DATE, -- NULL while open
  cost DECIMAL(10, 2) -- NULL until invoiced
);

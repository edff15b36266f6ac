-- What the office of Kestrel Ferries keeps beside the twelve tables of its ferries: with these, the schema has twenty.

CREATE TABLE suppliers (
  supplier_id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  trade VARCHAR(20) NOT NULL, -- 'fuel', 'food', 'parts' or 'linen'
  town VARCHAR(40) NOT NULL,
  rated INTEGER -- 1 (avoid) to 5
);

CREATE TABLE purchase_orders (
  purchase_order_id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (supplier_id),
  port_id INTEGER NOT NULL REFERENCES ports (port_id), -- where it is delivered
  ordered_on DATE NOT NULL,
  received_on DATE, -- NULL while on its way
  total DECIMAL(8, 2) NOT NULL
);

CREATE TABLE fuel_prices (
  priced_on DATE PRIMARY KEY,
  crowns_per_litre DECIMAL(5, 3) NOT NULL,
  supplier_id INTEGER REFERENCES suppliers (supplier_id)
);

CREATE TABLE buildings (
  building_id INTEGER PRIMARY KEY,
  port_id INTEGER NOT NULL REFERENCES ports (port_id),
  purpose VARCHAR(20) NOT NULL, -- 'terminal', 'office', 'store' or 'workshop'
  floor_area_m2 DECIMAL(8, 1) NOT NULL,
  leased_until DATE -- NULL if owned
);

CREATE TABLE clerks (
  clerk_id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  department VARCHAR(20) NOT NULL, -- 'sales', 'accounts', 'claims' or 'purchasing'
  building_id INTEGER REFERENCES buildings (building_id),
  monthly_salary DECIMAL(8, 2) NOT NULL
);

CREATE TABLE claims (
  claim_id INTEGER PRIMARY KEY,
  booking_id INTEGER REFERENCES bookings (booking_id),
  consignment_id INTEGER REFERENCES consignments (consignment_id),
  clerk_id INTEGER REFERENCES clerks (clerk_id),
  filed_on DATE NOT NULL,
  settled_on DATE, -- NULL while disputed
  compensation DECIMAL(8, 2) -- NULL until settled
);

CREATE TABLE inspections (
  inspection_id INTEGER PRIMARY KEY,
  vessel_id INTEGER NOT NULL REFERENCES vessels (vessel_id),
  authority VARCHAR(30) NOT NULL,
  inspected_on DATE NOT NULL,
  findings INTEGER NOT NULL, -- how many defects were noted
  passed INTEGER NOT NULL -- 1 or 0
);

CREATE TABLE weather_reports (
  weather_report_id INTEGER PRIMARY KEY,
  port_id INTEGER NOT NULL REFERENCES ports (port_id),
  observed_at TIMESTAMP NOT NULL,
  wind_knots DECIMAL(4, 1) NOT NULL,
  wave_metres DECIMAL(4, 1), -- NULL if the buoy was out
  visibility VARCHAR(10) -- 'good', 'moderate' or 'fog'
);

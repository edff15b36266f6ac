-- A shop, as a Postgres team would declare it.
CREATE SCHEMA IF NOT EXISTS public;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(100) NOT NULL, -- as on the invoice
    email text UNIQUE CHECK (email LIKE '%@%'),
    city text,
    country char(2) DEFAULT 'NL',
    joined date NOT NULL DEFAULT CURRENT_DATE,
    tags text[] NOT NULL DEFAULT '{}',
    profile jsonb
);
COMMENT ON COLUMN customers.profile IS 'what the customer tells; free form';
CREATE TABLE public.orders (
    id bigserial PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total numeric(12, 2) NOT NULL,
    placed timestamptz NOT NULL DEFAULT now(),
    shipped date,
    status text NOT NULL,
    note text,
    CONSTRAINT positive CHECK (total >= 0)
);
CREATE INDEX orders_by_customer ON orders USING btree (customer_id, placed DESC);
CREATE TABLE items (id int PRIMARY KEY, name text NOT NULL, price numeric(10, 2), category text, attributes json);
CREATE TABLE order_lines (
    order_id bigint REFERENCES orders (id),
    item_id int REFERENCES items (id),
    quantity int NOT NULL,
    discount double precision,
    PRIMARY KEY (order_id, item_id)
);
CREATE TABLE employees (
    id int PRIMARY KEY, name text, manager_id int REFERENCES employees (id), department text, salary numeric, hired date
);
CREATE TABLE events (
    id bigint, kind text, at timestamp without time zone, payload jsonb, source inet, took interval
) PARTITION BY RANGE (at);
CREATE TABLE "Odd Names" ("Qty;Sold" int, "select" text, "group" text, "Mixed Case" text, "from" date);
CREATE VIEW open_orders AS SELECT id, total, customer_id FROM orders WHERE status = 'open';
CREATE TYPE place AS (city text, zip text);
CREATE TYPE dock AS (address place, height numeric(5, 2)); -- of a depot
CREATE TABLE depots (
    id int PRIMARY KEY, title text, state mood, address place, docks dock[], opened date
);
CREATE TABLE deliveries (
    id int PRIMARY KEY, depot_id int REFERENCES depots (id), weight numeric(6, 2), delivered date, tags text[]
);

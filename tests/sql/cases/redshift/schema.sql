-- The shop in Redshift, with distribution and sort keys.
CREATE TABLE IF NOT EXISTS customers (
    id BIGINT IDENTITY(1, 1) NOT NULL ENCODE az64,
    name VARCHAR(100) NOT NULL ENCODE lzo,
    email VARCHAR(256),
    city VARCHAR(64),
    country CHAR(2),
    joined DATE,
    profile SUPER,
    PRIMARY KEY (id)
) DISTSTYLE KEY DISTKEY (id) SORTKEY (joined);
CREATE TABLE public.orders (
    id BIGINT NOT NULL,
    customer_id BIGINT REFERENCES customers (id),
    total DECIMAL(12, 2),
    placed TIMESTAMP,
    shipped DATE,
    status VARCHAR(16),
    note VARCHAR(MAX)
) DISTKEY (customer_id) COMPOUND SORTKEY (customer_id, placed);
CREATE TABLE items (id INTEGER, name VARCHAR(200), price DECIMAL(10, 2), category VARCHAR(64)) DISTSTYLE ALL;
CREATE TABLE order_lines (order_id BIGINT, item_id INTEGER, quantity INTEGER, discount DOUBLE PRECISION);
CREATE TABLE employees (
    id INTEGER, name VARCHAR(100), manager_id INTEGER, department VARCHAR(64), salary DECIMAL(12, 2), hired DATE
);
CREATE TABLE events (id BIGINT, kind VARCHAR(32), at TIMESTAMPTZ, payload VARCHAR(65535)) DISTSTYLE EVEN;
CREATE TABLE "odd names" ("qty;sold" INTEGER, "select" VARCHAR(10), "group" VARCHAR(10));

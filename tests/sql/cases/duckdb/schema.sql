-- The shop in DuckDB.
CREATE TABLE customers (
    id BIGINT PRIMARY KEY, name VARCHAR NOT NULL, email VARCHAR, city VARCHAR, country VARCHAR DEFAULT 'NL',
    joined DATE, tags VARCHAR[], address STRUCT(street VARCHAR, zip VARCHAR), profile JSON
);
CREATE TABLE orders (
    id BIGINT, customer_id BIGINT, total DECIMAL(12, 2), placed TIMESTAMP, shipped DATE, status VARCHAR, note VARCHAR
);
CREATE TABLE items (id INTEGER, name VARCHAR, price DECIMAL(10, 2), category VARCHAR, attributes MAP(VARCHAR, VARCHAR));
CREATE TABLE order_lines (order_id BIGINT, item_id INTEGER, quantity INTEGER, discount DOUBLE);
CREATE TABLE employees (id INTEGER, name VARCHAR, manager_id INTEGER, department VARCHAR, salary DECIMAL(12, 2), hired DATE);
CREATE TABLE events (id UBIGINT, kind VARCHAR, happened TIMESTAMPTZ, payload JSON, took INTERVAL);
CREATE TABLE quarters (item VARCHAR, q1 INTEGER, q2 INTEGER, q3 INTEGER, q4 INTEGER);
CREATE TABLE "Odd Names" ("Qty;Sold" INTEGER, "select" VARCHAR, "group" VARCHAR);

-- The shop in Snowflake.
CREATE OR REPLACE TABLE customers (
    id NUMBER(38, 0) NOT NULL AUTOINCREMENT START 1 INCREMENT 1,
    name VARCHAR(100) NOT NULL COMMENT 'as on the invoice',
    email STRING,
    city STRING,
    country CHAR(2),
    joined DATE,
    tags ARRAY,
    profile VARIANT,
    CONSTRAINT pk PRIMARY KEY (id)
) COMMENT = 'who buys';
CREATE TABLE orders (
    id NUMBER, customer_id NUMBER REFERENCES customers (id), total NUMBER(12, 2), placed TIMESTAMP_NTZ,
    shipped DATE, status VARCHAR, note TEXT
) CLUSTER BY (placed);
CREATE TABLE items (id INT, name VARCHAR, price NUMBER(10, 2), category VARCHAR, attributes OBJECT);
CREATE TRANSIENT TABLE order_lines (order_id NUMBER, item_id INT, quantity INT, discount FLOAT);
CREATE TABLE employees (id INT, name VARCHAR, manager_id INT, department VARCHAR, salary NUMBER(12, 2), hired DATE);
CREATE TABLE events (id NUMBER, kind VARCHAR, at TIMESTAMP_TZ, payload VARIANT, place GEOGRAPHY);
CREATE TABLE quarters (item VARCHAR, q1 INT, q2 INT, q3 INT, q4 INT);
CREATE TABLE "Odd Names" ("Qty;Sold" INT, "select" VARCHAR, "group" VARCHAR);
CREATE TABLE parcels (
    id INT, sender OBJECT(name VARCHAR NOT NULL, address OBJECT(city VARCHAR, zip VARCHAR)),
    stops ARRAY(OBJECT(city VARCHAR, at DATE)), fees MAP(VARCHAR, NUMBER)
);

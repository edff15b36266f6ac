-- The shop in SQLite.
CREATE TABLE customers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE, -- as on the invoice
    email TEXT UNIQUE,
    city,
    country TEXT DEFAULT 'NL',
    joined DATE,
    profile TEXT
);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    total REAL CHECK (total >= 0),
    placed DATETIME DEFAULT CURRENT_TIMESTAMP,
    shipped DATE,
    status TEXT,
    note TEXT
);
CREATE INDEX orders_by_customer ON orders (customer_id);
CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL, category TEXT, attributes TEXT);
CREATE TABLE order_lines (order_id INTEGER, item_id INTEGER, quantity INTEGER, discount REAL, PRIMARY KEY (order_id, item_id)) WITHOUT ROWID;
CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT, manager_id INTEGER, department TEXT, salary REAL, hired DATE);
CREATE TABLE events (id INTEGER, kind TEXT, at TEXT, payload TEXT);
CREATE TABLE "Odd Names" ("Qty;Sold" INTEGER, "select" TEXT, "group" TEXT, "Mixed Case" TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS docs USING fts5(title, body UNINDEXED, tokenize = 'porter unicode61', prefix = '2 3');
CREATE VIRTUAL TABLE boxes USING rtree(id, minX, maxX, +label TEXT);

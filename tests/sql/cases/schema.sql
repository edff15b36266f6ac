CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, city TEXT, joined DATE);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customers (id),
  total REAL,
  placed DATE,
  status TEXT
);
CREATE TABLE order_lines (order_id INTEGER, item_id INTEGER, quantity INTEGER, PRIMARY KEY (order_id, item_id));
CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL);
CREATE TABLE "Odd Names" ("Qty;Sold" INTEGER, "select" TEXT);

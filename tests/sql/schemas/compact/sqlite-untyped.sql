CREATE TABLE t (a, b TEXT CHECK (b IN ('it''s', 'on')), c INTEGER CHECK (c IN (0, 1)), d CHECK (d > 0));

CREATE TABLE fleet.ships (
  id int unsigned PRIMARY KEY,
  name varchar(80) NOT NULL, -- as painted on the hull
  `order` enum('a','b')
);

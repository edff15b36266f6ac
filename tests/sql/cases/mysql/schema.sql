-- The shop in MySQL 8.
CREATE TABLE `customers` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(100) COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'as on the invoice',
  `email` varchar(255) DEFAULT NULL,
  `city` varchar(64) DEFAULT NULL,
  `country` char(2) NOT NULL DEFAULT 'NL',
  `joined` date NOT NULL,
  `profile` json DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `by_email` (`email`),
  KEY `by_city` (`city`, `joined`)
) ENGINE=InnoDB AUTO_INCREMENT=1001 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='who buys';
CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id BIGINT UNSIGNED NOT NULL,
  total DECIMAL(12,2) NOT NULL,
  placed DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  shipped DATE,
  status ENUM('open', 'paid', 'sent') NOT NULL,
  note TEXT,
  INDEX idx_customer (customer_id),
  CONSTRAINT fk_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(200), price DECIMAL(10,2), category VARCHAR(64), FULLTEXT KEY ft (name));
CREATE TABLE order_lines (order_id BIGINT UNSIGNED, item_id INT, quantity INT, discount DOUBLE, PRIMARY KEY (order_id, item_id));
CREATE TABLE employees (id INT PRIMARY KEY, name VARCHAR(100), manager_id INT, department VARCHAR(64), salary DECIMAL(12,2), hired DATE);
CREATE TABLE events (id BIGINT, kind VARCHAR(32), at TIMESTAMP(6), payload JSON);
CREATE TABLE `odd names` (`qty;sold` INT, `select` VARCHAR(10), `group` VARCHAR(10), `it's` VARCHAR(10));

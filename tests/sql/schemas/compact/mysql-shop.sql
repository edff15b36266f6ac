CREATE TABLE `customer list` (
  `id` INT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'counts up',
  `kind` ENUM('private', 'trade') NOT NULL,
  `born` YEAR,
  `active` TINYINT(1),
  PRIMARY KEY (`id`),
  KEY `by_kind` (`kind`)
) ENGINE=InnoDB COMMENT='Who buys';

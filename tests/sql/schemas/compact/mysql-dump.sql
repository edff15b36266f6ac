/*!50503 SET NAMES utf8mb4 */;
CREATE TABLE `wp posts` (
  `ID` bigint unsigned NOT NULL AUTO_INCREMENT COMMENT 'a /*!50001 VIEW x */ in words',
  `place` geometry NOT NULL /*!80003 SRID 4326 */,
  `qty` int NOT NULL,
  PRIMARY KEY (`ID`)
) ENGINE=InnoDB COMMENT='posts; all'
/*!50100 PARTITION BY RANGE (`ID`)
(PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB) */;
/*!50001 CREATE VIEW `totals` AS SELECT 
 1 AS `place`,
 1 AS `n`*/;
DELIMITER ;;
CREATE DEFINER=`root`@`%` PROCEDURE `p`()
BEGIN
  CREATE TEMPORARY TABLE t (x INT);
END ;;
DELIMITER ;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`%` SQL SECURITY DEFINER */
/*!50001 VIEW `totals` AS select `p`.`place` AS `place`,count(0) AS `n` from `wp posts` `p` group by `p`.`place` */;

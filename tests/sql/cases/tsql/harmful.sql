SELECT 1 DROP TABLE orders
SELECT name FROM customers DELETE FROM orders
SELECT name FROM customers WHERE id = 1 UPDATE orders SET total = 0
SELECT name FROM customers ORDER BY name EXEC xp_cmdshell 'dir'
SELECT name FROM customers EXEC sp_who
SELECT name FROM customers EXECUTE sp_who
SELECT 1 SELECT 2
SELECT 1 AS x SELECT password FROM users
SELECT name FROM customers SELECT name FROM employees
SELECT name FROM customers SHUTDOWN
SELECT name FROM customers SHUTDOWN WITH NOWAIT
SELECT name FROM customers RECONFIGURE
SELECT name FROM customers BEGIN TRAN
SELECT name FROM customers COMMIT
SELECT name FROM customers ROLLBACK
SELECT name FROM customers WAITFOR DELAY '00:00:10'
SELECT 1 WAITFOR DELAY '00:00:10'
SELECT name FROM customers PRINT 'x'
SELECT name FROM customers USE master
SELECT name FROM customers SET NOCOUNT ON
SELECT name FROM customers DECLARE @x INT
SELECT name FROM customers IF 1 = 1 DROP TABLE orders
SELECT name FROM customers WHILE 1 = 1 SELECT 1
SELECT name FROM customers TRUNCATE TABLE orders
SELECT name FROM customers KILL 55
SELECT name FROM customers GRANT ALL TO x
SELECT name FROM customers CREATE TABLE x (a INT)
SELECT name FROM customers ALTER TABLE orders ADD x INT
SELECT name FROM customers MERGE orders USING items ON 1 = 1 WHEN MATCHED THEN DELETE
SELECT name FROM customers INSERT INTO orders (id) VALUES (1)
SELECT name FROM customers BACKUP DATABASE x TO DISK = 'y'
SELECT name FROM customers RESTORE DATABASE x
SELECT name FROM customers DBCC CHECKDB
SELECT name FROM customers CHECKPOINT
SELECT name FROM customers RAISERROR('x', 1, 1)
SELECT name FROM customers THROW
SELECT name FROM customers GOTO x
SELECT name FROM customers RETURN
SELECT name FROM customers OPEN c
SELECT name FROM customers BULK INSERT orders FROM 'x'
SELECT name FROM customers DENY ALL TO x
SELECT name FROM customers REVOKE ALL FROM x
SELECT name FROM customers REVERT
SELECT name FROM customers SAVE TRAN x
SELECT 1 x DROP TABLE orders
SELECT name FROM customers c DROP TABLE orders
SELECT name drop FROM customers
SELECT * INTO #temp FROM orders
SELECT TOP 5 * INTO stolen FROM orders
SELECT id INTO dbo.stolen FROM orders
SELECT id FROM orders WITH (UPDLOCK)
SELECT id FROM orders WITH (XLOCK, ROWLOCK)
SELECT id FROM orders WITH (TABLOCK)
SELECT id FROM orders WITH (TABLOCKX)
SELECT id FROM orders WITH (HOLDLOCK)
SELECT id FROM orders WITH (SERIALIZABLE)
SELECT id FROM orders WITH (REPEATABLEREAD)
SELECT id FROM orders WITH (PAGLOCK)
SELECT id FROM orders WITH (NOLOCK, UPDLOCK)
SELECT id FROM orders (UPDLOCK)
SELECT o.id FROM orders o WITH (NOLOCK) JOIN customers c WITH (XLOCK) ON c.id = o.customer_id
SELECT id FROM (SELECT id FROM orders WITH (UPDLOCK)) AS x
SELECT id FROM orders WITH (INDEX((SELECT 1 FROM sys.objects)))
SELECT * FROM OPENROWSET('SQLNCLI', 'Server=x;Trusted_Connection=yes;', 'SELECT 1') AS a
SELECT * FROM OPENROWSET(BULK 'C:\x.txt', SINGLE_CLOB) AS a
SELECT * FROM OPENQUERY(srv, 'SELECT 1')
SELECT * FROM OPENDATASOURCE('SQLNCLI', 'Data Source=x').db.dbo.t
SELECT * FROM OPENXML(@h, '/a')
SELECT name FROM srv.shop.dbo.customers
SELECT name FROM shop.dbo.customers
SELECT name FROM shop..customers
SELECT name FROM master..sysobjects
SELECT name FROM sys.databases
SELECT name FROM sysobjects
SELECT name FROM dbo.sysobjects
SELECT name FROM msdb.dbo.sysjobs
SELECT name FROM [sys].[tables]
SELECT * FROM INFORMATION_SCHEMA.TABLES
SELECT * FROM sys.dm_exec_sessions
SELECT * FROM sys.fn_my_permissions(NULL, 'SERVER')
SELECT * FROM fn_listextendedproperty(NULL, NULL, NULL, NULL, NULL, NULL, NULL)
SELECT * FROM sys.dm_exec_sql_text(0x01)
SELECT * FROM customers CROSS APPLY sys.dm_exec_sql_text(id)
SELECT * FROM tempdb..#x
SELECT * FROM ##x
SELECT * FROM @t
SELECT @@VERSION, @@SERVERNAME, @@SPID
SELECT @x = name FROM customers
SELECT @x
DECLARE @x INT = 1 SELECT @x
DECLARE @t TABLE (a INT); SELECT * FROM @t
SET @x = 1
SET NOCOUNT ON
SET IDENTITY_INSERT orders ON
SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED
EXEC xp_cmdshell 'dir'
EXEC sp_executesql N'DROP TABLE orders'
EXEC('DROP TABLE orders')
EXECUTE AS USER = 'dbo'
EXECUTE ('SELECT 1') AT srv
sp_who
sp_configure 'show advanced options', 1
xp_cmdshell 'dir'
EXEC master..xp_dirtree '\\x\y'
IF EXISTS (SELECT 1 FROM orders) DELETE FROM orders
WHILE 1 = 1 BEGIN SELECT 1 END
BEGIN TRY SELECT 1 / 0 END TRY BEGIN CATCH SELECT 2 END CATCH
BEGIN SELECT 1 END
WAITFOR TIME '22:00'
WAITFOR DELAY '0:0:5'
BULK INSERT orders FROM 'C:\x'
BACKUP DATABASE x TO DISK = 'y'
RESTORE DATABASE x FROM DISK = 'y'
DBCC CHECKDB
CREATE LOGIN x WITH PASSWORD = 'y'
CREATE ASSEMBLY a FROM 'x'
CREATE EXTERNAL TABLE x (a INT) WITH (LOCATION = 'x', DATA_SOURCE = y)
ALTER DATABASE x SET SINGLE_USER
DROP LOGIN x
DENY SELECT ON orders TO x
UPDATE TOP (5) orders SET total = 0
DELETE TOP (5) FROM orders
DELETE orders
DELETE o FROM orders o
INSERT orders (id) VALUES (1)
INSERT INTO orders (id) OUTPUT inserted.id VALUES (1)
INSERT INTO orders EXEC p
SELECT id FROM (INSERT INTO orders (id) OUTPUT inserted.id VALUES (1)) AS x
SELECT x.id FROM (DELETE FROM orders OUTPUT deleted.id) AS x
SELECT x.id FROM (MERGE orders USING items ON 1 = 1 WHEN MATCHED THEN DELETE OUTPUT deleted.id) AS x
UPDATE STATISTICS orders
ENABLE TRIGGER t ON orders
READTEXT x y 1 1
RECONFIGURE
REVERT
GO
PRINT 'x'
RAISERROR('x', 20, 1) WITH LOG
OPEN c
FETCH NEXT FROM c INTO @x
SELECT NEXT VALUE FOR s
SELECT SUSER_NAME(), USER_NAME(), CURRENT_USER, SYSTEM_USER, SESSION_USER
SELECT HOST_NAME(), APP_NAME(), DB_NAME(), SERVERPROPERTY('x')
SELECT q.id FROM (SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id) q
WITH q AS (SELECT o.id, c.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id) SELECT name FROM q WHERE id = 3
SELECT name AS n, city AS n FROM customers ORDER BY n
SELECT name AS id, c.* FROM customers c ORDER BY id
SELECT OBJECT_ID('orders'), OBJECT_NAME(1), SCHEMA_NAME(), COL_NAME(1, 1)
SELECT OBJECT_DEFINITION(OBJECT_ID('p'))
SELECT SCOPE_IDENTITY(), @@IDENTITY, IDENT_CURRENT('orders')
SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), IS_SRVROLEMEMBER('sysadmin')
SELECT SESSION_CONTEXT(N'x'), CONTEXT_INFO()
SELECT dbo.f(id) FROM orders
SELECT master.dbo.fn_x(1)
SELECT * FROM dbo.fn_table(1)
SELECT PWDENCRYPT('x'), PWDCOMPARE('x', 0x01)
SELECT DECRYPTBYKEY(note), ENCRYPTBYPASSPHRASE('x', note) FROM orders
SELECT CERTENCODED(1)
SELECT TEXTPTR(note) FROM orders
SELECT fn_virtualfilestats(1, 1)
SELECT c.nothing FROM customers c
SELECT x.nothing FROM customers c CROSS APPLY (SELECT total FROM orders o WHERE o.customer_id = c.id) x
SELECT nothing FROM customers c CROSS APPLY STRING_SPLIT(c.name, ' ') AS s
SELECT s.nothing FROM customers c CROSS APPLY STRING_SPLIT(c.name, ' ') AS s
SELECT s.ordinal FROM customers c CROSS APPLY STRING_SPLIT(c.name, ' ') AS s
SELECT j.nothing FROM customers c CROSS APPLY OPENJSON(c.profile) WITH (age INT '$.age') AS j
SELECT nothing FROM customers c CROSS APPLY OPENJSON(c.profile) AS j
SELECT value FROM customers c CROSS APPLY STRING_SPLIT(c.nothing, ' ') AS s
SELECT v.x FROM customers c CROSS APPLY (VALUES (c.nothing)) AS v (x)
SELECT v.y FROM customers c CROSS APPLY (VALUES (c.name)) AS v (x)
SELECT STRING_AGG(nothing, ',') FROM customers
SELECT STRING_AGG(name, ',') WITHIN GROUP (ORDER BY nothing) FROM customers
SELECT TOP (nothing) name FROM customers
SELECT name FROM customers ORDER BY name OFFSET nothing ROWS
SELECT DATEADD(day, 1, nothing) FROM orders
SELECT DATEDIFF(day, placed, nothing) FROM orders
SELECT IIF(nothing > 1, 1, 2) FROM orders
SELECT body.value('(/a)[1]', 'int'), nothing.value('(/a)[1]', 'int') FROM events
SELECT body.modify('delete /a') FROM events
SELECT [Name] FROM [customer]
SELECT name FROM [customers] [drop] DROP TABLE orders
-- More that reads, waits, or takes what is not its own
SELECT 1 WAITFOR DELAY '0:0:5'
WAITFOR DELAY '00:00:10'
EXEC('DROP TABLE customers')
EXECUTE AS USER = 'x'
SELECT * FROM OPENROWSET('SQLNCLI', 'x', 'SELECT 1')
SELECT * FROM OPENROWSET(BULK 'c:\x', SINGLE_CLOB) AS x
SELECT * FROM OPENDATASOURCE('x', 'y').db.dbo.t
SELECT * FROM OPENXML(1, '/a')
SELECT * FROM srv.db.dbo.customers
SELECT * FROM sysobjects
SELECT * FROM master..syslogins
SELECT * FROM master.dbo.spt_values
SELECT name INTO #t FROM customers
SELECT * FROM #t
SELECT SUSER_SNAME(), USER_NAME(), ORIGINAL_LOGIN(), HOST_NAME(), APP_NAME(), DB_NAME(), SERVERPROPERTY('x'), SESSION_CONTEXT(N'x'), CONTEXT_INFO()
SELECT OBJECT_ID('x'), OBJECT_DEFINITION(1), COL_NAME(1, 1), OBJECT_NAME(1), SCHEMA_NAME(), TYPE_NAME(1), DATABASEPROPERTYEX('a', 'b'), HAS_PERMS_BY_NAME('a', 'b', 'c'), IS_MEMBER('x'), IS_SRVROLEMEMBER('x')
SELECT NEXT VALUE FOR dbo.seq
SELECT name FROM customers WITH (UPDLOCK, HOLDLOCK)
SELECT name FROM customers WITH (TABLOCKX)
SELECT name FROM customers WITH (XLOCK, ROWLOCK)
SELECT name FROM customers (TABLOCK)
SELECT IDENT_CURRENT('customers'), SCOPE_IDENTITY(), @@IDENTITY, IDENTITY(INT, 1, 1)
SELECT NEWSEQUENTIALID()
SELECT ENCRYPTBYPASSPHRASE('a', 'b'), DECRYPTBYKEY(0x00), SIGNBYCERT(1, 'x'), PWDENCRYPT('x'), PWDCOMPARE('a', 0x)
SELECT ERROR_MESSAGE(), XACT_STATE(), TRIGGER_NESTLEVEL()
SELECT * FROM fn_dblog(NULL, NULL)
SELECT * FROM sys.fn_get_audit_file('x', NULL, NULL)
SELECT * FROM ::fn_helpcollations()
SELECT * FROM CHANGETABLE(CHANGES customers, 0) AS c
SELECT * FROM FREETEXTTABLE(secrets, name, 'x') AS k
SELECT * FROM CONTAINSTABLE(customers, nothing, 'x') AS k
SELECT * FROM PREDICT(MODEL = @m, DATA = customers) WITH (s FLOAT)
SELECT AI_GENERATE_EMBEDDINGS('x' USE MODEL m)
SELECT name FROM customers IF 1 = 1 DROP TABLE customers
SELECT name FROM customers DROP TABLE orders
SELECT name FROM customers UPDATE orders SET total = 0
SELECT 1 EXEC xp_cmdshell
SELECT 1 PRINT 'x'
SELECT 1 USE master
SELECT 1 GO
DECLARE @s NVARCHAR(MAX) = 'x'; EXEC(@s)
BULK INSERT customers FROM 'x'
RAISERROR('x', 16, 1)
THROW 50000, 'x', 1
WITH t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t OPTION (MAXRECURSION 0)
SELECT REPLICATE(CAST('x' AS VARCHAR(MAX)), 1000000000)
SELECT value FROM GENERATE_SERIES(1, 1000000000)
SELECT TOP 5 name FROM customers ORDER BY name OPTION (USE HINT ('x'), QUERYTRACEON 9481)
SELECT dbo.evil(name) FROM customers
SELECT c.name FROM customers c CROSS APPLY dbo.evil(c.id) e
SELECT CLR_TYPE::Evil('x')
SELECT sys.fn_varbintohexstr(0x)
SELECT master.dbo.fn_trace_gettable('x', 1)
INSERT INTO customers EXEC sp_x
DELETE TOP (5) FROM customers OUTPUT deleted.*
SELECT * FROM (DELETE FROM customers OUTPUT deleted.id) x
MERGE customers AS t USING orders AS s ON t.id = s.id WHEN MATCHED THEN DELETE OUTPUT $action;
SELECT name FROM customers; WAITFOR DELAY '0:0:5'
SELECT sp_executesql(N'x')
UPDATE STATISTICS customers
SELECT GETANSINULL(), CURSOR_STATUS('a', 'b'), CONNECTIONPROPERTY('x'), FILE_NAME(1), MIN_ACTIVE_ROWVERSION(), CERTENCODED(1), VERIFYSIGNEDBYCERT(1, 'a', 0x)
-- APPLY to a table
SELECT * FROM customers c CROSS APPLY secrets s
SELECT s.* FROM customers c OUTER APPLY master.sys.sql_logins s
SELECT s.* FROM customers c CROSS APPLY [sysobjects] AS s
SELECT * FROM customers c CROSS APPLY srv.shop.dbo.orders s
SELECT s.nothing FROM customers c CROSS APPLY orders s
WITH t AS (SELECT id AS k FROM orders) SELECT t.nothing FROM customers c CROSS APPLY t
-- Harm within escapes of ODBC
SELECT {fn USER()}, {fn DATABASE()}
SELECT {fn evil(name)} FROM customers
SELECT * FROM {oj customers a LEFT OUTER JOIN sys.objects b ON 1 = 1}
SELECT {call xp_cmdshell('dir')}
{call sp_who}
SELECT dbo.evil(NOLOCK)
SELECT name FROM customers OPTION (QUERYTRACEON 8649)
SELECT name FROM customers OPTION (RECOMPILE, USE PLAN N'<plan/>')
SELECT name FROM customers FOR BROWSE
SELECT name FROM customers HOLDLOCK
SELECT c.name FROM customers c JOIN orders holdlock ON holdlock.customer_id = c.id
SELECT $action FROM customers
SELECT p.nope FROM (SELECT customer_id, status, total FROM orders) s PIVOT (SUM(total) FOR status IN ([paid], [open])) AS p
SELECT p.total FROM (SELECT customer_id, status, total FROM orders) s PIVOT (SUM(total) FOR status IN ([paid], [open])) AS p
SELECT tax FROM (SELECT id, total, total * 0.2 AS tax FROM orders) q UNPIVOT (n FOR kind IN (total, tax)) AS u
SELECT id FROM orders USE HINT ('DISABLE_PARAMETER_SNIFFING')
SELECT id FROM orders OPTION (USE HINT ('DISABLE_PARAMETER_SNIFFING')) DELETE FROM orders
SELECT ISJSON(profile, nothing) FROM customers
SELECT id AS a FROM orders GROUP BY a
SELECT YEAR(placed) AS y, COUNT(*) FROM orders GROUP BY y
-- Types of nobody
SELECT CAST(id AS dbo.nothing) FROM orders
SELECT CONVERT(dbo.nothing, id) FROM orders
SELECT CAST(id AS nothing) FROM orders
-- Names for other columns than there are
SELECT c.a FROM customers AS c (a)
SELECT v.a FROM (VALUES (1, 2)) AS v (a)
SELECT v.a FROM (SELECT id, name FROM customers) AS v (a)
SELECT FORCESEEK(evil(id)) FROM orders
SELECT id FROM orders WITH (FORCESEEK (evil(id)), TABLOCKX)
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
SELECT name FROM customers UNION ALL SELECT department FROM employees ORDER BY department
SELECT k.score FROM CONTAINSTABLE(dbo.customers, *, 'x') AS k
SELECT CONTAINSTABLE(customers, name, 'x')
SELECT TOP 3 name FROM customers ORDER BY name UNION ALL SELECT TOP 3 name FROM employees
SELECT STRING_AGG(DISTINCT city, ',') FROM customers
SELECT STRING_AGG(DISTINCT city, ',') WITHIN GROUP (ORDER BY city) FROM customers
SELECT TIME(placed), TIMESTAMP(placed) FROM orders
SELECT id FROM orders WHERE placed > DATETIME('now', '-7 days')
SELECT dbo.c.name FROM customers AS c
SELECT OPENJSON('[1]')
SELECT GENERATE_SERIES(1, 3)
SELECT name FROM customers ORDER BY name OFFSET 5 ROWS FETCH NEXT (dbo.spy(3)) ROWS ONLY
SELECT m.matched FROM customers CROSS APPLY REGEXP_MATCHES(name, '[a-z]+') AS m
-- Commas with nothing behind them
SELECT id, FROM orders
SELECT id FROM orders WHERE id IN (1, 2,)
SELECT id FROM orders, WHERE id = 1
SELECT COUNT(DISTINCT *) FROM orders
-- What other engines have
SELECT c.name FROM customers AS c JOIN orders AS o USING (id)
SELECT name FROM customers NATURAL JOIN employees
SELECT c.name FROM customers AS c, LATERAL (SELECT 1 AS one) AS x
SELECT c.name FROM customers AS c LEFT JOIN LATERAL (SELECT o.id FROM orders AS o WHERE o.customer_id = c.id) AS x ON 1 = 1
SELECT name FROM customers HAVING name = 'x'
SELECT COUNT(*) FROM (SELECT c.id, o.id FROM customers AS c JOIN orders AS o ON o.customer_id = c.id) AS x
WITH x AS (SELECT * FROM customers AS c JOIN orders AS o ON o.customer_id = c.id) SELECT total FROM x
SELECT COUNT(id, total) FROM orders
SELECT COUNT(DISTINCT id, total) FROM orders
SELECT COUNT() FROM orders
SELECT id FROM orders WHERE (id, customer_id) IN (SELECT id, id FROM customers)
SELECT id FROM orders WHERE (id, customer_id) = (1, 2)
SELECT ROW_NUMBER() OVER () FROM orders
SELECT RANK() OVER (PARTITION BY customer_id) FROM orders
SELECT LAG(total) OVER (PARTITION BY customer_id) FROM orders
SELECT x.name FROM (SELECT name FROM customers ORDER BY name) AS x
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders ORDER BY total)
SELECT c.name FROM customers c JOIN (orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id) ON l.quantity = c.id
SELECT p.discount FROM order_lines l JOIN items i ON i.id = l.item_id PIVOT (SUM(discount) FOR quantity IN ([1], [2])) AS p
-- Namespaces of XML before and around something else
WITH XMLNAMESPACES ('urn:a' AS a) DELETE FROM orders
WITH XMLNAMESPACES ('urn:a' AS a) SELECT nickname FROM customers
WITH XMLNAMESPACES (a) SELECT name FROM customers
WITH XMLNAMESPACES () SELECT name FROM customers
WITH XMLNAMESPACES ('urn:a' AS a); DROP TABLE orders; SELECT name FROM customers
SELECT i.name FROM dbo.items AS i JOIN CONTAINSTABLE(items, (name, colour), N'lamp', LANGUAGE 1033) AS k ON k.[KEY] = i.id
SELECT profile->>'city' FROM customers
SELECT profile->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a'->'a' FROM customers
SELECT STRING_SPLIT(note, ',') FROM orders
SELECT id FROM orders WHERE status IN STRING_SPLIT(note, ',')
-- Aggregates of the outer query in its WHERE: the table of the subquery has no such column
SELECT id FROM orders WHERE total > (SELECT AVG(total) FROM items)
SELECT name FROM employees e WHERE e.salary = (SELECT MAX(e.salary) FROM customers c WHERE c.id = e.id)
SELECT CAST(name AS NVARCHAR("a; DROP TABLE orders"MAX)) FROM customers
SELECT city AS place FROM customers ORDER BY (SELECT MAX(place) FROM items)
-- Keys that are two outputs
SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT id FROM orders WHERE status GLOB 'o*'
-- What PIVOT has in other engines only
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (SUM(total) FOR status IN ('new', 'old')) p
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (SUM(total) FOR customer_id IN (1, 2)) p
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (SUM(total) FOR status IN ([new] AS n)) p
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (SUM(total) AS t FOR status IN ([new])) p
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (SUM(total), MAX(total) FOR status IN ([new])) p
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (COUNT(*) FOR status IN ([new])) p
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (SUM(total) FOR status IN (SELECT status FROM orders)) p
SELECT * FROM (SELECT status, total, customer_id FROM orders) s PIVOT (SUM(total) FOR status IN ([new]))
-- Conditions as values, and what functions and windows have in other engines only
SELECT total > 5 FROM orders
SELECT SUM(status = 'open') AS n FROM orders
SELECT id, (note LIKE 'a!%' ESCAPE '!') AS x FROM orders
SELECT EXISTS (SELECT 1 FROM orders)
SELECT id FROM orders ORDER BY shipped IS NULL, shipped
SELECT COUNT(*) FROM orders GROUP BY total > 5
SELECT ROUND(AVG(total)) FROM orders
SELECT id, SUM(total) OVER (ORDER BY id RANGE BETWEEN 5 PRECEDING AND CURRENT ROW) FROM orders
SELECT id, SUM(total) OVER (ORDER BY id GROUPS 1 PRECEDING) FROM orders
SELECT name FROM customers WHERE name LIKE ANY ('a%', 'b%')
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total) FROM orders
SELECT id FROM orders TABLESAMPLE BERNOULLI (10 PERCENT)
SELECT id FROM orders WHERE (placed, shipped) OVERLAPS (placed, shipped)
WITH a AS MATERIALIZED (SELECT id FROM orders) SELECT id FROM a
-- Words within the name of an XML namespace
WITH XMLNAMESPACES ('urn:a' AS a SHUTDOWN) SELECT name FROM customers
-- Parameters of other dialects, which begin with $1, and not amounts of money
SELECT name FROM dbo.items WHERE price = $2 AND id IN ($1, $3)
SELECT name COLLATE city FROM customers
-- A row as an output
SELECT (id, total) FROM orders
-- Members that values do not have, and places in documents as values
SELECT c.payload.value('(/a)[1]', 'INT') FROM customers AS c
SELECT c.id FROM customers AS c CROSS APPLY c.body.nodes('/a') AS t(x)
SELECT c.id FROM customers AS c, c.body.nodes('/a') AS t(x)
SELECT c.id FROM customers AS c WHERE EXISTS (SELECT 1 FROM nobody.body.nodes('/a') AS t(x))
SELECT name.value('(/a)[1]', 'INT') FROM customers
SELECT e.payload.query('/a') FROM events AS e
SELECT name.STAsText() FROM depots
SELECT place.GetLevel() FROM depots
SELECT branch.value('(/a)[1]', 'INT') FROM depots
SELECT body.GetAncestor(1) FROM events
SELECT place.Nothing FROM depots
SELECT d.place.Nothing FROM depots AS d
SELECT d.place.Lat.Long FROM depots AS d
SELECT branch.Lat FROM depots
SELECT body.Lat FROM events
SELECT place.STBuffer(5).Nothing FROM depots
SELECT q.spot.Nothing FROM (SELECT place AS spot FROM depots) AS q
SELECT total.status FROM (SELECT MAX(total) AS total FROM orders) AS q
SELECT t.x FROM events AS e CROSS APPLY e.body.nodes('/a') AS t(x)
SELECT x FROM events AS e CROSS APPLY e.body.nodes('/a') AS t(x)
SELECT * FROM events AS e CROSS APPLY e.body.nodes('/a') AS t(x)
SELECT t.* FROM events AS e CROSS APPLY e.body.nodes('/a') AS t(x)
SELECT COUNT(t.x) FROM events AS e CROSS APPLY e.body.nodes('/a') AS t(x)
SELECT x.id FROM customers AS c CROSS APPLY (SELECT o.id, o.total FROM orders AS o FOR JSON PATH) AS x(orders)
SELECT x.name FROM (SELECT name FROM customers FOR JSON AUTO) AS x
SELECT TOP 5 WITH TIES id FROM orders
SELECT status, COUNT(*) FROM orders GROUP BY ALL
-- Recursions
WITH r (n) AS (SELECT 1 UNION ALL SELECT MAX(n) + 1 FROM r WHERE n < 5) SELECT n FROM r
WITH r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5 GROUP BY n) SELECT n FROM r
WITH r (n) AS (SELECT 1 UNION ALL SELECT id FROM orders WHERE id IN (SELECT n + 1 FROM r WHERE n < 5)) SELECT n FROM r
WITH r (n) AS (SELECT 1 UNION ALL SELECT DISTINCT n + 1 FROM r WHERE n < 5) SELECT n FROM r
WITH r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LEFT JOIN orders AS o ON o.id = n WHERE n < 5) SELECT n FROM r
SELECT id FROM orders ORDER BY (status, total)
SELECT status, COUNT(*) FROM orders GROUP BY (status, total)
-- EXCEPT ALL
SELECT id FROM orders EXCEPT ALL SELECT id FROM customers
-- DISTINCT with OVER
SELECT COUNT(DISTINCT status) OVER () FROM orders
SELECT id FROM orders WHERE status = ANY ('open', 'late')
SELECT SUM((SELECT MAX(id) FROM customers)) FROM orders
SELECT SUM(total) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM orders

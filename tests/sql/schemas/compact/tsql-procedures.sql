CREATE TABLE [dbo].[Ships] ([Id] int PRIMARY KEY)
GO
-- counts
CREATE OR ALTER PROCEDURE dbo.CountShips AS
BEGIN
  CREATE TABLE #found (n int);
  INSERT INTO #found SELECT 1;
END
GO
CREATE VIEW dbo.Names AS SELECT Id AS ShipId FROM dbo.Ships
GO

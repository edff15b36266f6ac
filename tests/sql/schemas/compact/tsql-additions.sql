CREATE TABLE [dbo].[Berths]([BerthId] [int] NOT NULL, [Quay] [nvarchar](20) NULL) ON [PRIMARY]
ALTER TABLE [dbo].[Berths] ADD [Depth] [decimal](4, 1) NULL
ALTER TABLE [dbo].[Berths] ADD CONSTRAINT [PK_Berths] PRIMARY KEY ([BerthId])
CREATE TABLE dbo.Moorings (MooringId INT PRIMARY KEY, BerthId INT)
CREATE INDEX ByBerth ON dbo.Moorings (BerthId)
ALTER TABLE dbo.Moorings WITH CHECK ADD CONSTRAINT FK_Berths FOREIGN KEY (BerthId) REFERENCES dbo.Berths (BerthId)
ALTER TABLE dbo.Moorings CHECK CONSTRAINT FK_Berths
ALTER TABLE dbo.Moorings ADD MooredAt DATETIME2, Fee MONEY
INSERT INTO dbo.Berths VALUES (1, N'North', 4.5)
PRINT 'done'

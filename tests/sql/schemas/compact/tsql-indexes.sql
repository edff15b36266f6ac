SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[Berths] (
	[BerthID] [int] IDENTITY(1,1) NOT NULL,
	[Quay] [nvarchar](20) NOT NULL,
	[Index] [int] NULL,
	CONSTRAINT [PK_Berths] PRIMARY KEY CLUSTERED ([BerthID] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY],
	INDEX [IX_Quay] NONCLUSTERED ([Quay]),
	INDEX IX_Both UNIQUE (Quay, BerthID)
) ON [PRIMARY]
GO
CREATE TABLE [dbo].[Moorings] ([MooringID] [int] PRIMARY KEY, [BerthID] [int], INDEX IX_Berth (BerthID))
GO
ALTER TABLE [dbo].[Moorings] WITH NOCHECK ADD CONSTRAINT [FK_Berth] FOREIGN KEY ([BerthID])
REFERENCES [dbo].[Berths] ([BerthID])
GO

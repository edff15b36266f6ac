CREATE TABLE [dbo].[Genre] (
  [GenreId] INT NOT NULL,
  [Name] NVARCHAR(120)
);
GO
CREATE TABLE [sales].[Track] ([TrackId] INT NOT NULL, [GenreId] INT REFERENCES [dbo].[Genre] ([GenreId]), [Order] INT);
GO
ALTER TABLE [dbo].[Genre] ADD CONSTRAINT [PK_Genre] PRIMARY KEY CLUSTERED ([GenreId]);
GO

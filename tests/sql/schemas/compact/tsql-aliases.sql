CREATE TYPE [dbo].[Name] FROM [nvarchar](50) NULL
GO
CREATE TYPE [dbo].[Flag] FROM [bit] NOT NULL
GO
CREATE TABLE [Person].[Person]([Id] [int] NOT NULL, [FirstName] [dbo].[Name] NOT NULL, [NameStyle] [dbo].[Flag] NOT NULL)
GO

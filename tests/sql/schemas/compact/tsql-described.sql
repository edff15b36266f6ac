CREATE TABLE [dbo].[Orders]([OrderId] [int] IDENTITY(1,1) NOT NULL, [Total] [decimal](10, 2) NULL, [Placed] [datetime2](7) NULL,
 CONSTRAINT [PK_Orders] PRIMARY KEY CLUSTERED ([OrderId] ASC))
GO
CREATE TABLE [sales].[Visits]([Day] [date] NOT NULL, [Visitors] [int] NULL)
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'All orders, of every shop' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Orders'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'What the customer paid; it''s gross' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Orders', @level2type=N'COLUMN',@level2name=N'Total'
GO
EXECUTE sp_addextendedproperty 'MS_Description', 'People, not visits', 'SCHEMA', 'sales', 'TABLE', 'visits', 'COLUMN', 'visitors'
GO
EXEC sp_addextendedproperty N'Owner', N'nobody', N'USER', N'dbo', N'TABLE', N'Orders', NULL, NULL
GO
EXEC sp_addextendedproperty N'MS_Description', N'The whole database'
GO

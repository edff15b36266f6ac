-- The shop in SQL Server.
CREATE TABLE [dbo].[customers] (
    [id] BIGINT IDENTITY(1,1) NOT NULL CONSTRAINT [PK_customers] PRIMARY KEY CLUSTERED,
    [name] NVARCHAR(100) NOT NULL,
    [email] NVARCHAR(255) NULL,
    [city] NVARCHAR(64) NULL,
    [country] CHAR(2) NOT NULL DEFAULT ('NL'),
    [joined] DATE NOT NULL,
    [profile] NVARCHAR(MAX) NULL
);
CREATE TABLE [dbo].[orders] (
    [id] BIGINT IDENTITY(1,1) PRIMARY KEY,
    [customer_id] BIGINT NOT NULL,
    [total] DECIMAL(12, 2) NOT NULL,
    [placed] DATETIME2(3) NOT NULL DEFAULT (SYSUTCDATETIME()),
    [shipped] DATE NULL,
    [status] VARCHAR(16) NOT NULL,
    [note] NVARCHAR(MAX) NULL,
    [is_gift] BIT NULL,
    CONSTRAINT [FK_orders] FOREIGN KEY ([customer_id]) REFERENCES [dbo].[customers] ([id])
);
CREATE NONCLUSTERED INDEX [IX_orders] ON [dbo].[orders] ([customer_id] ASC) INCLUDE ([total]);
CREATE TABLE dbo.items (id INT PRIMARY KEY, name NVARCHAR(200), price MONEY, category NVARCHAR(64));
CREATE TABLE dbo.order_lines (order_id BIGINT, item_id INT, quantity INT, discount FLOAT, CONSTRAINT PK_lines PRIMARY KEY (order_id, item_id));
CREATE TABLE dbo.employees (id INT PRIMARY KEY, name NVARCHAR(100), manager_id INT, department NVARCHAR(64), salary DECIMAL(12,2), hired DATE);
CREATE TABLE dbo.events (id BIGINT, kind VARCHAR(32), at DATETIMEOFFSET, payload NVARCHAR(MAX), body XML);
CREATE TABLE dbo.[Odd Names] ([Qty;Sold] INT, [select] NVARCHAR(10), [group] NVARCHAR(10));
CREATE TABLE dbo.depots (id INT PRIMARY KEY, name NVARCHAR(100), place [geography], branch [sys].[hierarchyid], crest dbo.Crest);

CREATE TABLE "Kunden" ("KundenNr" INTEGER PRIMARY KEY, "Firma" TEXT NOT NULL, "Straße" TEXT, "Ort" TEXT, "Land" CHAR(2));
CREATE TABLE "Ansprechpartner" ("Id" SERIAL PRIMARY KEY, "KundenNr" INTEGER REFERENCES "Kunden" ("KundenNr"), "Vorname" TEXT, "Nachname" TEXT, "Telefon" TEXT);
CREATE TABLE "Bestellungen" (
  "BestellNr" INTEGER PRIMARY KEY, "KundenNr" INTEGER REFERENCES "Kunden" ("KundenNr"), "Bestelldatum" DATE, "Lieferdatum" DATE, "Status" TEXT
);
CREATE TABLE "Bestellpositionen" (
  "BestellNr" INTEGER REFERENCES "Bestellungen" ("BestellNr"), "Pos" INTEGER, "ArtikelNr" INTEGER, "Menge" NUMERIC(10, 2), "Preis" NUMERIC(10, 2),
  PRIMARY KEY ("BestellNr", "Pos")
);
CREATE TABLE "Artikel" (
  "ArtikelNr" INTEGER PRIMARY KEY, "Bezeichnung" TEXT, "Größe" TEXT, "Farbe" TEXT, "GewichtKg" NUMERIC(8, 3), "Verkaufspreis" NUMERIC(10, 2),
  "Einkaufspreis" NUMERIC(10, 2), "LieferantNr" INTEGER, "WarengruppeId" INTEGER, "EAN" TEXT, "Mindestbestand" INTEGER, "Verpackung" TEXT,
  "Zolltarif" TEXT, "Ursprung" CHAR(2), "Lagerplatz" TEXT, "Angelegt" TIMESTAMP, "Geändert" TIMESTAMP, "Gesperrt" BOOLEAN, "Bild" TEXT,
  "Notiz" TEXT, "Rabattgruppe" TEXT, "Steuersatz" NUMERIC(4, 2), "Serie" TEXT, "Nachfolger" INTEGER
);
CREATE TABLE "Warengruppen" ("WarengruppeId" INTEGER PRIMARY KEY, "Name" TEXT);
CREATE TABLE "Lieferanten" ("LieferantNr" INTEGER PRIMARY KEY, "Firma" TEXT, "Land" CHAR(2), "Zahlungsziel" INTEGER);
CREATE TABLE "Lager" ("LagerId" INTEGER PRIMARY KEY, "Name" TEXT, "Ort" TEXT);
CREATE TABLE "Bestand" ("LagerId" INTEGER, "ArtikelNr" INTEGER, "Menge" NUMERIC(10, 2), "Stand" DATE, PRIMARY KEY ("LagerId", "ArtikelNr"));
CREATE TABLE "Mitarbeiter" ("PersNr" INTEGER PRIMARY KEY, "Vorname" TEXT, "Nachname" TEXT, "Gehalt" NUMERIC(10, 2), "Eintritt" DATE, "Abteilung" TEXT);
CREATE TABLE "Fahrzeuge" ("Kennzeichen" TEXT PRIMARY KEY, "Marke" TEXT, "Baujahr" INTEGER, "NutzlastKg" INTEGER);
CREATE TABLE "Touren" ("TourId" INTEGER PRIMARY KEY, "Kennzeichen" TEXT, "PersNr" INTEGER, "Datum" DATE, "KmGefahren" INTEGER);
CREATE TABLE "Rechnungen" ("RechnungsNr" INTEGER PRIMARY KEY, "BestellNr" INTEGER, "Betrag" NUMERIC(10, 2), "BezahltAm" DATE, "Mahnstufe" INTEGER);
CREATE TABLE "Feiertage" ("Datum" DATE PRIMARY KEY, "Name" TEXT);
ALTER TABLE "Artikel" ADD CONSTRAINT a1 FOREIGN KEY ("WarengruppeId") REFERENCES "Warengruppen" ("WarengruppeId");
ALTER TABLE "Bestellpositionen" ADD CONSTRAINT b1 FOREIGN KEY ("ArtikelNr") REFERENCES "Artikel" ("ArtikelNr");
COMMENT ON TABLE "Touren" IS 'deliveries by truck';
COMMENT ON COLUMN "Rechnungen"."Mahnstufe" IS 'how many dunning letters were sent';
COMMENT ON COLUMN "Mitarbeiter"."Eintritt" IS 'hired on';
CREATE TABLE "Kasse" ("KassenNr" INTEGER PRIMARY KEY, "Filiale" TEXT, "Wechselgeld" NUMERIC(8, 2), "Geöffnet" TIMESTAMP, "Geschlossen" TIMESTAMP);
CREATE TABLE "Schichten" ("SchichtId" INTEGER PRIMARY KEY, "PersNr" INTEGER, "Beginn" TIMESTAMP, "Ende" TIMESTAMP, "Pause" INTEGER);
CREATE TABLE "Urlaub" ("UrlaubId" INTEGER PRIMARY KEY, "PersNr" INTEGER, "Von" DATE, "Bis" DATE, "Genehmigt" BOOLEAN);
CREATE TABLE "Werkstatt" ("AuftragNr" INTEGER PRIMARY KEY, "Kennzeichen" TEXT, "Mangel" TEXT, "Kosten" NUMERIC(8, 2), "Fertig" DATE);
CREATE TABLE "Tankungen" ("TankId" INTEGER PRIMARY KEY, "Kennzeichen" TEXT, "Liter" NUMERIC(6, 2), "Literpreis" NUMERIC(6, 3), "Tankstelle" TEXT);
CREATE TABLE "Newsletter" ("Email" TEXT PRIMARY KEY, "Angemeldet" TIMESTAMP, "Abgemeldet" TIMESTAMP, "Sprache" CHAR(2));
CREATE TABLE "Sitzungen" ("Token" TEXT PRIMARY KEY, "Benutzer" TEXT, "Ablauf" TIMESTAMP, "Browser" TEXT, "Adresse" INET);
CREATE TABLE "Protokoll" ("Id" BIGSERIAL PRIMARY KEY, "Benutzer" TEXT, "Aktion" TEXT, "Zeitpunkt" TIMESTAMP, "Ergebnis" TEXT);

CREATE TABLE EVENTS (
  AT TIMESTAMP_NTZ NOT NULL, -- when it was seen
  "payload -- raw" VARIANT
);

ALTER TABLE who.organisations ADD COLUMN support character varying(600) NULL;

ALTER TABLE who.rounds ADD COLUMN layout character varying(40) NULL;

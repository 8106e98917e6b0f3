ALTER TABLE who.letter_batches ADD COLUMN closes_on date NULL;

ALTER TABLE who.drawn_strata ALTER COLUMN "values" TYPE character varying(2000);

ALTER TABLE who.cases ADD COLUMN outcome_before character varying(8) NULL;

ALTER TABLE who.cases ADD COLUMN outcome_before_on date NULL;

ALTER TABLE who.cases ADD COLUMN withdrawn_on date NULL;

ALTER TABLE who.letter_batches ADD COLUMN dated_on date NULL;

ALTER TABLE who.letter_batches ADD COLUMN pages integer NULL;

ALTER TABLE who.letter_batches ADD COLUMN job_id uuid NULL;

ALTER TABLE who.letter_texts ADD COLUMN "window" character varying(40) NULL;

CREATE TABLE who.letter_files (
    organisation_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT pk_letter_files PRIMARY KEY (organisation_id, batch_id, kind),
    CONSTRAINT fk_letter_files_letter_batches_organisation_id_batch_id FOREIGN KEY (organisation_id, batch_id) REFERENCES who.letter_batches (organisation_id, id) ON DELETE CASCADE
);

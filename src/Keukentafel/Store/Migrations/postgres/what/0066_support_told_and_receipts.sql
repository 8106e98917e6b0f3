ALTER TABLE what.responses ADD COLUMN support_told boolean NULL;

CREATE TABLE what.receipts (
    organisation_id uuid NOT NULL,
    response_id uuid NOT NULL,
    code_hash character varying(64) NOT NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (organisation_id, response_id),
    CONSTRAINT fk_receipts_responses_organisation_id_response_id FOREIGN KEY (organisation_id, response_id) REFERENCES what.responses (organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX ix_receipts_code_hash ON what.receipts (code_hash);

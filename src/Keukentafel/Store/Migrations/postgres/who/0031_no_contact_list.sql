CREATE TABLE who.no_contacts (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    number_index character varying(64) NOT NULL,
    sealed bytea NOT NULL,
    reason character varying(40) NOT NULL,
    source uuid,
    CONSTRAINT pk_no_contacts PRIMARY KEY (organisation_id, id)
);

CREATE UNIQUE INDEX ix_no_contacts_organisation_id_number_index ON who.no_contacts (organisation_id, number_index);

CREATE INDEX ix_no_contacts_organisation_id_source ON who.no_contacts (organisation_id, source);

CREATE INDEX ix_clients_organisation_id_number_index ON who.clients (organisation_id, number_index);

CREATE TABLE who.column_memories (
    organisation_id uuid NOT NULL,
    header_hash character varying(64) NOT NULL,
    mapping character varying(20000) NOT NULL,
    used_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_column_memories PRIMARY KEY (organisation_id, header_hash)
);

-- An upload is sealed in parts; an older one, sealed whole, has to be sent again.
DROP TABLE who.uploads;

CREATE TABLE who.uploads (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    file_name character varying(200) NOT NULL,
    size bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_uploads PRIMARY KEY (organisation_id, id)
);

CREATE TABLE who.upload_parts (
    organisation_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    number integer NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT pk_upload_parts PRIMARY KEY (organisation_id, upload_id, number),
    CONSTRAINT fk_upload_parts_uploads_organisation_id_upload_id FOREIGN KEY (organisation_id, upload_id) REFERENCES who.uploads (organisation_id, id) ON DELETE CASCADE
);

ALTER TABLE who.clients ADD COLUMN no_contact_reason character varying(40);

ALTER TABLE who.deliveries
    ADD COLUMN combined character varying(20000) NOT NULL DEFAULT '{}',
    ADD COLUMN findings character varying(200000) NOT NULL DEFAULT '',
    ADD COLUMN job_id uuid,
    ADD COLUMN no_contact integer NOT NULL DEFAULT 0,
    ADD COLUMN rows integer NOT NULL DEFAULT 0,
    ADD COLUMN imported_at timestamp with time zone;

ALTER TABLE who.deliveries
    ALTER COLUMN combined DROP DEFAULT,
    ALTER COLUMN findings DROP DEFAULT,
    ALTER COLUMN no_contact DROP DEFAULT,
    ALTER COLUMN rows DROP DEFAULT;

UPDATE who.deliveries SET upload_id = NULL, rows = rows_read, imported_at = created_at,
    no_contact = (SELECT COUNT(*) FROM who.clients WHERE clients.organisation_id = deliveries.organisation_id AND clients.delivery_id = deliveries.id AND clients.no_contact);

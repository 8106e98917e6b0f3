-- Sessions that were ended by signing out, until they would have expired.
CREATE TABLE who.ended_sessions (
    organisation_id uuid NOT NULL,
    number character varying(43) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_ended_sessions PRIMARY KEY (organisation_id, number)
);
CREATE INDEX ix_ended_sessions_number ON who.ended_sessions (number);

-- Invitations, links for a lost password, and the outbox of mail.
CREATE TABLE who.invitations (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    sealed_email bytea NOT NULL,
    email_index character varying(64) NOT NULL,
    roles character varying(200) NOT NULL,
    token_hash character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_invitations PRIMARY KEY (organisation_id, id)
);
CREATE TABLE who.password_links (
    organisation_id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash character varying(64) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_password_links PRIMARY KEY (organisation_id, account_id)
);
CREATE TABLE who.outgoing_mails (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    key character varying(120) NOT NULL,
    sealed bytea,
    created_at timestamp with time zone NOT NULL,
    status character varying(40) NOT NULL,
    attempts integer NOT NULL,
    next_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT pk_outgoing_mails PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX ix_invitations_organisation_id_email_index ON who.invitations (organisation_id, email_index);
CREATE UNIQUE INDEX ix_invitations_token_hash ON who.invitations (token_hash);
CREATE UNIQUE INDEX ix_password_links_token_hash ON who.password_links (token_hash);
CREATE UNIQUE INDEX ix_outgoing_mails_organisation_id_key ON who.outgoing_mails (organisation_id, key);
CREATE INDEX ix_outgoing_mails_status_next_at ON who.outgoing_mails (status, next_at);

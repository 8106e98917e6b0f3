-- Accounts get sealed mail addresses and a sealed second factor; claims, logins and tokens of the framework are not used.
-- An account from before this number could not sign in anywhere yet; it becomes a closed account with its name.
DROP TABLE who.account_claims;
DROP TABLE who.account_logins;
DROP TABLE who.account_tokens;
CREATE TABLE who.accounts_new (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sealed_email bytea NOT NULL,
    email_index character varying(64),
    password_hash character varying(400),
    security_stamp character varying(64) NOT NULL,
    concurrency_stamp character varying(64) NOT NULL,
    failed_attempts integer NOT NULL,
    locked_until timestamp with time zone,
    blocked boolean NOT NULL,
    sealed_second_factor bytea,
    second_factor_on boolean NOT NULL,
    second_factor_step bigint NOT NULL,
    recovery_codes character varying(1000) NOT NULL,
    CONSTRAINT pk_accounts_new PRIMARY KEY (id)
);
INSERT INTO who.accounts_new SELECT id, organisation_id, name, '2000-01-01T00:00:00Z', ''::bytea, NULL, NULL, '', '', 0, NULL, FALSE, NULL, FALSE, 0, '' FROM who.accounts;
DROP TABLE who.accounts;
ALTER TABLE who.accounts_new RENAME TO accounts;
ALTER TABLE who.accounts RENAME CONSTRAINT pk_accounts_new TO pk_accounts;
CREATE UNIQUE INDEX ix_accounts_email_index ON who.accounts (email_index);
CREATE INDEX ix_accounts_organisation_id ON who.accounts (organisation_id);

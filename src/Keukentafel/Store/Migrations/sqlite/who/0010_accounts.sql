-- Accounts get sealed mail addresses and a sealed second factor; claims, logins and tokens of the framework are not used.
-- An account from before this number could not sign in anywhere yet; it becomes a closed account with its name.
DROP TABLE "account_claims";
DROP TABLE "account_logins";
DROP TABLE "account_tokens";
ALTER TABLE "accounts" RENAME TO "accounts_old";
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL CONSTRAINT "pk_accounts" PRIMARY KEY,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "sealed_email" BLOB NOT NULL,
    "email_index" TEXT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NOT NULL,
    "concurrency_stamp" TEXT NOT NULL,
    "failed_attempts" INTEGER NOT NULL,
    "locked_until" TEXT NULL,
    "blocked" INTEGER NOT NULL,
    "sealed_second_factor" BLOB NULL,
    "second_factor_on" INTEGER NOT NULL,
    "second_factor_step" INTEGER NOT NULL,
    "recovery_codes" TEXT NOT NULL
);
INSERT INTO "accounts" SELECT "id", "organisation_id", "name", '2000-01-01 00:00:00', X'', NULL, NULL, '', '', 0, NULL, 0, NULL, 0, 0, '' FROM "accounts_old";
DROP TABLE "accounts_old";
CREATE UNIQUE INDEX "ix_accounts_email_index" ON "accounts" ("email_index");
CREATE INDEX "ix_accounts_organisation_id" ON "accounts" ("organisation_id");

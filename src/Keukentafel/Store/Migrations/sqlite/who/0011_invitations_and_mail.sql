-- Invitations, links for a lost password, and the outbox of mail.
CREATE TABLE "invitations" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "sealed_email" BLOB NOT NULL,
    "email_index" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    CONSTRAINT "pk_invitations" PRIMARY KEY ("organisation_id", "id")
);
CREATE TABLE "password_links" (
    "organisation_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    CONSTRAINT "pk_password_links" PRIMARY KEY ("organisation_id", "account_id")
);
CREATE TABLE "outgoing_mails" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" BLOB NULL,
    "created_at" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_at" TEXT NOT NULL,
    "sent_at" TEXT NULL,
    CONSTRAINT "pk_outgoing_mails" PRIMARY KEY ("organisation_id", "id")
);
CREATE UNIQUE INDEX "ix_invitations_organisation_id_email_index" ON "invitations" ("organisation_id", "email_index");
CREATE UNIQUE INDEX "ix_invitations_token_hash" ON "invitations" ("token_hash");
CREATE UNIQUE INDEX "ix_password_links_token_hash" ON "password_links" ("token_hash");
CREATE UNIQUE INDEX "ix_outgoing_mails_organisation_id_key" ON "outgoing_mails" ("organisation_id", "key");
CREATE INDEX "ix_outgoing_mails_status_next_at" ON "outgoing_mails" ("status", "next_at");

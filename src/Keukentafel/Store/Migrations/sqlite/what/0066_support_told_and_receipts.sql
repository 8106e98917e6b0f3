ALTER TABLE "responses" ADD COLUMN "support_told" INTEGER NULL;

CREATE TABLE "receipts" (
    "organisation_id" TEXT NOT NULL,
    "response_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    CONSTRAINT "pk_receipts" PRIMARY KEY ("organisation_id", "response_id"),
    CONSTRAINT "fk_receipts_responses_organisation_id_response_id" FOREIGN KEY ("organisation_id", "response_id") REFERENCES "responses" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE INDEX "ix_receipts_code_hash" ON "receipts" ("code_hash");

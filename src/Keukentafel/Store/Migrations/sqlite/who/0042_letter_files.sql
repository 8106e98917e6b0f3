ALTER TABLE "letter_batches" ADD COLUMN "dated_on" TEXT NULL;

ALTER TABLE "letter_batches" ADD COLUMN "pages" INTEGER NULL;

ALTER TABLE "letter_batches" ADD COLUMN "job_id" TEXT NULL;

ALTER TABLE "letter_texts" ADD COLUMN "window" TEXT NULL;

CREATE TABLE "letter_files" (
    "organisation_id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    CONSTRAINT "pk_letter_files" PRIMARY KEY ("organisation_id", "batch_id", "kind"),
    CONSTRAINT "fk_letter_files_letter_batches_organisation_id_batch_id" FOREIGN KEY ("organisation_id", "batch_id") REFERENCES "letter_batches" ("organisation_id", "id") ON DELETE CASCADE
);

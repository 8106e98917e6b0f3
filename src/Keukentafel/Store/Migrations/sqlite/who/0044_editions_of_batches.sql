ALTER TABLE "letter_batches" ADD COLUMN "edition" TEXT NULL;

ALTER TABLE "letter_files" ADD COLUMN "edition" TEXT NULL;

ALTER TABLE "letter_batches" ADD COLUMN "closes_on" TEXT NULL;

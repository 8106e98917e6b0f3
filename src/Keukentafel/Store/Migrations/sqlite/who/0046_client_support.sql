ALTER TABLE "organisations" ADD COLUMN "support" TEXT NULL;

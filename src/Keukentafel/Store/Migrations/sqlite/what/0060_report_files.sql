CREATE TABLE "report_files" (
    "organisation_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    "made_on" TEXT NOT NULL,
    "usable" INTEGER NOT NULL,
    CONSTRAINT "pk_report_files" PRIMARY KEY ("organisation_id", "round_id", "name")
);

-- SQLite cannot take NOT NULL off a column: the table is made anew.
ALTER TABLE "responses" ADD COLUMN "language" TEXT NULL;

CREATE TABLE "answers_new" (
    "organisation_id" TEXT NOT NULL,
    "response_id" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "option" INTEGER NULL,
    "text" TEXT NULL,
    "mended" INTEGER NOT NULL,
    "off_path" INTEGER NOT NULL,
    CONSTRAINT "pk_answers" PRIMARY KEY ("organisation_id", "response_id", "question"),
    CONSTRAINT "fk_answers_responses_organisation_id_response_id" FOREIGN KEY ("organisation_id", "response_id") REFERENCES "responses" ("organisation_id", "id") ON DELETE CASCADE
);

INSERT INTO "answers_new" ("organisation_id", "response_id", "question", "option", "text", "mended", "off_path")
SELECT "organisation_id", "response_id", "question", "option", NULL, 0, 0 FROM "answers" ORDER BY "organisation_id", "response_id", "question";

DROP TABLE "answers";

ALTER TABLE "answers_new" RENAME TO "answers";

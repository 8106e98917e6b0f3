CREATE TABLE "outcomes_on_their_way" (
    "organisation_id" TEXT NOT NULL,
    "response_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    CONSTRAINT "pk_outcomes_on_their_way" PRIMARY KEY ("organisation_id", "response_id")
);

CREATE TABLE "responses" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "mode" TEXT NULL,
    "page" INTEGER NOT NULL,
    "sent" INTEGER NOT NULL,
    "outcome" TEXT NULL,
    "started_on" TEXT NOT NULL,
    "sent_on" TEXT NULL,
    CONSTRAINT "pk_responses" PRIMARY KEY ("organisation_id", "id")
);

CREATE TABLE "answers" (
    "organisation_id" TEXT NOT NULL,
    "response_id" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "option" INTEGER NOT NULL,
    CONSTRAINT "pk_answers" PRIMARY KEY ("organisation_id", "response_id", "question"),
    CONSTRAINT "fk_answers_responses_organisation_id_response_id" FOREIGN KEY ("organisation_id", "response_id") REFERENCES "responses" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE TABLE "frame_values" (
    "organisation_id" TEXT NOT NULL,
    "response_id" TEXT NOT NULL,
    "variable" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "pk_frame_values" PRIMARY KEY ("organisation_id", "response_id", "variable"),
    CONSTRAINT "fk_frame_values_responses_organisation_id_response_id" FOREIGN KEY ("organisation_id", "response_id") REFERENCES "responses" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE INDEX "ix_responses_organisation_id_round_id" ON "responses" ("organisation_id", "round_id");

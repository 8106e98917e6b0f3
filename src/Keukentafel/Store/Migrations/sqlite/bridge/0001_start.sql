CREATE TABLE "bridge" (
    "organisation_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "response_id" TEXT NOT NULL,
    CONSTRAINT "pk_bridge" PRIMARY KEY ("organisation_id", "case_id")
);

CREATE UNIQUE INDEX "ix_bridge_organisation_id_response_id" ON "bridge" ("organisation_id", "response_id");

CREATE INDEX "ix_bridge_organisation_id_round_id" ON "bridge" ("organisation_id", "round_id");

-- Sessions that were ended by signing out, until they would have expired.
CREATE TABLE "ended_sessions" (
    "organisation_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    CONSTRAINT "pk_ended_sessions" PRIMARY KEY ("organisation_id", "number")
);
CREATE INDEX "ix_ended_sessions_number" ON "ended_sessions" ("number");

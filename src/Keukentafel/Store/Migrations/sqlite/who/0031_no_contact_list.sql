CREATE TABLE "no_contacts" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "number_index" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "reason" TEXT NOT NULL,
    "source" TEXT NULL,
    CONSTRAINT "pk_no_contacts" PRIMARY KEY ("organisation_id", "id")
);

CREATE UNIQUE INDEX "ix_no_contacts_organisation_id_number_index" ON "no_contacts" ("organisation_id", "number_index");

CREATE INDEX "ix_no_contacts_organisation_id_source" ON "no_contacts" ("organisation_id", "source");

CREATE INDEX "ix_clients_organisation_id_number_index" ON "clients" ("organisation_id", "number_index");

CREATE TABLE "column_memories" (
    "organisation_id" TEXT NOT NULL,
    "header_hash" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "used_at" TEXT NOT NULL,
    CONSTRAINT "pk_column_memories" PRIMARY KEY ("organisation_id", "header_hash")
);

-- An upload is sealed in parts; an older one, sealed whole, has to be sent again.
DROP TABLE "uploads";

CREATE TABLE "uploads" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_uploads" PRIMARY KEY ("organisation_id", "id")
);

CREATE TABLE "upload_parts" (
    "organisation_id" TEXT NOT NULL,
    "upload_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "sealed" BLOB NOT NULL,
    CONSTRAINT "pk_upload_parts" PRIMARY KEY ("organisation_id", "upload_id", "number"),
    CONSTRAINT "fk_upload_parts_uploads_organisation_id_upload_id" FOREIGN KEY ("organisation_id", "upload_id") REFERENCES "uploads" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE TABLE "deliveries_new" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "upload_id" TEXT NULL,
    "status" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "attributes" TEXT NOT NULL,
    "combined" TEXT NOT NULL,
    "findings" TEXT NOT NULL,
    "job_id" TEXT NULL,
    "clients" INTEGER NOT NULL,
    "no_contact" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "rows_read" INTEGER NOT NULL,
    "imported_at" TEXT NULL,
    CONSTRAINT "pk_deliveries" PRIMARY KEY ("organisation_id", "id")
);

INSERT INTO "deliveries_new" ("id", "organisation_id", "file_name", "created_at", "upload_id", "status", "mapping", "attributes", "combined", "findings", "job_id", "clients", "no_contact", "rows", "rows_read", "imported_at")
SELECT "id", "organisation_id", "file_name", "created_at", NULL, "status", "mapping", "attributes", '{}', '', NULL, "clients",
    (SELECT COUNT(*) FROM "clients" WHERE "clients"."delivery_id" = "deliveries"."id" AND "clients"."no_contact"), "rows_read", "rows_read", "created_at"
FROM "deliveries";

DROP TABLE "deliveries";

ALTER TABLE "deliveries_new" RENAME TO "deliveries";

ALTER TABLE "clients" ADD COLUMN "no_contact_reason" TEXT NULL;

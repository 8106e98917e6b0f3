CREATE TABLE "account_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_account_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL
);

CREATE TABLE "account_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "pk_account_logins" PRIMARY KEY ("login_provider", "provider_key")
);

CREATE TABLE "account_tokens" (
    "user_id" TEXT NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_account_tokens" PRIMARY KEY ("user_id", "login_provider", "name")
);

CREATE TABLE "accounts" (
    "id" TEXT NOT NULL CONSTRAINT "pk_accounts" PRIMARY KEY,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "account_id" TEXT NULL,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    CONSTRAINT "pk_audit_entries" PRIMARY KEY ("organisation_id", "id")
);

CREATE TABLE "deliveries" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "upload_id" TEXT NULL,
    "status" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "attributes" TEXT NOT NULL,
    "clients" INTEGER NOT NULL,
    "rows_read" INTEGER NOT NULL,
    CONSTRAINT "pk_deliveries" PRIMARY KEY ("organisation_id", "id")
);

CREATE TABLE "jobs" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "arguments" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NULL,
    "status" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "lease_until" TEXT NULL,
    CONSTRAINT "pk_jobs" PRIMARY KEY ("organisation_id", "id")
);

CREATE TABLE "memberships" (
    "organisation_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    CONSTRAINT "pk_memberships" PRIMARY KEY ("organisation_id", "account_id", "role")
);

CREATE TABLE "organisations" (
    "organisation_id" TEXT NOT NULL CONSTRAINT "pk_organisations" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "logo" BLOB NULL,
    "logo_type" TEXT NULL
);

CREATE TABLE "site_keys" (
    "id" TEXT NOT NULL CONSTRAINT "pk_site_keys" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "sealed" BLOB NOT NULL
);

CREATE TABLE "studies" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "law" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_studies" PRIMARY KEY ("organisation_id", "id")
);

CREATE TABLE "uploads" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_uploads" PRIMARY KEY ("organisation_id", "id")
);

CREATE TABLE "clients" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "number_index" TEXT NOT NULL,
    "name_index" TEXT NOT NULL,
    "address_index" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "attributes" TEXT NOT NULL,
    "no_contact" INTEGER NOT NULL,
    CONSTRAINT "pk_clients" PRIMARY KEY ("organisation_id", "id"),
    CONSTRAINT "fk_clients_deliveries_organisation_id_delivery_id" FOREIGN KEY ("organisation_id", "delivery_id") REFERENCES "deliveries" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE TABLE "rounds" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "instrument_id" TEXT NOT NULL,
    "instrument_version" INTEGER NOT NULL,
    "baseline" INTEGER NOT NULL,
    "closes_on" TEXT NULL,
    "delivery_id" TEXT NULL,
    "frame_variables" TEXT NOT NULL,
    "stratum_variables" TEXT NOT NULL,
    "poststratify_by" TEXT NOT NULL,
    "rake_by" TEXT NOT NULL,
    "break_down_by" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "opened_at" TEXT NULL,
    CONSTRAINT "pk_rounds" PRIMARY KEY ("organisation_id", "id"),
    CONSTRAINT "fk_rounds_studies_organisation_id_study_id" FOREIGN KEY ("organisation_id", "study_id") REFERENCES "studies" ("organisation_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "cases" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "inclusion_probability" REAL NULL,
    "outcome" TEXT NULL,
    "outcome_on" TEXT NULL,
    "stopped" INTEGER NOT NULL,
    CONSTRAINT "pk_cases" PRIMARY KEY ("organisation_id", "id"),
    CONSTRAINT "fk_cases_clients_organisation_id_client_id" FOREIGN KEY ("organisation_id", "client_id") REFERENCES "clients" ("organisation_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_cases_rounds_organisation_id_round_id" FOREIGN KEY ("organisation_id", "round_id") REFERENCES "rounds" ("organisation_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "draws" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "frame_hash" TEXT NOT NULL,
    "allocation" TEXT NOT NULL,
    "drawn_at" TEXT NOT NULL,
    "drawn_by" TEXT NULL,
    CONSTRAINT "pk_draws" PRIMARY KEY ("organisation_id", "id"),
    CONSTRAINT "fk_draws_rounds_organisation_id_round_id" FOREIGN KEY ("organisation_id", "round_id") REFERENCES "rounds" ("organisation_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "letter_batches" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "letters" INTEGER NOT NULL,
    "made_at" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "released_at" TEXT NULL,
    "released_by" TEXT NULL,
    CONSTRAINT "pk_letter_batches" PRIMARY KEY ("organisation_id", "id"),
    CONSTRAINT "fk_letter_batches_rounds_organisation_id_round_id" FOREIGN KEY ("organisation_id", "round_id") REFERENCES "rounds" ("organisation_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "letter_texts" (
    "organisation_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_letter_texts" PRIMARY KEY ("organisation_id", "round_id", "step"),
    CONSTRAINT "fk_letter_texts_rounds_organisation_id_round_id" FOREIGN KEY ("organisation_id", "round_id") REFERENCES "rounds" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE TABLE "access_codes" (
    "organisation_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "round_id" TEXT NOT NULL,
    "code_index" TEXT NOT NULL,
    "sealed" BLOB NULL,
    CONSTRAINT "pk_access_codes" PRIMARY KEY ("organisation_id", "case_id"),
    CONSTRAINT "fk_access_codes_cases_organisation_id_case_id" FOREIGN KEY ("organisation_id", "case_id") REFERENCES "cases" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE TABLE "drawn_strata" (
    "organisation_id" TEXT NOT NULL,
    "draw_id" TEXT NOT NULL,
    "values" TEXT NOT NULL,
    "population" INTEGER NOT NULL,
    "sampled" INTEGER NOT NULL,
    CONSTRAINT "pk_drawn_strata" PRIMARY KEY ("organisation_id", "draw_id", "values"),
    CONSTRAINT "fk_drawn_strata_draws_organisation_id_draw_id" FOREIGN KEY ("organisation_id", "draw_id") REFERENCES "draws" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE TABLE "letters" (
    "organisation_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_letters" PRIMARY KEY ("organisation_id", "case_id", "step"),
    CONSTRAINT "fk_letters_cases_organisation_id_case_id" FOREIGN KEY ("organisation_id", "case_id") REFERENCES "cases" ("organisation_id", "id") ON DELETE CASCADE,
    CONSTRAINT "fk_letters_letter_batches_organisation_id_batch_id" FOREIGN KEY ("organisation_id", "batch_id") REFERENCES "letter_batches" ("organisation_id", "id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "ix_access_codes_code_index" ON "access_codes" ("code_index");

CREATE INDEX "ix_account_claims_user_id" ON "account_claims" ("user_id");

CREATE INDEX "ix_account_logins_user_id" ON "account_logins" ("user_id");

CREATE INDEX "ix_accounts_normalized_email" ON "accounts" ("normalized_email");

CREATE UNIQUE INDEX "ix_accounts_normalized_user_name" ON "accounts" ("normalized_user_name");

CREATE INDEX "ix_accounts_organisation_id" ON "accounts" ("organisation_id");

CREATE INDEX "ix_audit_entries_organisation_id_at" ON "audit_entries" ("organisation_id", "at");

CREATE INDEX "ix_cases_organisation_id_client_id" ON "cases" ("organisation_id", "client_id");

CREATE UNIQUE INDEX "ix_cases_organisation_id_round_id_client_id" ON "cases" ("organisation_id", "round_id", "client_id");

CREATE INDEX "ix_clients_organisation_id_address_index" ON "clients" ("organisation_id", "address_index");

CREATE UNIQUE INDEX "ix_clients_organisation_id_delivery_id_number_index" ON "clients" ("organisation_id", "delivery_id", "number_index");

CREATE INDEX "ix_clients_organisation_id_name_index" ON "clients" ("organisation_id", "name_index");

CREATE UNIQUE INDEX "ix_draws_organisation_id_round_id" ON "draws" ("organisation_id", "round_id");

CREATE INDEX "ix_jobs_status_lease_until" ON "jobs" ("status", "lease_until");

CREATE UNIQUE INDEX "ix_letter_batches_organisation_id_round_id_number" ON "letter_batches" ("organisation_id", "round_id", "number");

CREATE UNIQUE INDEX "ix_letters_organisation_id_batch_id_position" ON "letters" ("organisation_id", "batch_id", "position");

CREATE INDEX "ix_memberships_account_id" ON "memberships" ("account_id");

CREATE UNIQUE INDEX "ix_organisations_code" ON "organisations" ("code");

CREATE INDEX "ix_rounds_organisation_id_study_id" ON "rounds" ("organisation_id", "study_id");

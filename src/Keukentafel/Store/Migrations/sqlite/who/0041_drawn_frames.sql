CREATE TABLE "drawn_frames" (
    "organisation_id" TEXT NOT NULL,
    "draw_id" TEXT NOT NULL,
    "members" BLOB NOT NULL,
    "selected" BLOB NOT NULL,
    CONSTRAINT "pk_drawn_frames" PRIMARY KEY ("organisation_id", "draw_id"),
    CONSTRAINT "fk_drawn_frames_draws_organisation_id_draw_id" FOREIGN KEY ("organisation_id", "draw_id") REFERENCES "draws" ("organisation_id", "id") ON DELETE CASCADE
);

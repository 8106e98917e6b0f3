CREATE TABLE who.drawn_frames (
    organisation_id uuid NOT NULL,
    draw_id uuid NOT NULL,
    members bytea NOT NULL,
    selected bytea NOT NULL,
    CONSTRAINT pk_drawn_frames PRIMARY KEY (organisation_id, draw_id),
    CONSTRAINT fk_drawn_frames_draws_organisation_id_draw_id FOREIGN KEY (organisation_id, draw_id) REFERENCES who.draws (organisation_id, id) ON DELETE CASCADE
);

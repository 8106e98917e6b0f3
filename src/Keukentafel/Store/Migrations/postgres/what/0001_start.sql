CREATE TABLE what.outcomes_on_their_way (
    organisation_id uuid NOT NULL,
    response_id uuid NOT NULL,
    outcome character varying(8) NOT NULL,
    "on" date NOT NULL,
    CONSTRAINT pk_outcomes_on_their_way PRIMARY KEY (organisation_id, response_id)
);

CREATE TABLE what.responses (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    round_id uuid NOT NULL,
    mode character varying(40),
    page integer NOT NULL,
    sent boolean NOT NULL,
    outcome character varying(8),
    started_on date NOT NULL,
    sent_on date,
    CONSTRAINT pk_responses PRIMARY KEY (organisation_id, id)
);

CREATE TABLE what.answers (
    organisation_id uuid NOT NULL,
    response_id uuid NOT NULL,
    question character varying(40) NOT NULL,
    option integer NOT NULL,
    CONSTRAINT pk_answers PRIMARY KEY (organisation_id, response_id, question),
    CONSTRAINT fk_answers_responses_organisation_id_response_id FOREIGN KEY (organisation_id, response_id) REFERENCES what.responses (organisation_id, id) ON DELETE CASCADE
);

CREATE TABLE what.frame_values (
    organisation_id uuid NOT NULL,
    response_id uuid NOT NULL,
    variable character varying(100) NOT NULL,
    value character varying(400) NOT NULL,
    CONSTRAINT pk_frame_values PRIMARY KEY (organisation_id, response_id, variable),
    CONSTRAINT fk_frame_values_responses_organisation_id_response_id FOREIGN KEY (organisation_id, response_id) REFERENCES what.responses (organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX ix_responses_organisation_id_round_id ON what.responses (organisation_id, round_id);

CREATE TABLE bridge.bridge (
    organisation_id uuid NOT NULL,
    case_id uuid NOT NULL,
    round_id uuid NOT NULL,
    response_id uuid NOT NULL,
    CONSTRAINT pk_bridge PRIMARY KEY (organisation_id, case_id)
);

CREATE UNIQUE INDEX ix_bridge_organisation_id_response_id ON bridge.bridge (organisation_id, response_id);

CREATE INDEX ix_bridge_organisation_id_round_id ON bridge.bridge (organisation_id, round_id);

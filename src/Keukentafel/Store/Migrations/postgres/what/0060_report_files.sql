CREATE TABLE what.report_files (
    organisation_id uuid NOT NULL,
    round_id uuid NOT NULL,
    name character varying(60) NOT NULL,
    content bytea NOT NULL,
    made_on date NOT NULL,
    usable integer NOT NULL,
    CONSTRAINT pk_report_files PRIMARY KEY (organisation_id, round_id, name)
);

ALTER TABLE what.responses ADD COLUMN language character varying(20) NULL;

ALTER TABLE what.answers ALTER COLUMN option DROP NOT NULL;

ALTER TABLE what.answers ADD COLUMN text character varying(10000) NULL;

ALTER TABLE what.answers ADD COLUMN mended boolean NOT NULL DEFAULT false;

ALTER TABLE what.answers ALTER COLUMN mended DROP DEFAULT;

ALTER TABLE what.answers ADD COLUMN off_path boolean NOT NULL DEFAULT false;

ALTER TABLE what.answers ALTER COLUMN off_path DROP DEFAULT;

ALTER TABLE cases ADD COLUMN outcome_before TEXT NULL;

ALTER TABLE cases ADD COLUMN outcome_before_on TEXT NULL;

ALTER TABLE cases ADD COLUMN withdrawn_on TEXT NULL;

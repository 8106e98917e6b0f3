ALTER TABLE who.letter_batches ADD COLUMN edition uuid NULL;

ALTER TABLE who.letter_files ADD COLUMN edition uuid NULL;

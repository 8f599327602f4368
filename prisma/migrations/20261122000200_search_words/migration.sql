-- The words of device names: what a mistyped one may have meant (docs/decisions/0006).

CREATE TABLE "search_words" (
    "id" BIGSERIAL NOT NULL,
    "word" TEXT NOT NULL,
    CONSTRAINT "search_words_pkey" PRIMARY KEY ("id")
);

-- Not unique: writers who add the same word at once never wait for each other.
CREATE INDEX "search_words_word_idx" ON "search_words" ("word");
CREATE INDEX "search_words_like_idx" ON "search_words" USING gin ("word" gin_trgm_ops);

-- Words of letters alone, from 4 to 40 of them.
CREATE FUNCTION portal_device_words(device_name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT word FROM regexp_split_to_table(lower(device_name), '[^[:alnum:]]+') word WHERE word ~ '^[[:alpha:]]{4,40}$'
$$;

CREATE FUNCTION portal_note_device_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO search_words (word)
    SELECT DISTINCT word.word FROM changed_new n JOIN changed_old o ON o.id = n.id, portal_device_words(n.device_name) word (word)
    WHERE n.device_name <> o.device_name AND NOT EXISTS (SELECT FROM search_words s WHERE s.word = word.word);
  ELSE
    INSERT INTO search_words (word)
    SELECT DISTINCT word.word FROM (SELECT DISTINCT device_name FROM changed_new) n, portal_device_words(n.device_name) word (word)
    WHERE NOT EXISTS (SELECT FROM search_words s WHERE s.word = word.word);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_words_insert AFTER INSERT ON "orders"
  REFERENCING NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_note_device_words();
CREATE TRIGGER orders_words_update AFTER UPDATE ON "orders"
  REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION portal_note_device_words();

INSERT INTO search_words (word)
SELECT DISTINCT word.word FROM (SELECT DISTINCT device_name FROM orders) o, portal_device_words(o.device_name) word (word);

-- The words of names of devices and companies: what a mistyped one may have meant (docs/decisions/0006).

CREATE TABLE "search_words" (
    "id" BIGSERIAL NOT NULL,
    "word" TEXT NOT NULL,
    CONSTRAINT "search_words_pkey" PRIMARY KEY ("id")
);

-- Not unique: writers who add the same word at once never wait for each other.
CREATE INDEX "search_words_word_idx" ON "search_words" ("word");
CREATE INDEX "search_words_length_idx" ON "search_words" (length("word"), "word");
CREATE INDEX "search_words_like_idx" ON "search_words" USING gin ("word" gin_trgm_ops);

-- Adds those words of the names that are not there: words of letters alone, from 4 to 40 of them.
CREATE FUNCTION portal_add_words(names text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_words (word)
  SELECT DISTINCT w.word FROM unnest(names) name, regexp_split_to_table(lower(name), '[^[:alnum:]]+') w (word)
  WHERE w.word ~ '^[[:alpha:]]{4,40}$' AND NOT EXISTS (SELECT FROM search_words s WHERE s.word = w.word)
$$;

CREATE FUNCTION portal_note_device_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM portal_add_words(array_agg(DISTINCT n.device_name))
    FROM changed_new n JOIN changed_old o ON o.id = n.id WHERE n.device_name <> o.device_name HAVING count(*) > 0;
  ELSE
    PERFORM portal_add_words(array_agg(DISTINCT device_name)) FROM changed_new HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION portal_note_company_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM portal_add_words(array_agg(DISTINCT name)) FROM changed_new HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_words_insert AFTER INSERT ON "orders"
  REFERENCING NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_note_device_words();
CREATE TRIGGER orders_words_update AFTER UPDATE ON "orders"
  REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION portal_note_device_words();
CREATE TRIGGER companies_words_insert AFTER INSERT ON "companies"
  REFERENCING NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_note_company_words();
CREATE TRIGGER companies_words_update AFTER UPDATE ON "companies"
  REFERENCING NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_note_company_words();

SELECT portal_add_words(array_agg(DISTINCT device_name)) FROM orders;
SELECT portal_add_words(array_agg(DISTINCT name)) FROM companies;

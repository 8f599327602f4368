-- What the database itself guarantees, whoever writes to it: allowed words, the frozen submission,
-- append-only events, the spellings an order is found by, and the running counts behind the tabs.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SEQUENCE order_number_seq;

ALTER TABLE "operator" ADD CONSTRAINT operator_single_row CHECK (id = 1);
ALTER TABLE "companies" ADD CONSTRAINT companies_kind CHECK (kind IN ('customer', 'reseller', 'partner'));
ALTER TABLE "users" ADD CONSTRAINT users_role CHECK (role IN ('customer', 'reseller', 'technician', 'partner', 'administrator'));
ALTER TABLE "users" ADD CONSTRAINT users_email_lower CHECK (email = lower(email));
ALTER TABLE "users" ADD CONSTRAINT users_company CHECK ((role IN ('technician', 'administrator')) = (company_id IS NULL));
ALTER TABLE "orders" ADD CONSTRAINT orders_kind CHECK (kind IN ('repair', 'onsite'));
ALTER TABLE "orders" ADD CONSTRAINT orders_stage CHECK (stage IN ('new', 'at_location', 'completed'));
ALTER TABLE "orders" ADD CONSTRAINT orders_draft_unconfirmed CHECK ((status = 'draft') = (confirmed_at IS NULL));
ALTER TABLE "orders" ADD CONSTRAINT orders_draft_content CHECK (status = 'draft' OR draft IS NULL);
ALTER TABLE "order_lines" ADD CONSTRAINT order_lines_kind CHECK (kind IN ('product', 'service'));
ALTER TABLE "messages" ADD CONSTRAINT messages_kind CHECK (kind IN ('message', 'public_note', 'internal_note'));
ALTER TABLE "events" ADD CONSTRAINT events_visibility CHECK (visibility IN ('public', 'internal'));
ALTER TABLE "mails" ADD CONSTRAINT mails_state CHECK (state IN ('queued', 'sent', 'failed'));

-- Sorting by other columns than the creation date.
CREATE INDEX "orders_stage_status_since_id_idx" ON "orders" ("stage", "status_since", "id");
CREATE INDEX "orders_stage_due_at_id_idx" ON "orders" ("stage", "due_at", "id");
CREATE INDEX "orders_stage_device_name_id_idx" ON "orders" ("stage", "device_name", "id");

-- Words: substring and trigram search over what the device is and what is wrong with it, and over names.
CREATE INDEX "orders_words_idx" ON "orders" USING gin (lower(device_name || ' ' || problem) gin_trgm_ops);
CREATE INDEX "companies_words_idx" ON "companies" USING gin (lower(name || ' ' || number) gin_trgm_ops);

CREATE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON "events"
  FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();
CREATE TRIGGER order_submissions_frozen BEFORE UPDATE OR DELETE ON "order_submissions"
  FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();

CREATE FUNCTION portal_freeze_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.confirmed_at IS NULL THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'order % was submitted and cannot be deleted', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.number, OLD.kind, OLD.account_id, OLD.customer_id, OLD.created_by_id, OLD.on_behalf, OLD.submission_key,
      OLD.device_name, OLD.imei, OLD.serial, OLD.problem, OLD.customer_references, OLD.internal_references,
      OLD.currency, OLD.created_at, OLD.confirmed_at)
     IS DISTINCT FROM
     (NEW.number, NEW.kind, NEW.account_id, NEW.customer_id, NEW.created_by_id, NEW.on_behalf, NEW.submission_key,
      NEW.device_name, NEW.imei, NEW.serial, NEW.problem, NEW.customer_references, NEW.internal_references,
      NEW.currency, NEW.created_at, NEW.confirmed_at) THEN
    RAISE EXCEPTION 'order % was submitted and its submission cannot be changed', OLD.number
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER orders_frozen BEFORE UPDATE OR DELETE ON "orders"
  FOR EACH ROW EXECUTE FUNCTION portal_freeze_order();

-- Identifiers ---------------------------------------------------------------------------------------------------

-- The spelling by which identifiers are compared: compatibility form, upper case, letters and digits only.
CREATE FUNCTION portal_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(upper(normalize(value, NFKC)), '[^[:alnum:]]+', '', 'g')
$$;

-- Every (kind, term) of one order: the number with and without prefix, year and zeros, the IMEI with and without
-- its check digit (an IMEISV shares the first 14 digits), serial, references and tracking numbers.
CREATE FUNCTION portal_order_terms(number text, imei text, serial text, customer_refs text[], internal_refs text[],
                                   tracking text[])
RETURNS TABLE (kind text, term text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH raw (kind, value) AS (
    SELECT 'number', number
    UNION ALL SELECT 'number', substr(number, 4)
    UNION ALL SELECT 'number', split_part(number, '-', 2) || ltrim(split_part(number, '-', 3), '0')
    UNION ALL SELECT 'number', split_part(number, '-', 3)
    UNION ALL SELECT 'imei', imei
    UNION ALL SELECT 'imei14', left(imei, 14)
    UNION ALL SELECT 'serial', serial
    UNION ALL SELECT 'customer_reference', unnest(customer_refs)
    UNION ALL SELECT 'internal_reference', unnest(internal_refs)
    UNION ALL SELECT 'tracking', unnest(tracking)
  ), folded AS (
    SELECT kind, portal_fold(value) AS term FROM raw WHERE value IS NOT NULL
  )
  SELECT DISTINCT kind, spelling FROM folded, LATERAL (VALUES (term), (ltrim(term, '0'))) AS s (spelling)
  WHERE spelling <> ''
$$;

CREATE INDEX "order_identifiers_term_idx" ON "order_identifiers" ("term" text_pattern_ops, "order_id");
CREATE INDEX "order_identifiers_tail_idx" ON "order_identifiers" (reverse("term") text_pattern_ops, "order_id");

CREATE FUNCTION portal_identify_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM order_identifiers i USING changed_old o JOIN changed_new n ON n.id = o.id
    WHERE i.order_id = o.id
      AND (o.number, o.imei, o.serial, o.customer_references, o.internal_references, o.tracking_numbers)
          IS DISTINCT FROM
          (n.number, n.imei, n.serial, n.customer_references, n.internal_references, n.tracking_numbers);
    INSERT INTO order_identifiers (order_id, kind, term)
    SELECT n.id, t.kind, t.term FROM changed_new n JOIN changed_old o ON o.id = n.id,
      LATERAL portal_order_terms(n.number, n.imei, n.serial, n.customer_references, n.internal_references, n.tracking_numbers) t
    WHERE (o.number, o.imei, o.serial, o.customer_references, o.internal_references, o.tracking_numbers)
          IS DISTINCT FROM
          (n.number, n.imei, n.serial, n.customer_references, n.internal_references, n.tracking_numbers);
  ELSE
    INSERT INTO order_identifiers (order_id, kind, term)
    SELECT n.id, t.kind, t.term FROM changed_new n,
      LATERAL portal_order_terms(n.number, n.imei, n.serial, n.customer_references, n.internal_references, n.tracking_numbers) t;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_identify_insert AFTER INSERT ON "orders"
  REFERENCING NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_identify_orders();
CREATE TRIGGER orders_identify_update AFTER UPDATE ON "orders"
  REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_identify_orders();

-- Counts behind the tabs ----------------------------------------------------------------------------------------

-- Rows are only ever added, so writers never wait for each other; the `tallies` job folds them together.
CREATE FUNCTION portal_tally_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO order_tallies (scope, scope_id, location_id, status, stage, n)
    SELECT s.scope, s.scope_id, c.location_id, c.status, c.stage, count(*)
    FROM changed_new c, LATERAL (VALUES ('all', 0), ('account', c.account_id), ('customer', c.customer_id), ('partner', c.partner_id)) s (scope, scope_id)
    WHERE s.scope_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO order_tallies (scope, scope_id, location_id, status, stage, n)
    SELECT s.scope, s.scope_id, c.location_id, c.status, c.stage, -count(*)
    FROM changed_old c, LATERAL (VALUES ('all', 0), ('account', c.account_id), ('customer', c.customer_id), ('partner', c.partner_id)) s (scope, scope_id)
    WHERE s.scope_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
  ELSE
    INSERT INTO order_tallies (scope, scope_id, location_id, status, stage, n)
    SELECT s.scope, s.scope_id, c.location_id, c.status, c.stage, sum(c.sign)
    FROM (SELECT *, 1 AS sign FROM changed_new UNION ALL SELECT *, -1 FROM changed_old) c,
      LATERAL (VALUES ('all', 0), ('account', c.account_id), ('customer', c.customer_id), ('partner', c.partner_id)) s (scope, scope_id)
    WHERE s.scope_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5 HAVING sum(c.sign) <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_tally_insert AFTER INSERT ON "orders"
  REFERENCING NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_tally_orders();
CREATE TRIGGER orders_tally_update AFTER UPDATE ON "orders"
  REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new FOR EACH STATEMENT EXECUTE FUNCTION portal_tally_orders();
CREATE TRIGGER orders_tally_delete AFTER DELETE ON "orders"
  REFERENCING OLD TABLE AS changed_old FOR EACH STATEMENT EXECUTE FUNCTION portal_tally_orders();

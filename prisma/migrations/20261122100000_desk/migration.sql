-- The technician's desk: queue and clock, intake, conversations, catalogue, quotes, notifications, guests, privacy.

-- Queue and clock ------------------------------------------------------------------------------------------------

-- Opening hours of a service location per ISO weekday (1 = Monday), local wall time. A location without any row is open
-- from Monday to Friday, 08:00 to its closing time; one with rows is closed on the days that it has none for.
CREATE TABLE "location_hours" (
    "location_id" INTEGER NOT NULL,
    "weekday" INTEGER NOT NULL,
    "opens_at" TEXT NOT NULL,
    "closes_at" TEXT NOT NULL,

    CONSTRAINT "location_hours_pkey" PRIMARY KEY ("location_id", "weekday"),
    CONSTRAINT location_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT location_hours_times CHECK (opens_at ~ '^[0-2][0-9]:[0-5][0-9]$' AND closes_at ~ '^[0-2][0-9]:[0-5][0-9]$' AND opens_at < closes_at),
    CONSTRAINT "location_hours_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Days on which a location is closed besides its public holidays.
CREATE TABLE "location_closures" (
    "location_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "location_closures_pkey" PRIMARY KEY ("location_id", "day"),
    CONSTRAINT "location_closures_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- The operator's own targets: in working minutes, or in usual days of the service location. A status without a row has the
-- target of the rules. In place of a status stands `promise` for the time from the receipt of a device until it is finished.
CREATE TABLE "status_targets" (
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "minutes" INTEGER,
    "days" INTEGER,

    CONSTRAINT "status_targets_pkey" PRIMARY KEY ("kind", "status"),
    CONSTRAINT status_targets_minutes CHECK (minutes BETWEEN 1 AND 600000),
    CONSTRAINT status_targets_days CHECK (days BETWEEN 1 AND 1000),
    CONSTRAINT status_targets_one CHECK ((minutes IS NULL) <> (days IS NULL))
);

-- `promised_at` is when the device is to be finished; while the customer is being waited for, and once the device is finished,
-- it is null and `promise_minutes_left` holds the working minutes that were left (negative: by which it was late).
ALTER TABLE "orders" ADD COLUMN "assignee_id" INTEGER;
ALTER TABLE "orders" ADD COLUMN "promised_at" TIMESTAMPTZ(3);
ALTER TABLE "orders" ADD COLUMN "promise_minutes_left" INTEGER;
-- Since when a message of the account waits for an answer of the service location (trigger on messages).
ALTER TABLE "orders" ADD COLUMN "awaiting_reply_since" TIMESTAMPTZ(3);
ALTER TABLE "orders" ADD CONSTRAINT "orders_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "orders_assignee_id_idx" ON "orders" ("assignee_id") WHERE stage <> 'completed';
CREATE INDEX "orders_awaiting_reply_idx" ON "orders" ("location_id", "awaiting_reply_since") WHERE awaiting_reply_since IS NOT NULL;
-- The queue of a location: what is to be done first.
CREATE INDEX "orders_queue_idx" ON "orders" ("location_id", (coalesce(least(due_at, promised_at), 'infinity'::timestamptz)), "id")
  WHERE stage <> 'completed' AND status <> 'draft';

CREATE FUNCTION portal_note_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE staff boolean;
BEGIN
  IF NEW.kind <> 'message' AND NEW.kind <> 'public_note' THEN RETURN NULL; END IF;
  SELECT role IN ('technician', 'administrator') INTO staff FROM users WHERE id = NEW.author_id;
  IF staff THEN
    UPDATE orders SET awaiting_reply_since = NULL WHERE id = NEW.order_id AND awaiting_reply_since IS NOT NULL;
  ELSE
    UPDATE orders SET awaiting_reply_since = NEW.created_at WHERE id = NEW.order_id AND awaiting_reply_since IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER messages_note AFTER INSERT ON "messages" FOR EACH ROW EXECUTE FUNCTION portal_note_message();

-- Live: the events of a statement are told to all processes when their transaction commits; of many, only that there were.
CREATE FUNCTION portal_tell_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM added LIMIT 51) few) > 50 THEN
    PERFORM pg_notify('portal_events', '{"many":true}');
  ELSE
    PERFORM pg_notify('portal_events', json_build_object(
      'id', id::text, 'type', type, 'orderId', order_id, 'shipmentId', shipment_id, 'visibility', visibility)::text)
    FROM added ORDER BY id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER events_tell AFTER INSERT ON "events"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal_tell_events();

-- The warranty of a repair, in months from the return.
ALTER TABLE "operator" ADD COLUMN "repair_warranty_months" INTEGER NOT NULL DEFAULT 6;

-- Intake ---------------------------------------------------------------------------------------------------------

-- What the operator wants settled before a device is worked on, such as "tracking lock off".
CREATE TABLE "gates" (
    "id" SERIAL NOT NULL,
    "label_en" TEXT NOT NULL,
    "label_de" TEXT NOT NULL,
    "help_en" TEXT NOT NULL DEFAULT '',
    "help_de" TEXT NOT NULL DEFAULT '',
    -- Asked of the sender on the order form, or looked at by the technician on arrival.
    "asked_of" TEXT NOT NULL DEFAULT 'technician',
    -- A blocking gate that is not met keeps the diagnosis from starting.
    "blocking" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "gates_pkey" PRIMARY KEY ("id"),
    CONSTRAINT gates_asked_of CHECK (asked_of IN ('sender', 'technician', 'both'))
);

-- What the technician found when the device arrived; the last row of an order counts.
CREATE TABLE "intakes" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "condition" TEXT NOT NULL DEFAULT '',
    "accessories" TEXT NOT NULL DEFAULT '',
    -- [{ gateId, label: { en, de }, met: true | false | null }]
    "gates" JSONB NOT NULL DEFAULT '[]',
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intakes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "intakes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "intakes_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "intakes_order_id_idx" ON "intakes" ("order_id", "id");

-- A device may be known by its IMEI with and without the software version: the history is that of both.
CREATE INDEX "devices_imei_idx" ON "devices" ("imei");

-- A device's passcode, encrypted by the portal's key; gone when the order is completed.
CREATE TABLE "order_secrets" (
    "order_id" INTEGER NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_secrets_pkey" PRIMARY KEY ("order_id"),
    CONSTRAINT "order_secrets_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE FUNCTION portal_forget_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM order_secrets WHERE order_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_forget_secret AFTER UPDATE OF "stage" ON "orders"
  FOR EACH ROW WHEN (NEW.stage = 'completed' AND OLD.stage IS DISTINCT FROM NEW.stage) EXECUTE FUNCTION portal_forget_secret();

-- Conversations --------------------------------------------------------------------------------------------------

CREATE TABLE "canned_replies" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "body_en" TEXT NOT NULL,
    "body_de" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "canned_replies_pkey" PRIMARY KEY ("id")
);

-- Attachments ----------------------------------------------------------------------------------------------------

-- A re-encoded small image of an attachment, without its metadata.
ALTER TABLE "attachments" ADD COLUMN "preview_key" TEXT;
ALTER TABLE "attachments" ADD COLUMN "width" INTEGER;
ALTER TABLE "attachments" ADD COLUMN "height" INTEGER;
ALTER TABLE "attachments" ADD COLUMN "previewed_at" TIMESTAMPTZ(3);
UPDATE "attachments" SET "previewed_at" = CURRENT_TIMESTAMP WHERE "content_type" NOT LIKE 'image/%';
-- What waits for its preview.
CREATE INDEX "attachments_without_preview_idx" ON "attachments"("id") WHERE "previewed_at" IS NULL;

-- Catalogue and quotes -------------------------------------------------------------------------------------------

CREATE TABLE "catalogue_items" (
    "id" SERIAL NOT NULL,
    "sku" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_de" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "unit_price_minor" INTEGER NOT NULL,
    "vat_basis_points" INTEGER NOT NULL,
    "warranty" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "catalogue_items_pkey" PRIMARY KEY ("id"),
    CONSTRAINT catalogue_items_kind CHECK (kind IN ('product', 'service')),
    CONSTRAINT catalogue_items_amounts CHECK (unit_price_minor BETWEEN 0 AND 100000000 AND vat_basis_points BETWEEN 0 AND 10000)
);
CREATE UNIQUE INDEX "catalogue_items_sku_currency_key" ON "catalogue_items" ("sku", "currency");
CREATE INDEX "catalogue_items_words_idx" ON "catalogue_items" USING gin (lower(sku || ' ' || name_en || ' ' || name_de) gin_trgm_ops);

-- Up to which gross amount (minor units of the account's currency) a reseller's quotes are agreed to by themselves.
ALTER TABLE "companies" ADD COLUMN "auto_approve_minor" INTEGER;

CREATE SEQUENCE quote_number_seq;
CREATE TABLE "quotes" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "currency" CHAR(3) NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    -- The paper of what was decided, drawn after the decision; its SHA-256.
    "document_key" TEXT,
    "document_sha256" TEXT,
    "submission_key" TEXT NOT NULL,

    CONSTRAINT "quotes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT quotes_state CHECK (state IN ('draft', 'sent', 'accepted', 'declined', 'withdrawn', 'expired', 'superseded')),
    CONSTRAINT "quotes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "quotes_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "quotes_number_key" ON "quotes" ("number");
CREATE UNIQUE INDEX "quotes_submission_key_key" ON "quotes" ("submission_key");
CREATE UNIQUE INDEX "quotes_order_id_version_key" ON "quotes" ("order_id", "version");
-- One quote of an order waits for a decision, and one draft is written at a time.
CREATE UNIQUE INDEX "quotes_one_sent" ON "quotes" ("order_id") WHERE state = 'sent';
CREATE UNIQUE INDEX "quotes_one_draft" ON "quotes" ("order_id") WHERE state = 'draft';
CREATE INDEX "quotes_sent_valid_until_idx" ON "quotes" ("valid_until") WHERE state = 'sent';

CREATE TABLE "quote_options" (
    "id" SERIAL NOT NULL,
    "quote_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "quote_options_pkey" PRIMARY KEY ("id"),
    CONSTRAINT quote_options_kind CHECK (kind IN ('repair', 'replace', 'return_unrepaired')),
    CONSTRAINT "quote_options_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quotes"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "quote_options_quote_id_position_key" ON "quote_options" ("quote_id", "position");

CREATE TABLE "quote_lines" (
    "id" SERIAL NOT NULL,
    "option_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "quantity_thousandths" INTEGER NOT NULL,
    "unit_price_minor" INTEGER NOT NULL,
    "vat_basis_points" INTEGER NOT NULL,
    "warranty" BOOLEAN NOT NULL DEFAULT false,
    -- The customer may leave an optional line out.
    "optional" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "quote_lines_pkey" PRIMARY KEY ("id"),
    CONSTRAINT quote_lines_kind CHECK (kind IN ('product', 'service')),
    CONSTRAINT "quote_lines_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "quote_options"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "quote_lines_option_id_position_key" ON "quote_lines" ("option_id", "position");

-- Exactly what was agreed or declined: written once. `shown` is the quote as the person saw it.
CREATE TABLE "quote_decisions" (
    "quote_id" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "option_id" INTEGER,
    "line_ids" INTEGER[] NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" INTEGER,
    "guest_link_id" INTEGER,
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "shown" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quote_decisions_pkey" PRIMARY KEY ("quote_id"),
    CONSTRAINT quote_decisions_outcome CHECK (outcome IN ('accepted', 'declined')),
    CONSTRAINT "quote_decisions_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quotes"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What was sent is what is decided on: only a draft can be written, and what has ended stays as it ended.
CREATE FUNCTION portal_freeze_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('portal.erasing', true) = 'on' THEN RETURN NEW; END IF;
  IF OLD.state <> 'draft' AND
     (OLD.number, OLD.order_id, OLD.version, OLD.currency, OLD.message, OLD.valid_until, OLD.created_by_id, OLD.sent_at)
     IS DISTINCT FROM
     (NEW.number, NEW.order_id, NEW.version, NEW.currency, NEW.message, NEW.valid_until, NEW.created_by_id, NEW.sent_at) THEN
    RAISE EXCEPTION 'quote % was sent and cannot be changed', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state NOT IN ('draft', 'sent') AND OLD.state <> NEW.state THEN
    RAISE EXCEPTION 'quote % is % and stays so', OLD.number, OLD.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quotes_frozen BEFORE UPDATE ON "quotes" FOR EACH ROW EXECUTE FUNCTION portal_freeze_quote();

CREATE FUNCTION portal_freeze_quote_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  found_state text;
BEGIN
  IF TG_TABLE_NAME = 'quote_options' THEN
    SELECT state INTO found_state FROM quotes WHERE id = part.quote_id;
  ELSE
    SELECT q.state INTO found_state FROM quotes q JOIN quote_options o ON o.quote_id = q.id WHERE o.id = part.option_id;
  END IF;
  IF found_state <> 'draft' AND coalesce(current_setting('portal.erasing', true), '') <> 'on' THEN
    RAISE EXCEPTION 'a quote that was sent cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN part;
END $$;
CREATE TRIGGER quote_options_frozen BEFORE INSERT OR UPDATE OR DELETE ON "quote_options"
  FOR EACH ROW EXECUTE FUNCTION portal_freeze_quote_parts();
CREATE TRIGGER quote_lines_frozen BEFORE INSERT OR UPDATE OR DELETE ON "quote_lines"
  FOR EACH ROW EXECUTE FUNCTION portal_freeze_quote_parts();

-- Guests ---------------------------------------------------------------------------------------------------------

-- A link to one order. The link holds the token (256 bits); the row holds its SHA-256. What asks for a link again by the
-- same key gets no second one.
CREATE TABLE "guest_links" (
    "id" SERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "order_id" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "dedupe_key" TEXT,

    CONSTRAINT "guest_links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT guest_links_scope CHECK (scope IN ('follow', 'decide')),
    CONSTRAINT "guest_links_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "guest_links_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "guest_links_token_hash_key" ON "guest_links" ("token_hash");
CREATE UNIQUE INDEX "guest_links_dedupe_key_key" ON "guest_links" ("dedupe_key");
CREATE INDEX "guest_links_order_id_idx" ON "guest_links" ("order_id");
ALTER TABLE "quote_decisions" ADD CONSTRAINT "quote_decisions_guest_link_id_fkey" FOREIGN KEY ("guest_link_id") REFERENCES "guest_links"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "quote_decisions" ADD CONSTRAINT "quote_decisions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Notifications --------------------------------------------------------------------------------------------------

-- Which notifications a person, or a company's master address, does not want. No row: wanted.
CREATE TABLE "notification_opt_outs" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER,
    "company_id" INTEGER,
    "type" TEXT NOT NULL,

    CONSTRAINT "notification_opt_outs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT notification_opt_outs_owner CHECK ((user_id IS NULL) <> (company_id IS NULL)),
    CONSTRAINT "notification_opt_outs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "notification_opt_outs_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "notification_opt_outs_key" ON "notification_opt_outs" ("user_id", "company_id", "type") NULLS NOT DISTINCT;

ALTER TABLE "mails" ADD COLUMN "order_id" INTEGER;
-- A mail that waits for more changes of its order; until then they are added to it.
ALTER TABLE "mails" ADD COLUMN "collects_until" TIMESTAMPTZ(3);
ALTER TABLE "mails" ADD COLUMN "resent_from_id" INTEGER;
ALTER TABLE "mails" ADD CONSTRAINT "mails_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "mails" ADD CONSTRAINT "mails_resent_from_id_fkey" FOREIGN KEY ("resent_from_id") REFERENCES "mails"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "mails_order_id_idx" ON "mails" ("order_id");
CREATE UNIQUE INDEX "mails_collecting_key" ON "mails" ("order_id", "recipient") WHERE state = 'queued' AND collects_until IS NOT NULL;

-- Each try to hand a mail over, with the server's answer.
CREATE TABLE "mail_attempts" (
    "id" SERIAL NOT NULL,
    "mail_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "mail_attempts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT mail_attempts_outcome CHECK (outcome IN ('started', 'sent', 'deferred', 'failed')),
    CONSTRAINT "mail_attempts_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mails"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "mail_attempts_mail_id_idx" ON "mail_attempts" ("mail_id", "id");

-- Privacy --------------------------------------------------------------------------------------------------------

-- How long things are kept after an order's completion, in days; null: for ever.
ALTER TABLE "operator" ADD COLUMN "retain_orders_days" INTEGER;
ALTER TABLE "operator" ADD COLUMN "retain_files_days" INTEGER;
ALTER TABLE "operator" ADD COLUMN "retain_mails_days" INTEGER;
ALTER TABLE "users" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "companies" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "orders" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
-- What was exported and erased last is found without reading all events.
CREATE INDEX "events_privacy_idx" ON "events" ("id") WHERE type IN ('data.exported', 'data.erased');

-- The one exception to what is frozen: the erasure of personal data, which sets `portal.erasing` for its transaction.
CREATE OR REPLACE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('portal.erasing', true) = 'on' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER quote_decisions_frozen BEFORE UPDATE OR DELETE ON "quote_decisions"
  FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();

CREATE OR REPLACE FUNCTION portal_freeze_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.confirmed_at IS NULL THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'order % was submitted and cannot be deleted', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  IF current_setting('portal.erasing', true) = 'on' THEN RETURN NEW; END IF;
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

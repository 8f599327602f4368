-- Service partners and their settlement; basket, offer and contract.

-- On-site orders ------------------------------------------------------------------------------------------------

CREATE SEQUENCE sp_id_seq;
SELECT setval('sp_id_seq', greatest(coalesce(max(substr(sp_id, 4)::bigint), 0), 1), count(*) > 0)
FROM "orders" WHERE sp_id ~ '^SP-[0-9]+$';

CREATE TABLE "service_types" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_de" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "service_types_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "service_types_code_key" ON "service_types" ("code");

CREATE TABLE "checklist_items" (
    "id" SERIAL NOT NULL,
    "service_type_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "label_de" TEXT NOT NULL,
    "help_en" TEXT NOT NULL DEFAULT '',
    "help_de" TEXT NOT NULL DEFAULT '',
    "required" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "checklist_items_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "checklist_items_service_type_id_fkey" FOREIGN KEY ("service_type_id") REFERENCES "service_types" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT checklist_items_kind CHECK (kind IN ('yes_no', 'text', 'number'))
);
CREATE INDEX "checklist_items_service_type_id_idx" ON "checklist_items" ("service_type_id");

CREATE TABLE "onsite_jobs" (
    "order_id" INTEGER NOT NULL,
    "service_type_id" INTEGER NOT NULL,
    "partner_id" INTEGER,
    "contact_name" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "street" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "goods" JSONB NOT NULL DEFAULT '[]',
    "sold" TEXT NOT NULL DEFAULT '',
    "fee_minor" INTEGER NOT NULL,
    "fee_vat_basis_points" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "prepaid" BOOLEAN NOT NULL DEFAULT false,
    "paid_at" TIMESTAMPTZ(3),
    "payment_reference" TEXT NOT NULL DEFAULT '',
    "released_at" TIMESTAMPTZ(3),
    "dispatched_at" TIMESTAMPTZ(3),
    "arrives_on" DATE,
    "reminded_due_at" TIMESTAMPTZ(3),
    "escalated_due_at" TIMESTAMPTZ(3),
    CONSTRAINT "onsite_jobs_pkey" PRIMARY KEY ("order_id"),
    CONSTRAINT "onsite_jobs_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "onsite_jobs_service_type_id_fkey" FOREIGN KEY ("service_type_id") REFERENCES "service_types" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "onsite_jobs_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT onsite_jobs_fee CHECK (fee_minor >= 0),
    CONSTRAINT onsite_jobs_released CHECK (released_at IS NULL OR partner_id IS NOT NULL AND (NOT prepaid OR paid_at IS NOT NULL))
);
CREATE INDEX "onsite_jobs_partner_id_idx" ON "onsite_jobs" ("partner_id");

CREATE TABLE "contact_attempts" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "reached" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "contact_attempts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "contact_attempts_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "contact_attempts_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT contact_attempts_channel CHECK (channel IN ('phone', 'email', 'message', 'visit'))
);
CREATE INDEX "contact_attempts_order_id_idx" ON "contact_attempts" ("order_id");

CREATE TABLE "requirement_checks" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "fulfilled" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "answers" JSONB NOT NULL,
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "requirement_checks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "requirement_checks_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "requirement_checks_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "requirement_checks_order_id_idx" ON "requirement_checks" ("order_id");

CREATE TABLE "appointments" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'agreed',
    "reason" TEXT NOT NULL DEFAULT '',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "appointments_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "appointments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "appointments_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "appointments_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT appointments_state CHECK (state IN ('agreed', 'moved', 'kept', 'failed', 'cancelled')),
    CONSTRAINT appointments_window CHECK (ends_at > starts_at)
);
CREATE INDEX "appointments_order_id_idx" ON "appointments" ("order_id");
CREATE INDEX "appointments_partner_id_starts_at_idx" ON "appointments" ("partner_id", "starts_at");
CREATE UNIQUE INDEX "appointments_one_agreed" ON "appointments" ("order_id") WHERE state = 'agreed';

CREATE TABLE "executions" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "executed" BOOLEAN NOT NULL,
    "work" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "signed_by" TEXT NOT NULL DEFAULT '',
    "signature_key" TEXT,
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "executions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "executions_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "executions_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "executions_order_id_idx" ON "executions" ("order_id");

-- Settlement ----------------------------------------------------------------------------------------------------

CREATE SEQUENCE billing_number_seq;

CREATE TABLE "settlements" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "currency" CHAR(3) NOT NULL,
    "net_minor" INTEGER NOT NULL,
    "vat_minor" INTEGER NOT NULL,
    "gross_minor" INTEGER NOT NULL,
    "document_key" TEXT,
    "document_sha256" TEXT,
    "submission_key" TEXT NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    CONSTRAINT "settlements_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "settlements_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "settlements_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT settlements_state CHECK (state IN ('open', 'invoiced', 'accepted', 'paid', 'cancelled')),
    CONSTRAINT settlements_totals CHECK (gross_minor = net_minor + vat_minor)
);
CREATE UNIQUE INDEX "settlements_number_key" ON "settlements" ("number");
CREATE UNIQUE INDEX "settlements_submission_key_key" ON "settlements" ("submission_key");
CREATE INDEX "settlements_partner_id_created_at_idx" ON "settlements" ("partner_id", "created_at");

CREATE TABLE "settlement_items" (
    "id" SERIAL NOT NULL,
    "settlement_id" INTEGER NOT NULL,
    "order_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "sp_id" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "executed_at" TIMESTAMPTZ(3) NOT NULL,
    "fee_minor" INTEGER NOT NULL,
    "vat_basis_points" INTEGER NOT NULL,
    "live" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "settlement_items_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "settlement_items_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlements" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "settlement_items_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "settlement_items_settlement_id_order_id_key" ON "settlement_items" ("settlement_id", "order_id");
CREATE INDEX "settlement_items_order_id_idx" ON "settlement_items" ("order_id");
-- An order stands on one settlement only.
CREATE UNIQUE INDEX "settlement_items_live_order" ON "settlement_items" ("order_id") WHERE live;

-- What is settled was executed by the partner who settles it; a settled order stays as it is.
CREATE FUNCTION portal_check_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM orders o JOIN settlements s ON s.id = NEW.settlement_id
    WHERE o.id = NEW.order_id AND o.kind = 'onsite' AND o.status = 'executed' AND o.partner_id = s.partner_id
      AND o.sp_id = NEW.sp_id) THEN
    RAISE EXCEPTION 'order % was not executed by the partner of this settlement', NEW.order_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_items_executed BEFORE INSERT ON "settlement_items"
  FOR EACH ROW EXECUTE FUNCTION portal_check_settled();

-- Of an item only `live` ever changes, with its settlement's cancellation.
CREATE FUNCTION portal_freeze_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'live' = to_jsonb(NEW) - 'live' AND OLD.live THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'settlement % is frozen', OLD.settlement_id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER settlement_items_frozen BEFORE UPDATE OR DELETE ON "settlement_items"
  FOR EACH ROW EXECUTE FUNCTION portal_freeze_settled();

CREATE TABLE "partner_invoices" (
    "id" SERIAL NOT NULL,
    "settlement_id" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'submitted',
    "note" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "uploaded_by_id" INTEGER NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "partner_invoices_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "partner_invoices_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlements" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "partner_invoices_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "partner_invoices_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT partner_invoices_format CHECK (format IN ('ubl', 'cii', 'hybrid', 'pdf')),
    CONSTRAINT partner_invoices_state CHECK (state IN ('checked', 'submitted', 'accepted', 'returned'))
);
CREATE UNIQUE INDEX "partner_invoices_storage_key_key" ON "partner_invoices" ("storage_key");
CREATE INDEX "partner_invoices_settlement_id_idx" ON "partner_invoices" ("settlement_id");
-- One that was checked waits for the partner to submit it, and gives way to the next one.
CREATE UNIQUE INDEX "partner_invoices_one_standing" ON "partner_invoices" ("settlement_id") WHERE state <> 'returned';

-- Basket, offer, contract ---------------------------------------------------------------------------------------

CREATE SEQUENCE basket_number_seq;
CREATE SEQUENCE offer_number_seq;
CREATE SEQUENCE contract_number_seq;

ALTER TABLE "companies" ADD COLUMN "prospect" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "service_plans" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_de" TEXT NOT NULL,
    "description_en" TEXT NOT NULL DEFAULT '',
    "description_de" TEXT NOT NULL DEFAULT '',
    "currency" CHAR(3) NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "vat_basis_points" INTEGER NOT NULL,
    "term_months" INTEGER NOT NULL,
    "renews" BOOLEAN NOT NULL DEFAULT false,
    "renewal_months" INTEGER NOT NULL DEFAULT 12,
    "notice_days" INTEGER NOT NULL DEFAULT 30,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "service_plans_pkey" PRIMARY KEY ("id"),
    CONSTRAINT service_plans_terms CHECK (term_months > 0 AND renewal_months > 0 AND notice_days >= 0)
);
CREATE UNIQUE INDEX "service_plans_code_currency_key" ON "service_plans" ("code", "currency");

CREATE TABLE "contracts" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "service_plan_id" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "ends_on" DATE NOT NULL,
    "notice_given_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "contracts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "contracts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "contracts_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "contracts_service_plan_id_fkey" FOREIGN KEY ("service_plan_id") REFERENCES "service_plans" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT contracts_state CHECK (state IN ('active', 'ended'))
);
CREATE UNIQUE INDEX "contracts_number_key" ON "contracts" ("number");
CREATE INDEX "contracts_account_id_created_at_idx" ON "contracts" ("account_id", "created_at");
CREATE INDEX "contracts_customer_id_created_at_idx" ON "contracts" ("customer_id", "created_at");
CREATE INDEX "contracts_state_ends_on_idx" ON "contracts" ("state", "ends_on");

CREATE TABLE "baskets" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "account_id" INTEGER NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "location_id" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'open',
    "purpose" TEXT NOT NULL DEFAULT 'new',
    "contract_id" INTEGER,
    "currency" CHAR(3) NOT NULL,
    "submission_key" TEXT NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "baskets_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "baskets_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "baskets_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "baskets_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "baskets_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contracts" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "baskets_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT baskets_state CHECK (state IN ('open', 'offered', 'discarded')),
    CONSTRAINT baskets_purpose CHECK (purpose IN ('new', 'reorder', 'extension')),
    CONSTRAINT baskets_changes CHECK ((purpose = 'new') = (contract_id IS NULL))
);
CREATE UNIQUE INDEX "baskets_number_key" ON "baskets" ("number");
CREATE UNIQUE INDEX "baskets_submission_key_key" ON "baskets" ("submission_key");
CREATE INDEX "baskets_account_id_state_updated_at_idx" ON "baskets" ("account_id", "state", "updated_at");
-- One open basket at most changes a given contract.
CREATE UNIQUE INDEX "baskets_one_open_for_contract" ON "baskets" ("contract_id") WHERE state = 'open';

CREATE TABLE "basket_items" (
    "id" SERIAL NOT NULL,
    "basket_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "catalogue_item_id" INTEGER,
    "service_plan_id" INTEGER,
    "service_type_id" INTEGER,
    "for_item_id" INTEGER,
    "imei" TEXT,
    "serial" TEXT,
    "problem" TEXT NOT NULL DEFAULT '',
    "quantity_thousandths" INTEGER NOT NULL DEFAULT 1000,
    "unit_price_minor" INTEGER NOT NULL DEFAULT 0,
    "vat_basis_points" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "basket_items_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "basket_items_basket_id_fkey" FOREIGN KEY ("basket_id") REFERENCES "baskets" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "basket_items_catalogue_item_id_fkey" FOREIGN KEY ("catalogue_item_id") REFERENCES "catalogue_items" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "basket_items_service_plan_id_fkey" FOREIGN KEY ("service_plan_id") REFERENCES "service_plans" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "basket_items_service_type_id_fkey" FOREIGN KEY ("service_type_id") REFERENCES "service_types" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "basket_items_for_item_id_fkey" FOREIGN KEY ("for_item_id") REFERENCES "basket_items" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT basket_items_kind CHECK (kind IN ('device', 'service', 'plan')),
    CONSTRAINT basket_items_plan CHECK ((kind = 'plan') = (service_plan_id IS NOT NULL))
);
CREATE UNIQUE INDEX "basket_items_basket_id_position_key" ON "basket_items" ("basket_id", "position");

-- What was offered stays as it was offered.
CREATE FUNCTION portal_freeze_basket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  basket int := coalesce(NEW.basket_id, OLD.basket_id);
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('portal.erasing', true) = 'on' THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM baskets WHERE id = basket AND state <> 'open') THEN
    RAISE EXCEPTION 'basket % is frozen', basket USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER basket_items_frozen BEFORE INSERT OR UPDATE OR DELETE ON "basket_items"
  FOR EACH ROW EXECUTE FUNCTION portal_freeze_basket();

-- Nor is it for somebody else, or for something else, afterwards.
CREATE FUNCTION portal_keep_basket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' AND (TG_OP = 'DELETE' OR
     (OLD.number, OLD.account_id, OLD.customer_id, OLD.state, OLD.purpose, OLD.contract_id, OLD.currency) IS DISTINCT FROM
     (NEW.number, NEW.account_id, NEW.customer_id, NEW.state, NEW.purpose, NEW.contract_id, NEW.currency)) THEN
    RAISE EXCEPTION 'basket % is frozen', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER baskets_frozen BEFORE UPDATE OR DELETE ON "baskets"
  FOR EACH ROW EXECUTE FUNCTION portal_keep_basket();

CREATE TABLE "offers" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "basket_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "currency" CHAR(3) NOT NULL,
    "content" JSONB NOT NULL,
    "net_minor" INTEGER NOT NULL,
    "vat_minor" INTEGER NOT NULL,
    "gross_minor" INTEGER NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "approver_name" TEXT NOT NULL DEFAULT '',
    "approver_email" TEXT NOT NULL DEFAULT '',
    "needs_operator" BOOLEAN NOT NULL DEFAULT false,
    "operator_agreed_by_id" INTEGER,
    "operator_agreed_at" TIMESTAMPTZ(3),
    "document_key" TEXT,
    "document_sha256" TEXT,
    "submission_key" TEXT NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "viewed_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "offers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "offers_basket_id_fkey" FOREIGN KEY ("basket_id") REFERENCES "baskets" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "offers_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "offers_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "companies" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "offers_operator_agreed_by_id_fkey" FOREIGN KEY ("operator_agreed_by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "offers_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT offers_state CHECK (state IN ('draft', 'sent', 'viewed', 'accepted', 'declined', 'withdrawn', 'expired')),
    CONSTRAINT offers_totals CHECK (gross_minor = net_minor + vat_minor),
    CONSTRAINT offers_operator CHECK (state <> 'accepted' OR NOT needs_operator OR operator_agreed_at IS NOT NULL)
);
CREATE UNIQUE INDEX "offers_number_key" ON "offers" ("number");
CREATE UNIQUE INDEX "offers_basket_id_key" ON "offers" ("basket_id");
CREATE UNIQUE INDEX "offers_submission_key_key" ON "offers" ("submission_key");
CREATE INDEX "offers_account_id_created_at_idx" ON "offers" ("account_id", "created_at");
CREATE INDEX "offers_state_valid_until_idx" ON "offers" ("state", "valid_until");

-- Of an offer the state and what belongs to it change, never what was offered.
CREATE FUNCTION portal_freeze_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('portal.erasing', true) = 'on' THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' OR OLD.state IN ('accepted', 'declined', 'withdrawn', 'expired') AND NEW.state <> OLD.state OR
     (OLD.number, OLD.basket_id, OLD.account_id, OLD.customer_id, OLD.currency, OLD.content, OLD.net_minor, OLD.vat_minor,
      OLD.gross_minor, OLD.needs_operator, OLD.created_by_id) IS DISTINCT FROM
     (NEW.number, NEW.basket_id, NEW.account_id, NEW.customer_id, NEW.currency, NEW.content, NEW.net_minor, NEW.vat_minor,
      NEW.gross_minor, NEW.needs_operator, NEW.created_by_id) THEN
    RAISE EXCEPTION 'offer % is frozen', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER offers_frozen BEFORE UPDATE OR DELETE ON "offers"
  FOR EACH ROW EXECUTE FUNCTION portal_freeze_offer();

CREATE TABLE "offer_links" (
    "id" SERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "offer_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "offer_links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "offer_links_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "offer_links_token_hash_key" ON "offer_links" ("token_hash");
CREATE INDEX "offer_links_offer_id_idx" ON "offer_links" ("offer_id");

CREATE TABLE "offer_decisions" (
    "offer_id" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" INTEGER,
    "link_id" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "offer_decisions_pkey" PRIMARY KEY ("offer_id"),
    CONSTRAINT "offer_decisions_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "offer_decisions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "offer_decisions_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "offer_links" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT offer_decisions_outcome CHECK (outcome IN ('accepted', 'declined'))
);
CREATE TRIGGER offer_decisions_append_only BEFORE UPDATE OR DELETE ON "offer_decisions"
  FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();

CREATE TABLE "contract_versions" (
    "id" SERIAL NOT NULL,
    "contract_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "change" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "renews" BOOLEAN NOT NULL,
    "renewal_months" INTEGER NOT NULL,
    "notice_days" INTEGER NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "vat_basis_points" INTEGER NOT NULL,
    "offer_id" INTEGER,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "contract_versions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "contract_versions_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contracts" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "contract_versions_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "contract_versions_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT contract_versions_change CHECK (change IN ('new', 'reorder', 'extension', 'renewal', 'notice')),
    CONSTRAINT contract_versions_term CHECK (ends_on >= starts_on)
);
CREATE UNIQUE INDEX "contract_versions_contract_id_version_key" ON "contract_versions" ("contract_id", "version");
CREATE TRIGGER contract_versions_append_only BEFORE UPDATE OR DELETE ON "contract_versions"
  FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();

CREATE TABLE "contract_devices" (
    "id" SERIAL NOT NULL,
    "contract_version_id" INTEGER NOT NULL,
    "device_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "contract_devices_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "contract_devices_contract_version_id_fkey" FOREIGN KEY ("contract_version_id") REFERENCES "contract_versions" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "contract_devices_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "contract_devices_contract_version_id_device_id_key" ON "contract_devices" ("contract_version_id", "device_id");
CREATE INDEX "contract_devices_device_id_idx" ON "contract_devices" ("device_id");

-- The offer that an order came from, and the contracts that it made, changed or is covered by.
ALTER TABLE "orders" ADD COLUMN "offer_id" INTEGER;
ALTER TABLE "orders" ADD CONSTRAINT "orders_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "orders_offer_id_idx" ON "orders" ("offer_id") WHERE offer_id IS NOT NULL;

CREATE TABLE "order_contracts" (
    "order_id" INTEGER NOT NULL,
    "contract_id" INTEGER NOT NULL,
    CONSTRAINT "order_contracts_pkey" PRIMARY KEY ("order_id", "contract_id"),
    CONSTRAINT "order_contracts_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "order_contracts_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contracts" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "order_contracts_contract_id_idx" ON "order_contracts" ("contract_id");

-- Orders that are made by no human hand when the operator's rule says so.
CREATE TABLE "automation_rules" (
    "kind" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "gross_limit_minor" INTEGER,
    CONSTRAINT "automation_rules_pkey" PRIMARY KEY ("kind"),
    CONSTRAINT automation_rules_kind CHECK (kind IN ('activation', 'reorder', 'renewal'))
);

-- An order of the kind `plan` has no device to repair: it activates a service plan.
ALTER TABLE "orders" DROP CONSTRAINT orders_kind;
ALTER TABLE "orders" ADD CONSTRAINT orders_kind CHECK (kind IN ('repair', 'onsite', 'plan'));

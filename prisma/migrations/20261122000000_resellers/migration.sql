-- Ordering for a customer, bulk intake and shipments.

-- A customer's number is the reseller's own: unique among its customers, and among the operator's accounts.
DROP INDEX "companies_number_key";
CREATE UNIQUE INDEX "companies_reseller_id_number_key" ON "companies" ("reseller_id", "number") NULLS NOT DISTINCT;
CREATE INDEX "companies_reseller_id_name_idx" ON "companies" ("reseller_id", "name");

-- The customer that a signed-in browser is ordering for.
ALTER TABLE "sessions" ADD COLUMN "context_company_id" INTEGER;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_context_company_id_fkey" FOREIGN KEY ("context_company_id") REFERENCES "companies"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What a person has read of the messages of an order: up to which message, and the newest one that others have written to
-- them. Kept by a trigger on `messages` and by the reader. `unread` is a column since the planner knows how rare it is.
CREATE TABLE "order_reads" (
    "user_id" INTEGER NOT NULL,
    "order_id" INTEGER NOT NULL,
    "last_id" INTEGER NOT NULL DEFAULT 0,
    "read_id" INTEGER NOT NULL DEFAULT 0,
    "unread" BOOLEAN GENERATED ALWAYS AS (last_id > read_id) STORED,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_reads_pkey" PRIMARY KEY ("user_id", "order_id"),
    CONSTRAINT "order_reads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "order_reads_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "order_reads_order_id_idx" ON "order_reads" ("order_id");
CREATE INDEX "order_reads_unread" ON "order_reads" ("user_id", "order_id") WHERE unread;
CREATE INDEX "users_company_id_idx" ON "users" ("company_id");

-- The people of every other company that sees the order, and the operator's people unless one of them wrote it. An internal
-- note is for nobody but its writer's side.
CREATE FUNCTION portal_note_unread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO order_reads (user_id, order_id, last_id)
  SELECT u.id, m.order_id, max(m.id)
  FROM added m JOIN orders o ON o.id = m.order_id JOIN users a ON a.id = m.author_id,
    LATERAL (
      SELECT p.id FROM users p
      WHERE p.active AND p.company_id IN (o.account_id, o.customer_id, CASE o.kind WHEN 'onsite' THEN o.partner_id END)
        AND p.company_id IS DISTINCT FROM a.company_id
      UNION
      SELECT p.id FROM users p
      WHERE p.active AND p.company_id IS NULL AND a.company_id IS NOT NULL
        AND (p.role = 'administrator'
             OR EXISTS (SELECT FROM user_locations l WHERE l.user_id = p.id AND l.location_id = o.location_id))
    ) u
  WHERE m.kind <> 'internal_note'
  GROUP BY u.id, m.order_id ORDER BY u.id, m.order_id
  ON CONFLICT (user_id, order_id) DO UPDATE SET last_id = greatest(order_reads.last_id, EXCLUDED.last_id);
  RETURN NULL;
END $$;

CREATE TRIGGER messages_unread AFTER INSERT ON "messages"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal_note_unread();

-- What was completed when, and what is late, of one account and of all.
CREATE INDEX "orders_completed_at_idx" ON "orders" ("completed_at", "id") WHERE completed_at IS NOT NULL;
CREATE INDEX "orders_account_id_completed_at_idx" ON "orders" ("account_id", "completed_at", "id") WHERE completed_at IS NOT NULL;
CREATE INDEX "orders_due_at_idx" ON "orders" ("due_at", "id") WHERE stage <> 'completed';
CREATE INDEX "orders_account_id_due_at_idx" ON "orders" ("account_id", "due_at", "id") WHERE stage <> 'completed';

-- How devices travel between an account and a service location.
CREATE TABLE "shipping_methods" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_de" TEXT NOT NULL,
    "carrier" TEXT NOT NULL DEFAULT 'own',
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "shipping_methods_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "shipping_methods_code_key" ON "shipping_methods" ("code");
INSERT INTO "shipping_methods" ("code", "name_en", "name_de", "carrier", "position") VALUES
  ('parcel', 'Parcel service', 'Paketdienst', 'own', 1),
  ('courier', 'Express courier', 'Expresskurier', 'own', 2),
  ('collection', 'Collection by the service location', 'Abholung durch den Servicestandort', 'own', 3);

ALTER TABLE "orders" ADD COLUMN "shipping_method_id" INTEGER;
ALTER TABLE "orders" ADD CONSTRAINT "orders_shipping_method_id_fkey" FOREIGN KEY ("shipping_method_id") REFERENCES "shipping_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A GS1 company prefix (7 to 10 digits here) lets parcels carry an SSCC.
ALTER TABLE "operator" ADD COLUMN "gs1_prefix" TEXT;
ALTER TABLE "operator" ADD CONSTRAINT operator_gs1_prefix CHECK (gs1_prefix ~ '^[0-9]{7,10}$');

CREATE SEQUENCE shipment_number_seq;
CREATE SEQUENCE sscc_serial_seq MINVALUE 0 START 1;

-- `inbound` goes to the service location, `return` comes back from it.
CREATE TABLE "shipments" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "account_id" INTEGER NOT NULL,
    "location_id" INTEGER NOT NULL,
    "shipping_method_id" INTEGER,
    "submission_key" TEXT NOT NULL,
    "pick_up_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),
    "void_reason" TEXT,
    "difference" INTEGER NOT NULL DEFAULT 0,
    "difference_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "shipments_pkey" PRIMARY KEY ("id"),
    CONSTRAINT shipments_direction CHECK (direction IN ('inbound', 'return')),
    CONSTRAINT shipments_status CHECK (status IN ('draft', 'confirmed', 'closed', 'voided')),
    CONSTRAINT "shipments_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "companies"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "shipments_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "locations"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "shipments_shipping_method_id_fkey" FOREIGN KEY ("shipping_method_id") REFERENCES "shipping_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "shipments_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "shipments_number_key" ON "shipments" ("number");
CREATE UNIQUE INDEX "shipments_submission_key_key" ON "shipments" ("submission_key");
CREATE INDEX "shipments_account_id_created_at_idx" ON "shipments" ("account_id", "created_at");
CREATE INDEX "shipments_location_id_created_at_idx" ON "shipments" ("location_id", "created_at");

CREATE TABLE "shipment_parcels" (
    "id" SERIAL NOT NULL,
    "shipment_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "weight_grams" INTEGER,
    "code" TEXT NOT NULL,
    "sscc" TEXT,
    "tracking_number" TEXT,
    "scanned_at" TIMESTAMPTZ(3),
    "scanned_by_id" INTEGER,

    CONSTRAINT "shipment_parcels_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "shipment_parcels_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipments"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "shipment_parcels_scanned_by_id_fkey" FOREIGN KEY ("scanned_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "shipment_parcels_code_key" ON "shipment_parcels" ("code");
CREATE UNIQUE INDEX "shipment_parcels_sscc_key" ON "shipment_parcels" ("sscc");
CREATE UNIQUE INDEX "shipment_parcels_shipment_id_position_key" ON "shipment_parcels" ("shipment_id", "position");

CREATE TABLE "shipment_items" (
    "id" SERIAL NOT NULL,
    "shipment_id" INTEGER NOT NULL,
    "order_id" INTEGER NOT NULL,
    "parcel_id" INTEGER,
    "accessories" TEXT NOT NULL DEFAULT '',
    "live" BOOLEAN NOT NULL DEFAULT true,
    "scanned_at" TIMESTAMPTZ(3),
    "scanned_by_id" INTEGER,

    CONSTRAINT "shipment_items_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "shipment_items_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipments"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "shipment_items_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "shipment_items_parcel_id_fkey" FOREIGN KEY ("parcel_id") REFERENCES "shipment_parcels"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "shipment_items_scanned_by_id_fkey" FOREIGN KEY ("scanned_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "shipment_items_shipment_id_order_id_key" ON "shipment_items" ("shipment_id", "order_id");
CREATE INDEX "shipment_items_order_id_idx" ON "shipment_items" ("order_id");
-- An order is in one live shipment only: it is live until it arrived, was taken out, or the shipment ended.
CREATE UNIQUE INDEX "shipment_items_live_order" ON "shipment_items" ("order_id") WHERE live;

-- An order that is moved other than onto its way is out of its shipment; one that is received has arrived with it.
CREATE FUNCTION portal_end_shipment_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE shipment_items
  SET live = false, scanned_at = CASE WHEN NEW.status = 'received' THEN coalesce(scanned_at, now()) ELSE scanned_at END
  WHERE order_id = NEW.id AND live;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_end_shipment_item AFTER UPDATE OF "status" ON "orders"
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status <> 'in_transit')
  EXECUTE FUNCTION portal_end_shipment_item();

-- Everything that was scanned at a service location, as it was read.
CREATE TABLE "shipment_scans" (
    "id" SERIAL NOT NULL,
    "shipment_id" INTEGER NOT NULL,
    "order_id" INTEGER,
    "parcel_id" INTEGER,
    "code" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "scanned_by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shipment_scans_pkey" PRIMARY KEY ("id"),
    CONSTRAINT shipment_scans_result CHECK (result IN ('parcel', 'here', 'unexpected', 'unknown')),
    CONSTRAINT "shipment_scans_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipments"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "shipment_scans_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "shipment_scans_parcel_id_fkey" FOREIGN KEY ("parcel_id") REFERENCES "shipment_parcels"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "shipment_scans_scanned_by_id_fkey" FOREIGN KEY ("scanned_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "shipment_scans_shipment_id_idx" ON "shipment_scans" ("shipment_id", "id");

-- Papers as they were issued: the data they were made of and, in the storage, their bytes.
CREATE TABLE "shipment_papers" (
    "id" SERIAL NOT NULL,
    "shipment_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content_type" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "issued_by_id" INTEGER NOT NULL,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,

    CONSTRAINT "shipment_papers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT shipment_papers_kind CHECK (kind IN ('packing_list', 'labels_a6', 'labels_a4', 'labels_zpl')),
    CONSTRAINT "shipment_papers_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipments"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "shipment_papers_issued_by_id_fkey" FOREIGN KEY ("issued_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "shipment_papers_voided_by_id_fkey" FOREIGN KEY ("voided_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "shipment_papers_storage_key_key" ON "shipment_papers" ("storage_key");
CREATE UNIQUE INDEX "shipment_papers_shipment_id_kind_version_key" ON "shipment_papers" ("shipment_id", "kind", "version");

-- Events may be about a shipment or a company.
ALTER TABLE "events" ADD COLUMN "shipment_id" INTEGER;
ALTER TABLE "events" ADD COLUMN "company_id" INTEGER;
CREATE INDEX "events_shipment_id_idx" ON "events" ("shipment_id") WHERE shipment_id IS NOT NULL;
CREATE INDEX "events_company_id_idx" ON "events" ("company_id") WHERE company_id IS NOT NULL;

-- Bulk intake: a file of orders or of customers, what its columns mean, and what became of each row.
CREATE TABLE "imports" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "encoding" TEXT NOT NULL,
    "delimiter" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "mapping" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'mapping',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT imports_kind CHECK (kind IN ('orders', 'customers')),
    CONSTRAINT imports_state CHECK (state IN ('mapping', 'checking', 'checked', 'creating', 'done', 'failed')),
    CONSTRAINT "imports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "imports_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "companies"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "imports_token_key" ON "imports" ("token");
CREATE INDEX "imports_account_id_created_at_idx" ON "imports" ("account_id", "created_at");

CREATE TABLE "import_rows" (
    "import_id" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "order_id" INTEGER,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id", "row"),
    CONSTRAINT import_rows_state CHECK (state IN ('ready', 'error', 'duplicate', 'new_customer', 'known', 'created')),
    CONSTRAINT "import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "import_rows_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "import_rows_import_id_state_row_idx" ON "import_rows" ("import_id", "state", "row");

-- The mapping that an account used last for files with these columns.
CREATE TABLE "import_mappings" (
    "account_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mappings_pkey" PRIMARY KEY ("account_id", "kind", "signature"),
    CONSTRAINT "import_mappings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "companies"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What the search index has still to be told, and the state of the index (docs/decisions/0006).

CREATE TABLE "search_changes" (
    "id" BIGSERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "search_changes_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "search_sync" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "index_uid" TEXT,
    "rebuilt_at" TIMESTAMPTZ(3),
    "rebuild_started_at" TIMESTAMPTZ(3),
    "rebuild_done" INTEGER NOT NULL DEFAULT 0,
    "rebuild_total" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    CONSTRAINT "search_sync_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "search_sync" ADD CONSTRAINT search_sync_single_row CHECK (id = 1);
INSERT INTO "search_sync" (id) VALUES (1);

CREATE INDEX "search_changes_waiting_idx" ON "search_changes" ("id") WHERE NOT applied;

-- Rows are only ever added, so writers never wait for each other.
CREATE FUNCTION portal_note_order_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM search_sync WHERE enabled) THEN
    INSERT INTO search_changes (order_id) SELECT id FROM changed;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_search_insert AFTER INSERT ON "orders"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION portal_note_order_change();
CREATE TRIGGER orders_search_update AFTER UPDATE ON "orders"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION portal_note_order_change();
CREATE TRIGGER orders_search_delete AFTER DELETE ON "orders"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION portal_note_order_change();

-- A customer's name and number stand in the documents of its orders.
CREATE FUNCTION portal_note_company_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM search_sync WHERE enabled) THEN
    INSERT INTO search_changes (order_id)
    SELECT o.id FROM changed_new n JOIN changed_old p ON p.id = n.id JOIN orders o ON o.customer_id = n.id
    WHERE (n.name, n.number) IS DISTINCT FROM (p.name, p.number);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER companies_search_update AFTER UPDATE ON "companies"
  REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION portal_note_company_change();

-- Running it for real: second factors, passkeys, identities, webhooks, the operator's own words, the audit log.

-- Sign-in ------------------------------------------------------------------------------------------------------------
ALTER TABLE "operator"
    -- Roles whose people have to use a second factor.
    ADD COLUMN "two_factor_roles" TEXT[] NOT NULL DEFAULT '{}',
    -- The name that mails come from; empty: the operator's name. Their address is MAIL_FROM or the operator's.
    ADD COLUMN "sender_name" TEXT NOT NULL DEFAULT '';

ALTER TABLE "users"
    -- The TOTP secret (RFC 6238), sealed; it counts once `totp_confirmed_at` is set.
    ADD COLUMN "totp_secret" BYTEA,
    ADD COLUMN "totp_confirmed_at" TIMESTAMPTZ(3),
    -- The time step that was used last: a code works once.
    ADD COLUMN "totp_last_step" INTEGER,
    ADD COLUMN "invited_at" TIMESTAMPTZ(3),
    ADD CONSTRAINT users_totp CHECK (totp_confirmed_at IS NULL OR totp_secret IS NOT NULL);

ALTER TABLE "sessions"
    -- How the person signed in: password, totp, recovery, passkey, oidc.
    ADD COLUMN "method" TEXT NOT NULL DEFAULT 'password',
    -- When they last proved who they are; what is delicate asks again after a while.
    ADD COLUMN "proved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "recovery_codes" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "recovery_codes_user_id_code_hash_key" ON "recovery_codes" ("user_id", "code_hash");

CREATE TABLE "passkeys" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] NOT NULL DEFAULT '{}',
    "name" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys" ("credential_id");
CREATE INDEX "passkeys_user_id_idx" ON "passkeys" ("user_id");

-- A sign-in, or the making of a passkey, that is under way in one browser.
CREATE TABLE "sign_in_steps" (
    "id" SERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" INTEGER,
    "data" JSONB NOT NULL DEFAULT '{}',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "sign_in_steps_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sign_in_steps_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "sign_in_steps_token_hash_key" ON "sign_in_steps" ("token_hash");
CREATE INDEX "sign_in_steps_user_id_idx" ON "sign_in_steps" ("user_id");
CREATE INDEX "sign_in_steps_expires_at_idx" ON "sign_in_steps" ("expires_at");

-- People as an OpenID Connect provider knows them.
CREATE TABLE "identities" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    CONSTRAINT "identities_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "identities_issuer_subject_key" ON "identities" ("issuer", "subject");
CREATE INDEX "identities_user_id_idx" ON "identities" ("user_id");

-- Browsers that a person has signed in with, by the hash of a cookie that stays; the first sign-in of another is told by mail.
CREATE TABLE "known_browsers" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "known_browsers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "known_browsers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "known_browsers_user_id_token_hash_key" ON "known_browsers" ("user_id", "token_hash");

-- Webhooks -------------------------------------------------------------------------------------------------------------
-- Where news goes by HTTP. It acts as its person: what they cannot see is not sent.
CREATE TABLE "webhook_endpoints" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    -- The kinds of events; empty: all.
    "event_types" TEXT[] NOT NULL DEFAULT '{}',
    "secret" BYTEA NOT NULL,
    -- The secret before, which still signs until then.
    "previous_secret" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "active" BOOLEAN NOT NULL DEFAULT true,
    -- Why the portal stopped it by itself: failing, gone.
    "stopped_because" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_endpoints_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT webhook_endpoints_rotation CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
);
CREATE INDEX "webhook_endpoints_user_id_idx" ON "webhook_endpoints" ("user_id");

-- What is sent: one message an endpoint and event; its id is the `webhook-id` of every try.
CREATE TABLE "webhook_messages" (
    "id" TEXT NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "event_id" BIGINT,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "order_id" INTEGER,
    -- So many tries of the present schedule are over; sending again begins it anew. The next one is due then.
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "webhook_messages_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_messages_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT webhook_messages_state CHECK (state IN ('queued', 'sent', 'failed'))
);
CREATE UNIQUE INDEX "webhook_messages_endpoint_id_event_id_key" ON "webhook_messages" ("endpoint_id", "event_id");
CREATE INDEX "webhook_messages_endpoint_id_id_idx" ON "webhook_messages" ("endpoint_id", "id");
CREATE INDEX "webhook_messages_next_at_idx" ON "webhook_messages" ("next_at");
CREATE INDEX "webhook_messages_endpoint_id_created_at_idx" ON "webhook_messages" ("endpoint_id", "created_at");
CREATE INDEX "webhook_messages_created_at_idx" ON "webhook_messages" ("created_at");
CREATE INDEX "webhook_messages_order_id_idx" ON "webhook_messages" ("order_id");

CREATE TABLE "webhook_attempts" (
    "id" SERIAL NOT NULL,
    "message_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- The HTTP status, or null when there was no answer.
    "status" INTEGER,
    "milliseconds" INTEGER NOT NULL,
    -- The first part of the answer, or why there was none.
    "answer" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_attempts_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "webhook_messages" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "webhook_attempts_message_id_id_idx" ON "webhook_attempts" ("message_id", "id");

-- The operator's own words ---------------------------------------------------------------------------------------------
-- What a status is called and means, where the operator says it otherwise than the portal.
CREATE TABLE "status_texts" (
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "meaning" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "status_texts_pkey" PRIMARY KEY ("kind", "status", "locale")
);

-- Subject, greeting text and closing of a kind of mail, where the operator says them otherwise; empty: the portal's.
CREATE TABLE "mail_texts" (
    "template" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "intro" TEXT NOT NULL DEFAULT '',
    "closing" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "mail_texts_pkey" PRIMARY KEY ("template", "locale")
);

-- The audit log --------------------------------------------------------------------------------------------------------
-- The request that caused an event, as the log of the process names it.
ALTER TABLE "events" ADD COLUMN "request_id" TEXT;
CREATE INDEX "events_actor_id_id_idx" ON "events" ("actor_id", "id");
CREATE INDEX "events_type_id_idx" ON "events" ("type", "id");
CREATE INDEX "events_at_id_idx" ON "events" ("at", "id");

-- People ---------------------------------------------------------------------------------------------------------------
-- Somebody who is asked to join. The person comes to be when they accept; that an address has an account already is told
-- to its owner alone.
CREATE TABLE "invitations" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "company_id" INTEGER,
    "location_ids" INTEGER[] NOT NULL DEFAULT '{}',
    "locale" TEXT,
    "invited_by_id" INTEGER,
    -- SHA-256 of the token in the mail that was drawn last.
    "token_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invitations_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT invitations_role CHECK (role IN ('customer', 'reseller', 'technician', 'partner', 'administrator')),
    CONSTRAINT invitations_email_lower CHECK (email = lower(email)),
    CONSTRAINT invitations_company CHECK ((role IN ('technician', 'administrator')) = (company_id IS NULL))
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations" ("token_hash");
-- One for an address and a company; the operator is the company that is null.
CREATE UNIQUE INDEX "invitations_email_company" ON "invitations" ("email", "company_id") NULLS NOT DISTINCT;
CREATE INDEX "invitations_company_id_idx" ON "invitations" ("company_id");

-- The new address of a person, until it is confirmed there.
CREATE TABLE "email_changes" (
    "user_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "token_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "email_changes_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "email_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT email_changes_lower CHECK (email = lower(email))
);
CREATE UNIQUE INDEX "email_changes_token_hash_key" ON "email_changes" ("token_hash");

-- What is not sent yet, or could not be, is counted whenever the metrics are read.
CREATE INDEX mails_unsent_idx ON "mails" ("state") WHERE state <> 'sent';
CREATE INDEX webhook_messages_unsent_idx ON "webhook_messages" ("state") WHERE state <> 'sent';

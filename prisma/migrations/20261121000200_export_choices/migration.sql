-- How a person exported orders the last time: the fields of the form, as in a URL.

CREATE TABLE "export_choices" (
  "user_id" INTEGER NOT NULL,
  "fields" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "export_choices_pkey" PRIMARY KEY ("user_id"),
  CONSTRAINT "export_choices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

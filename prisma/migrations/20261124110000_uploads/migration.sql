-- Which request added a file, so that its repeat adds nothing.
ALTER TABLE "attachments" ADD COLUMN "submission_key" TEXT NOT NULL DEFAULT '';

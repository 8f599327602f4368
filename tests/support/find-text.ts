import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestApp } from './app';

/**
 * Where a text stands in what the portal keeps: the tables that have it in any column, and the files of the data directory,
 * as it is, in hexadecimal (bytea), and in Base64.
 */
export async function placesOfText({ db, dataDir }: TestApp, text: string): Promise<string[]> {
  const bytes = Buffer.from(text);
  const spellings = [text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '').slice(0, -1)];
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM ${name} t WHERE EXISTS (
         SELECT FROM unnest($1::text[]) s WHERE position(lower(s) IN lower(t::text)) > 0)`,
      spellings,
    );
    if (row && row.n > 0) found.push(name);
  }
  for (const file of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const at = path.join(file.parentPath, file.name);
    const content = readFileSync(at).toString('latin1').toLowerCase();
    if (
      spellings.some((spelling) => content.includes(Buffer.from(spelling).toString('latin1').toLowerCase()))
    )
      found.push(path.relative(dataDir, at));
  }
  return found;
}

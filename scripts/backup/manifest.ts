import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { z } from 'zod';

/** The last entry of a backup: what it holds, and by which digests (SHA-256, hexadecimal) that is recognised. */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  files: z.array(z.object({ key: z.string(), sha256: z.string(), bytes: z.number() })),
  secret: z.boolean(),
});

export type Manifest = z.output<typeof manifestSchema>;

export const MANIFEST = 'manifest.json';
export const SECRET = 'secret';
export const tableEntry = (name: string) => `tables/${name}`;
export const fileEntry = (key: string) => `files/${key}`;

/** What went through a stream. */
export type Counted = { sha256: string; bytes: number };

/** A stream that lets everything through, and says at its end what that was. */
export function counting(done: (counted: Counted) => void): Transform {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, pass) {
      hash.update(chunk);
      bytes += chunk.length;
      pass(null, chunk);
    },
    flush(pass) {
      done({ sha256: hash.digest('hex'), bytes });
      pass();
    },
  });
}

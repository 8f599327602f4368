import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from './env.server';
import { singleton } from './singleton';

/**
 * Short texts under a key of the portal: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits. The key is derived
 * by HKDF-SHA256 (RFC 5869) from `PORTAL_SECRET`, or from the file `secret` of the data directory, which is made when it is
 * needed first. A sealed text is: version (1 byte), key id (8), nonce (12), tag (16), ciphertext.
 */
const VERSION = 1;
const KEY_ID = 8;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + KEY_ID + NONCE + TAG;
/** Texts are padded to a multiple of this many bytes, so that their length says little. */
const BLOCK = 64;

type Key = { id: Buffer; key: Buffer };

function keyOf(secret: string): Key {
  const derive = (use: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, 'repair-portal', use, bytes));
  return {
    id: createHash('sha256').update(derive('id', 32)).digest().subarray(0, KEY_ID),
    key: derive('key', 32),
  };
}

const ownFile = () => path.join(env().dataDir, 'secret');

function readOwnSecret(): string | null {
  try {
    return readFileSync(ownFile(), 'utf8').trim() || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** What the file `secret` of the data directory holds, for backups; null while nothing was sealed yet. */
export const ownSecretFile = (): string | null => readOwnSecret();

/** The secret of the data directory; of processes that start at once, the first one makes it. */
function ownSecret(): string {
  const known = readOwnSecret();
  if (known) return known;
  mkdirSync(env().dataDir, { recursive: true });
  const made = `${ownFile()}.${randomBytes(6).toString('hex')}`;
  writeFileSync(made, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(made, ownFile());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made);
  }
  const secret = readOwnSecret();
  if (!secret) throw new Error(`The file ${ownFile()} is empty.`);
  return secret;
}

/** The key that seals, and those that still open: of `PORTAL_SECRET_PREVIOUS` and of the data directory. */
function keys(): { current: Key; all: Key[] } {
  return singleton('secret-box', () => {
    const { PORTAL_SECRET, PORTAL_SECRET_PREVIOUS } = env();
    const current = keyOf(PORTAL_SECRET ?? ownSecret());
    const older = [...PORTAL_SECRET_PREVIOUS, readOwnSecret()].flatMap((secret) =>
      secret ? keyOf(secret) : [],
    );
    return { current, all: [current, ...older] };
  });
}

/**
 * Encrypts a text for one place.
 * @param place what the text belongs to, such as `order 12`: elsewhere it cannot be opened
 */
export function seal(text: string, place: string): Uint8Array<ArrayBuffer> {
  const { id, key } = keys().current;
  const plain = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(plain.length);
  const room = Buffer.alloc(BLOCK - ((plain.length + length.length) % BLOCK));
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(Buffer.concat([length, plain, room])), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([VERSION]), id, nonce, cipher.getAuthTag(), sealed]));
}

/** The text that was sealed for this place; null when it was changed, or none of the portal's keys fits. */
export function unseal(sealed: Uint8Array, place: string): string | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEAD || bytes[0] !== VERSION) return null;
  const found = keys().all.find(({ id }) => id.equals(bytes.subarray(1, 1 + KEY_ID)));
  if (!found) return null;
  const nonce = bytes.subarray(1 + KEY_ID, HEAD - TAG);
  const decipher = createDecipheriv('aes-256-gcm', found.key, nonce, { authTagLength: TAG });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(HEAD - TAG, HEAD));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()]);
    return plain.subarray(4, 4 + plain.readUInt32BE()).toString();
  } catch {
    return null;
  }
}

import type { Readable } from 'node:stream';

/** Keeps bytes under keys such as `mails/4711.eml`. A key is there with all of its bytes, or not at all. */
export interface Storage {
  /** Stores `content` under `key`, in place of what was there. */
  put(key: string, content: Buffer | Readable): Promise<void>;
  /** The bytes of `key`. Throws StorageMissing. */
  open(key: string): Promise<Readable>;
  /** Forgets `key`; it need not be there. */
  remove(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** Every key that there is now, in no order. */
  keys(): AsyncIterable<string>;
  /**
   * Removes what is left of writes that began before then and never ended, such as those of a process that was killed.
   * @returns how many there were
   */
  sweep(before: Date): Promise<number>;
}

/** A bucket and how it is reached. */
export type S3Settings = {
  bucket: string;
  /** Of a service other than Amazon's, such as `https://s3.example.com`. */
  endpoint?: string | undefined;
  region: string;
  /** Without it the credentials are looked for where Amazon's tools look for them. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
  /** How long a connection may be silent, in milliseconds. */
  timeoutMs: number;
};

/** There is nothing under the key. */
export class StorageMissing extends Error {
  override readonly name = 'StorageMissing';
}

const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/i;

/** The key itself. Throws a TypeError for a key that is no plain relative path of at most 200 characters. */
export function checkedKey(key: string): string {
  if (key.length > 200 || !KEY.test(key)) throw new TypeError(`Not a storage key: ${key.slice(0, 200)}`);
  return key;
}

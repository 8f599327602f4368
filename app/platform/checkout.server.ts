import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder above this module, run from source or from the bundle, that holds the source file `file`. */
export function checkoutWith(file: string): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, file))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`${file} is not above ${import.meta.url}`);
    folder = parent;
  }
  return folder;
}

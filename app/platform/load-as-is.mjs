import { readFile } from 'node:fs/promises';

/**
 * A hook of node:module for what tsx runs: modules that are JavaScript already are loaded as they are. To look through the build
 * and the packages that it stands on takes tsx more than a second of every start.
 */
export async function load(url, context, next) {
  if (context.format !== 'module' || !/\/(?:build\/server|node_modules)\/.+\.m?js$/.test(url))
    return next(url, context);
  return { format: 'module', source: await readFile(new URL(url)), shortCircuit: true };
}

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Package = {
  version: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  optional?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
};

const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const own = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
const nameOf = (place: string) => place.split('node_modules/').pop() ?? '';

/** Licences under which a package may be used in and shipped with the portal (SPDX identifiers). */
const FREE =
  /^(MIT(-0)?|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-[34]\.0|Unlicense|Zlib|Python-2\.0|PSF-2\.0|OFL-1\.1|MPL-2\.0)$/;

/** Packages with other licences, or that name none in a form that tools read, and why they may be used. */
const LOOKED_AT: Record<string, string> = {
  '@img/sharp-': 'LGPL: libvips is a library of its own, linked dynamically',
  elkjs: 'EPL-2.0: of the studio of Prisma’s command line, which is not started',
  eval: 'MIT (its file LICENSE)',
  format: 'MIT (its Readme)',
  'png-js': 'MIT (its file LICENSE)',
  'require-like': 'MIT (its file License)',
  'seq-queue': 'MIT (its file LICENSE)',
};

test('every dependency is pinned to one version', () => {
  const ranges = Object.entries({ ...own.dependencies, ...own.devDependencies, ...own.overrides }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
  );
  expect(ranges).toEqual([]);
});

test('every package is known by its hash, but for builds for other machines; none comes from elsewhere', () => {
  const unknown = packages.filter(([, found]) => !found.integrity && !found.optional).map(([place]) => place);
  expect(unknown).toEqual([]);
  const elsewhere = packages.filter(
    ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(elsewhere).toEqual([]);
});

test('every package may be used', () => {
  const parts = (licence: string) => licence.split(/\(|\)|\s+(?:AND|OR|and|or)\s+/).filter(Boolean);
  const others = packages
    .filter(([, { license = '?' }]) => !parts(license).every((part) => FREE.test(part)))
    .map(([place, { license }]) => `${nameOf(place)}: ${license}`)
    .filter((line) => !Object.keys(LOOKED_AT).some((name) => line.startsWith(name)));
  expect(others).toEqual([]);
});

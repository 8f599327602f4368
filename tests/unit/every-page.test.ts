import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import routes from '../../app/routes';
import { LOOKED_AT, NOT_LOOKED_AT } from '../support/pages';

type Routes = readonly { file: string; children?: Routes }[];

const filesOf = (some: Routes): string[] =>
  some.flatMap(({ file, children = [] }) => [file, ...filesOf(children)]);

test('every page of the portal is looked at, or it is said why not', () => {
  const isPage = (file: string) =>
    /^export default|^export \{.*\bdefault\b/m.test(readFileSync(`app/${file}`, 'utf8'));
  const pages = filesOf(routes)
    .filter(isPage)
    .map((file) => file.split('/')[1] ?? '');
  const named = [...Object.values(LOOKED_AT).flat(), ...Object.keys(NOT_LOOKED_AT)];
  expect(pages.length).toBeGreaterThan(100);
  expect(new Set(named)).toEqual(new Set(pages));
});

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** How many requirements of level 1 and 2 each section of OWASP ASVS 5.0.0 has; they come first and are numbered from 1. */
const SECTIONS = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2
  2.1:3 2.2:3 2.3:4 2.4:1
  3.2:2 3.3:4 3.4:6 3.5:5 3.7:2
  4.1:3 4.2:1 4.3:2 4.4:4
  5.1:1 5.2:3 5.3:2 5.4:3
  6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4
  7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
  8.1:2 8.2:3 8.3:1 8.4:1
  9.1:3 9.2:4
  10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
  11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1
  12.1:3 12.2:2 12.3:4
  13.1:1 13.2:5 13.3:2 13.4:5
  14.1:2 14.2:4 14.3:3
  15.1:3 15.2:3 15.3:7
  16.1:1 16.2:5 16.3:4 16.4:3 16.5:3
  17.1:1 17.2:4 17.3:2`;

const IDS = SECTIONS.trim()
  .split(/\s+/)
  .flatMap((entry) => {
    const [section, count] = entry.split(':');
    return Array.from({ length: Number(count) }, (_, index) => `${section}.${index + 1}`);
  });

const text = readFileSync('docs/security.md', 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+(?:–\d+\.\d+\.\d+)?) \| (.+) \| (.+) \|$/gm)].map(
  ([, ids = '', how = '', shown = '']) => ({ ids, how, shown }),
);

/** The ids of a row: one, or the first and the last of some that follow each other. */
function idsOf(ids: string): string[] {
  const [first = '', last = first] = ids.split('–');
  const [from, to] = [IDS.indexOf(first), IDS.indexOf(last)];
  return from < 0 || to < from ? [`unknown ${ids}`] : IDS.slice(from, to + 1);
}

test('every requirement of level 1 and 2 stands in the document once, in their order', () => {
  expect(IDS).toHaveLength(253);
  expect(rows.flatMap(({ ids }) => idsOf(ids))).toEqual(IDS);
});

test('each says how, and what shows it: tests and files that are there, or why there is nothing', () => {
  const wrong: string[] = [];
  for (const { ids, how, shown } of rows) {
    const [named = '', reason] = shown.split(/(?:^|; )(?:does not apply|not met): /);
    const references = [...named.matchAll(/`([^`]+)`(?: › ([^;|]+))?/g)];
    if (how.length < 5 || (references.length === 0 && !reason)) wrong.push(`${ids} says nothing`);
    for (const [, file = '', part] of references) {
      if (!existsSync(file)) wrong.push(`${ids}: there is no ${file}`);
      else if (part && !hasTest(readFileSync(file, 'utf8'), part.trim()))
        wrong.push(`${ids}: ${file} has no test “${part.trim()}”`);
    }
    const rest = named.replaceAll(/`[^`]+`(?: › [^;|]+)?(?:; )?/g, '').trim();
    if (rest !== '') wrong.push(`${ids}: “${rest}” names neither test nor file`);
  }
  expect(wrong).toEqual([]);
});

/** True when the name of a test or of a group of tests has this part. */
function hasTest(source: string, part: string): boolean {
  const names = source.matchAll(/\b(?:test|it|describe)(?:\.\w+(?:<[^>]*>)?\([^)]*\))?\(\s*(['"`])(.*?)\1,/g);
  return [...names].some(([, , name = '']) => name.includes(part));
}

test('the parts of the document that it points to are there', () => {
  const heads = [...text.matchAll(/^#+ (.+)$/gm)].map(([, head = '']) =>
    head.toLowerCase().replaceAll(' ', '-'),
  );
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to);
  const missing = links.filter((to) =>
    to.startsWith('#') ? !heads.includes(to.slice(1)) : !/^https:/.test(to) && !existsSync(`docs/${to}`),
  );
  expect(missing).toEqual([]);
});

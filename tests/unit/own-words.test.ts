import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { changesOf } from '~/domain/events/changes.server';
import { AUDIT_GROUPS, detailsOf, nameOf } from '~/domain/operation/audit-rules';
import { statusTextSchema } from '~/domain/orders/status-text-schema';
import de from '~/locales/de';
import en from '~/locales/en';
import { i18nFor, translator } from '~/platform/i18n/i18n';
import { LOCALES } from '~/platform/i18n/locale';
import { putOwnWords, usualWords } from '~/platform/i18n/own-words';
import { fillPlaceholders, unknownPlaceholders } from '~/platform/placeholders';

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));
}

/** The types of events that the sources write, by the literals in the files that append events. */
function writtenTypes(): string[] {
  const sources = filesIn('app/domain').map((file) => readFileSync(file, 'utf8'));
  const appending = sources.filter((source) => /append\w*Events?\(/.test(source));
  const jobs = /enqueue\([^;]*?'([a-z-]+\.[a-z-]+)'/g;
  const enqueued = new Set(sources.flatMap((source) => [...source.matchAll(jobs)].map(([, job]) => job)));
  const said = appending.flatMap((source) =>
    [...source.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, type = '']) => type),
  );
  return [...new Set(said)].filter((type) => !enqueued.has(type) && !NO_EVENTS.includes(type)).sort();
}

/** Files that piece a type together, so that no literal says it. */
const pieced = () =>
  filesIn('app/domain').filter((file) => {
    const source = readFileSync(file, 'utf8');
    return /append\w*Events?\(/.test(source) && /`[a-z_]+\.[a-z_]*\$\{/.test(source);
  });

/** Jobs that files name which append events, too. */
const NO_EVENTS = ['import.check', 'import.create', 'mail.send'];

const typesOf = (types: object) =>
  Object.entries(types).flatMap(([noun, happened]) => Object.keys(happened).map((name) => `${noun}.${name}`));

describe('the audit log', () => {
  it('has words for every type of event that is written, in both languages', () => {
    const written = writtenTypes();
    expect(pieced()).toEqual([]);
    expect(written).toContain('order.moved');
    expect(written).toContain('status_text.changed');
    expect(written.filter((type) => !typesOf(en.audit.types).includes(type))).toEqual([]);
    expect(typesOf(de.audit.types)).toEqual(typesOf(en.audit.types));
  });

  it('finds every type by its kind', () => {
    const nouns = Object.values(AUDIT_GROUPS).flat() as string[];
    expect(Object.keys(en.audit.types).filter((noun) => !nouns.includes(noun))).toEqual([]);
  });

  it('tells what was changed from what to what, and hides ids', () => {
    const changes = changesOf({ name: 'A', price: 5n, same: [1] }, { name: 'B', price: 6n, same: [1] });
    expect(detailsOf('gate.changed', { gateId: 3, changes })).toEqual([
      { field: 'name', from: 'A', to: 'B' },
      { field: 'price', from: 5, to: 6 },
    ]);
    expect(detailsOf('gate.added', { name: 'Gate', gateId: 3, active: true })).toEqual([
      { field: 'active', to: true },
    ]);
    expect(nameOf({ labelEn: 'Gate' })).toBe('Gate');
    expect(changesOf({ b: { x: 1, y: 2 } }, { b: { y: 2, x: 1 } })).toBeNull();
  });
});

describe('own words of statuses', () => {
  const t = translator('en');
  it('are said in place of the portal’s, and go again', () => {
    putOwnWords(i18nFor('en'), 'statuses', { repair: { ready: { label: 'Done', label_staff: 'Done' } } });
    expect(t('statuses:repair.ready.label')).toBe('Done');
    expect(t('statuses:repair.ready.meaning')).toBe(en.statuses.repair.ready.meaning);
    expect(t('statuses:repair.received.label')).toBe('Arrived');
    expect(usualWords(i18nFor('en'), 'statuses')).toMatchObject({ repair: { ready: { label: 'Ready' } } });
    putOwnWords(i18nFor('en'), 'statuses', null);
    expect(t('statuses:repair.ready.label')).toBe('Ready');
    expect(en.statuses.repair.ready.label).toBe('Ready');
  });

  it.each([
    ['x'.repeat(41), 'too_long?max=40'],
    ['{{name}}', 'no_placeholders'],
    ['$t(orders:x)', 'no_placeholders'],
  ])('refuse the name %s', (nameEn, message) => {
    const { error } = statusTextSchema.safeParse({ nameEn });
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('own words of mails', () => {
  let kinds: Awaited<ReturnType<typeof loadKinds>>;
  async function loadKinds() {
    const { loadTemplate, TEMPLATES } = await import('~/domain/notifications/templates');
    return Promise.all(
      Object.keys(TEMPLATES).map(async (name) => ({ name, texts: (await loadTemplate(name)).texts })),
    );
  }
  beforeAll(async () => {
    kinds = await loadKinds();
  });

  it('can name everything that the portal’s words name, in each kind and language', () => {
    let checked = 0;
    for (const { name, texts } of kinds)
      for (const ofCase of texts.cases)
        for (const locale of LOCALES) {
          const data = texts.sample(ofCase, locale);
          expect(texts.caseOf(data), name).toBe(ofCase);
          const known = [...Object.keys(texts.values(data, locale)), 'brand'];
          const { subject, intro } = texts.keys(ofCase);
          for (const key of [subject, intro]) {
            const of = (one: string) =>
              i18nFor(locale).getResource(locale, 'mails', one) as string | undefined;
            const words = of(key) ?? of(`${key}_other`);
            expect(words, `${name} ${key}`).toBeTruthy();
            expect(unknownPlaceholders(words ?? '', known), `${name} ${key}`).toEqual([]);
            checked += 1;
          }
        }
    expect(checked).toBeGreaterThan(190);
  });

  it('are filled with values that are not looked at again', () => {
    expect(fillPlaceholders('{{name}} {{__proto__}}', { name: '{{number}}' })).toBe(
      '{{number}} {{__proto__}}',
    );
  });
});

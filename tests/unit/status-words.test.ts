import { describe, expect, it } from 'vitest';
import { KINDS, STAGES, statusesOf, statusRule } from '../../app/domain/orders/rules';
import de from '../../app/locales/de';
import en from '../../app/locales/en';

function keys(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`));
}

describe.each([
  ['English', en],
  ['German', de],
] as const)('the words of the statuses in %s', (_, texts) => {
  const words = texts.statuses as unknown as Record<string, Record<string, Record<string, string>>>;

  it.each(KINDS.flatMap((kind) => statusesOf(kind).map((status) => [kind, status] as const)))(
    'name and explain %s %s to both readers',
    (kind, status) => {
      for (const part of ['label', 'label_staff'])
        expect(words[kind]?.[status]?.[part]?.length).toBeGreaterThan(2);
      for (const part of ['meaning', 'meaning_staff'])
        expect(words[kind]?.[status]?.[part]).toMatch(/^\p{Lu}.{20,}\.$/su);
      const { next } = statusRule(kind, status);
      if (next) expect(texts.statuses.next[next]).toBeTruthy();
    },
  );

  it('name every tab', () => {
    for (const stage of STAGES) expect(texts.statuses.stage[stage]).toBeTruthy();
  });
});

it('has the same texts of lists and statuses in both languages', () => {
  expect(keys(de.statuses).sort()).toEqual(keys(en.statuses).sort());
  expect(keys(de.orders.list).sort()).toEqual(keys(en.orders.list).sort());
});

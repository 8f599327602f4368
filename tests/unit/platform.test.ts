import { describe, expect, test } from 'vitest';
import de from '../../app/locales/de';
import en from '../../app/locales/en';
import { readEnv } from '../../app/platform/env.server';
import { networkOf } from '../../app/platform/http/network';
import { isOwnOrigin } from '../../app/platform/http/origin';
import { safeRedirect } from '../../app/platform/http/redirect';
import { negotiateLanguage } from '../../app/platform/i18n/locale';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';

describe('safeRedirect', () => {
  test('keeps paths of this portal', () => {
    for (const path of ['/', '/orders?tab=new#x', '/orders/RO-2026-000001'])
      expect(safeRedirect(path)).toBe(path);
  });
  test.each([
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    '/\t/evil.test',
    'javascript:alert(1)',
    '',
    null,
    7,
    '/%5C/..//evil',
  ])('never leads elsewhere: %s', (target) => {
    const url = new URL(safeRedirect(target), 'https://portal.test');
    expect(url.host).toBe('portal.test');
  });
  test('stays on this host for anything', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter, maxLength: 40 }),
        fc.constantFrom('', '/', '//', '/\\'),
        (text, start) => {
          expect(new URL(safeRedirect(start + text), 'https://portal.test').host).toBe('portal.test');
        },
      ),
    );
  });
});

describe('isOwnOrigin', () => {
  const own = 'https://portal.test';
  test.each([
    [{ 'sec-fetch-site': 'same-origin', origin: own }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'cross-site', origin: own }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ origin: own }, true],
    [{ origin: 'https://evil.test' }, false],
    [{ origin: 'null' }, false],
    [{ origin: 'http://localhost:3000', host: 'localhost:3000' }, true],
    [{}, true],
  ])('%j → %s', (headers, expected) => {
    expect(isOwnOrigin(headers, own)).toBe(expected);
  });
});

describe('negotiateLanguage', () => {
  test.each([
    ['de-AT,de;q=0.9,en;q=0.8', null, { locale: 'de', format: 'de-AT' }],
    ['fr-FR,fr;q=0.9', null, { locale: 'en', format: 'en-GB' }],
    ['fr,en;q=0.5,de;q=0.7', null, { locale: 'de', format: 'de-CH' }],
    ['en-US', 'de', { locale: 'de', format: 'de-CH' }],
    [null, null, { locale: 'en', format: 'en-GB' }],
    ['de;q=0,en', null, { locale: 'en', format: 'en-GB' }],
  ])('%s with choice %s', (header, chosen, expected) => {
    expect(negotiateLanguage(header, chosen)).toEqual(expected);
  });
  test('whatever the header, its format is one that Intl takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (header) => {
        const { format } = negotiateLanguage(header);
        expect(() => new Intl.DateTimeFormat(format)).not.toThrow();
      }),
    );
  });
});

describe('readEnv', () => {
  test('has a value for everything', () => {
    const read = readEnv({ PORTAL_DATA_DIR: '/tmp/x' });
    expect(read).toMatchObject({
      PORT: 3000,
      publicUrl: 'http://localhost:3000',
      https: false,
      dataDir: '/tmp/x',
      PORTAL_DEMO: false,
    });
    expect(readEnv({ PORTAL_URL: 'https://portal.test/' })).toMatchObject({
      publicUrl: 'https://portal.test',
      https: true,
    });
  });
  test('names what is wrong', () => {
    expect(() => readEnv({ PORT: 'abc', PORTAL_URL: 'nowhere' })).toThrow(/PORT[\s\S]*PORTAL_URL/);
  });
});

describe('texts', () => {
  const keys = (value: unknown, at = ''): string[] =>
    typeof value === 'string'
      ? [at]
      : Object.entries(value as object).flatMap(([key, inner]) => keys(inner, at ? `${at}.${key}` : key));
  const values = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(values);
  const at = (tree: unknown, path: string) =>
    path.split('.').reduce((node: unknown, key) => (node as Record<string, unknown>)[key], tree) as string;

  test('English and German have the same keys and the same values in their sentences', () => {
    expect(keys(de)).toEqual(expect.arrayContaining(keys(en)));
    expect(keys(en)).toEqual(expect.arrayContaining(keys(de)));
    const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();
    for (const key of keys(en)) {
      const [german, english] = [at(de, key), at(en, key)];
      // What an administrator worded in both languages is given in both; each text takes its own.
      const own = english.includes('{{en}}') && !english.includes('{{de}}');
      expect(holes(own ? german.replace('{{de}}', '{{en}}') : german), key).toEqual(holes(english));
    }
  });
  test('no text is empty', () => {
    for (const text of [...values(en), ...values(de)]) expect(text.trim()).not.toBe('');
  });
});

test('networkOf gives whose an address is', () => {
  for (const [address, network] of [
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::5:6:7:8:9', '2001:db8:0:5::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
  ] as const)
    expect([address, networkOf(address)]).toEqual([address, network]);
});

import { describe, expect, it } from 'vitest';
import { isSecretAddress, languageInAddress, shownPath } from '~/platform/http/secret-address';

const TOKEN = 'Qx5TipdmJfiAqBH4306L-JJukVYrLRGXCB9oR3NgScU';

describe('an address that is the key to its page', () => {
  it.each([
    `/g/${TOKEN}`,
    `/g/${TOKEN}.data`,
    `/g/${TOKEN}/`,
    `/g/${TOKEN}/order.pdf`,
    `/G/${TOKEN}/quotes/Q-1`,
    `/%67/${TOKEN}`,
    `/g//${TOKEN}`,
    `/g/${TOKEN}/%`,
  ])('%s is known, and never stands in a log', (path) => {
    expect(isSecretAddress(path)).toBe(true);
    expect(shownPath(path)).not.toContain(TOKEN);
  });

  it('is also the one to a new password, and no other', () => {
    expect(shownPath(`/reset-password/${TOKEN}`)).toBe('/reset-password/…');
    for (const path of ['/', '/g', '/orders/RO-2026-000001', '/gallery/1', '/admin/g/1', '/orders/%']) {
      expect(isSecretAddress(path)).toBe(false);
      expect(shownPath(path)).toBe(path);
    }
  });

  it('may name a language, which other addresses may not', () => {
    expect(languageInAddress(`http://portal.test/g/${TOKEN}?lang=de`)).toBe('de');
    expect(languageInAddress(`http://portal.test/g/${TOKEN}?lang=xx`)).toBeNull();
    expect(languageInAddress(`http://portal.test/g/${TOKEN}`)).toBeNull();
    expect(languageInAddress('http://portal.test/orders?lang=de')).toBeNull();
  });
});

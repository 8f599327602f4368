import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../app/domain/auth/rules';
import { nextTry, typeKey, urlFault, webhookTypeOf, webhookTypesFor } from '../../app/domain/webhooks/rules';
import de from '../../app/locales/de/webhooks.json';
import en from '../../app/locales/en/webhooks.json';
import fc from '../support/fast-check';

const NOW = new Date('2026-11-22T10:00:00Z');
const pause = (tries: number, retryAfter: string | null = null, random = 0) => {
  const at = nextTry(tries, NOW, retryAfter, random);
  return at && (at.getTime() - NOW.getTime()) / 1000;
};

describe('the schedule', () => {
  it('is that of the specification, then it is over', () => {
    const pauses = Array.from({ length: 10 }, (_, index) => pause(index + 1));
    const hours = [2, 5, 10, 14, 20, 24].map((hour) => hour * 3600);
    expect(pauses).toEqual([5, 300, 1800, ...hours, null]);
  });

  it('is stretched by a tenth at most, and by Retry-After up to a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tries, random) => {
          const [least, drawn] = [pause(tries) ?? 0, pause(tries, null, random) ?? 0];
          expect(drawn).toBeGreaterThanOrEqual(least);
          expect(drawn).toBeLessThanOrEqual(least * 1.1 + 0.001);
        },
      ),
    );
    expect(pause(1, '120')).toBe(120);
    expect(pause(1, '1')).toBe(5);
    expect(pause(1, '999999999')).toBe(86_400);
    expect(pause(1, 'Sun, 22 Nov 2026 10:10:00 GMT')).toBe(600);
    expect(pause(1, 'Sun, 22 Nov 2020 10:10:00 GMT')).toBe(5);
    for (const odd of ['', '-5', 'soon', '1e9']) expect(pause(1, odd)).toBe(5);
  });
});

describe('an address', () => {
  it.each([
    ['https://hooks.example.com/a?b=c', null],
    ['https://hooks.example.com:8443/', null],
    ['https://hooks.example.com./', null],
    ['http://hooks.example.com/', 'webhook_https'],
    ['https://hooks.example.com:22/', 'webhook_port'],
    ['https://a:b@hooks.example.com/', 'webhook_credentials'],
    ['file:///etc/passwd', 'webhook_url'],
    ['hooks.example.com', 'webhook_url'],
    ['https://localhost/', 'webhook_host'],
    ['https://LOCALHOST./', 'webhook_host'],
    ['https://printer/', 'webhook_host'],
    ['https://nas.home.arpa/', 'webhook_host'],
    ['https://[::ffff:10.0.0.1]/', 'webhook_host'],
    ['https://127.1/', 'webhook_host'],
    ['https://0x7f000001/', 'webhook_host'],
    ['https://017700000001./', 'webhook_host'],
    ['https://１２７.0.0.1/', 'webhook_host'],
  ])('%s: %s', (url, fault) => {
    expect(urlFault(url, [])).toBe(fault);
  });

  it('of four numbers is refused in whatever way it is written, unless it is allowed', () => {
    fc.assert(
      fc.property(fc.ipV4Extended(), (host) => {
        const { hostname } = new URL(`http://${host}/`);
        expect(urlFault(`https://${host}/`, [])).toBe('webhook_host');
        expect(urlFault(`http://${host}:25/`, [hostname])).toBeNull();
      }),
    );
  });

  it('is allowed on the port that is named, or on all', () => {
    for (const [url, hosts, fault] of [
      ['http://erp.lan:8443/in', ['erp.lan:8443'], null],
      ['http://erp.lan:8444/in', ['erp.lan:8443'], 'webhook_host'],
      ['http://erp.lan/in', ['erp.lan:80'], null],
      ['https://ERP.lan/in', ['erp.lan:443'], null],
      ['https://erp.lan:80/in', ['erp.lan:443'], 'webhook_host'],
      ['http://[fd00::1]:9000/in', ['[fd00::1]:9000'], null],
      ['http://erp.lan:6379/in', ['erp.lan'], null],
    ] as const)
      expect([url, urlFault(url, hosts)]).toEqual([url, fault]);
  });
});

it('what is internal stays inside, and so does what is in no table', () => {
  expect(webhookTypeOf({ type: 'order.moved', visibility: 'public' })).toBe('order.status_changed');
  expect(webhookTypeOf({ type: 'order.moved', visibility: 'internal' })).toBeNull();
  expect(webhookTypeOf({ type: 'order.secret_shown', visibility: 'public' })).toBeNull();
});

it('every kind has its meaning in both languages; partners are told of no quotes', () => {
  for (const role of ROLES)
    for (const type of webhookTypesFor(role))
      for (const words of [en, de]) expect(words.types[typeKey(type)]).toMatch(/\.$/);
  expect(webhookTypesFor('partner').filter((type) => type.startsWith('quote'))).toEqual([]);
});

it('the signature is that of the specification', () => {
  // The example of https://github.com/standard-webhooks/standard-webhooks
  const webhook = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const at = new Date(1614265330 * 1000);
  expect(webhook.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}')).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

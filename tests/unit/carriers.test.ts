import { expect, test } from 'vitest';
import { CARRIERS, parcelLabel, recogniseCarrier, trackingLink } from '~/domain/shipments/carriers';

test.each([
  ['1Z 999 AA1 01 2345 6784', 'ups'],
  ['1Z12345E1512345676', 'ups'],
  ['99.00.123456.12345678', 'swiss-post'],
  ['RR 473124829 CH', 'swiss-post'],
  ['00340434161094022115', 'dhl'],
  ['JJD000390007882823456', 'dhl'],
  ['8564385550', 'dhl'],
  ['01555000123456', 'dpd'],
  ['H1001930028974501066', 'hermes'],
  ['0123456789012345', 'hermes'],
  ['986578788855', 'fedex'],
  ['041441760228964', 'fedex'],
  ['12345678901', 'gls'],
  ['ZKF1A2B3', 'gls'],
])('%s is a number of %s', (number, id) => {
  expect(recogniseCarrier(number)?.id).toBe(id);
  expect(trackingLink(number, 'de')?.url).toMatch(/^https:\/\/[\w./?=&#-]+$/);
});

test('a number with a wrong check digit, or that several carriers could have given, belongs to none', () => {
  for (const number of [
    '1Z999AA10123456785',
    'RR473124820CH',
    '041441760228965',
    '8564385551',
    '4711',
    '',
    'PO-4711',
    '☂',
  ])
    expect(recogniseCarrier(number), number).toBeNull();
});

test('a typed number never leaves its place in the address', () => {
  for (const number of ['1Z999AA10123456784"><script>', '01555000123456/../../evil', 'javascript:alert(1)'])
    expect(trackingLink(number, 'en')?.url ?? 'https://x').toMatch(/^https:\/\/[\w./?=&#-]+$/);
});

test('labels carry an SSCC in GS1-128, else the portal’s own number, whatever the carrier', () => {
  const parcel = { code: 'SH-2026-000123-01', sscc: '106141411234567897', trackingNumber: null };
  for (const carrier of [...CARRIERS.map(({ id }) => id), 'unknown']) {
    expect(parcelLabel(carrier, parcel)).toMatchObject({
      symbology: 'gs1-128',
      data: '(00)106141411234567897',
    });
    expect(parcelLabel(carrier, { ...parcel, sscc: null })).toMatchObject({
      symbology: 'code-128',
      data: parcel.code,
    });
  }
});

import { describe, expect, it } from 'vitest';
import { isFiltered, listParams, listPath, parseListUrl, sortPath } from '../../app/parts/list-url';
import { startOfDay } from '../../app/platform/start-of-day';
import { anyCharacter } from '../support/any-character';
import fc from '../support/fast-check';

const read = (query: string) => parseListUrl(new URLSearchParams(query));
const usual = read('');

describe('parseListUrl', () => {
  it('reads everything', () => {
    expect(
      read(
        'q=abc&tab=at-location&status=in_repair&status=ready&location=3&customer=12&from=2026-01-02&until=2026-02-03&completed=2026-03-01..2026-03-08&due=overdue&unread=1&shipment=sh-2026-000012&sort=due-desc&size=100&after=xyz',
      ),
    ).toEqual({
      tab: 'at_location',
      q: 'abc',
      statuses: ['in_repair', 'ready'],
      locationId: 3,
      from: '2026-01-02',
      until: '2026-02-03',
      completedFrom: '2026-03-01',
      completedUntil: '2026-03-08',
      overdue: true,
      unread: true,
      customerId: 12,
      shipment: 'SH-2026-000012',
      sort: 'due',
      direction: 'desc',
      size: 100,
      after: 'xyz',
      before: null,
    });
  });

  it.each([
    'tab=old',
    'tab=at_location',
    'status=unknown',
    'location=0',
    'location=-1',
    'location=99999999999',
    'location=1%20or%201',
    'from=2026-02-30',
    'from=0000-01-01',
    'until=yesterday',
    'sort=number',
    'sort=__proto__',
    'completed=..',
    'completed=2026-02-30..x',
    'completed=2026-02-30',
    'due=soon',
    'unread=true',
    'shipment=RO-2026-000001',
    'size=1000',
    'size=1e2',
    'after=',
    'q=%20%20',
  ])('takes %s as if it were not there', (query) => {
    expect(read(query)).toEqual(usual);
  });

  it('opens the tab of a status, and leaves out statuses of another tab', () => {
    expect(read('status=awaiting_decision')).toMatchObject({
      tab: 'at_location',
      statuses: ['awaiting_decision'],
    });
    expect(read('tab=new&status=returned&status=draft')).toMatchObject({ tab: 'new', statuses: ['draft'] });
  });

  it('exchanges days that stand the wrong way round', () => {
    expect(read('from=2026-05-02&until=2026-05-01')).toMatchObject({
      from: '2026-05-01',
      until: '2026-05-02',
    });
  });

  it('reads days of completion with one end open, and those of a form', () => {
    expect(read('completed=2026-03-01..')).toMatchObject({
      completedFrom: '2026-03-01',
      completedUntil: null,
    });
    expect(read('completed=..2026-03-08')).toMatchObject({
      completedFrom: null,
      completedUntil: '2026-03-08',
    });
    const form = read('completed_from=2026-03-08&completed_until=2026-03-01');
    expect(listPath(form)).toBe('/orders?completed=2026-03-01..2026-03-08');
  });

  it('knows which addresses leave orders out', () => {
    for (const query of ['', 'tab=completed&q=abc&sort=due-asc&size=50', 'after=xyz'])
      expect(isFiltered(read(query))).toBe(false);
    for (const query of [
      'status=draft',
      'location=3',
      'until=2026-01-01',
      'completed=2026-01-01..',
      'due=overdue',
    ])
      expect(isFiltered(read(query))).toBe(true);
    for (const query of ['unread=1', 'customer=7', 'shipment=SH-2026-000001'])
      expect(isFiltered(read(query))).toBe(true);
  });

  it('reads back whatever it writes, and never fails', () => {
    const name = fc.oneof(
      fc.constantFrom('tab', 'status', 'location', 'from', 'until', 'sort', 'size', 'after', 'before', 'q'),
      fc.constantFrom(
        'completed',
        'completed_from',
        'completed_until',
        'due',
        'unread',
        'customer',
        'shipment',
      ),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.constantFrom('new', 'completed', 'draft', 'returned', '7', '2026-03-01', 'due-asc', 'device', '50'),
      fc.constantFrom(
        '2026-03-01..2026-02-01',
        '..2026-05-05',
        '2026-05-05..',
        'overdue',
        '1',
        'SH-2026-000001',
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const state = parseListUrl(new URLSearchParams(pairs));
        expect(parseListUrl(new URLSearchParams(listParams(state)))).toEqual(state);
      }),
    );
  });
});

describe('addresses', () => {
  it('are short where all is usual, and lose the cursor on any change', () => {
    expect(listPath(usual)).toBe('/orders');
    expect(listPath(read('tab=new&after=xyz'), { size: 50 })).toBe('/orders?tab=new&size=50');
    expect(listPath(read('tab=new&after=xyz'), { before: 'abc' })).toBe('/orders?tab=new&before=abc');
  });

  it('sort by a column, then the other way round', () => {
    expect(sortPath(usual, 'due')).toBe('/orders?sort=due-asc');
    expect(sortPath(read('sort=due-asc'), 'due')).toBe('/orders?sort=due-desc');
    expect(sortPath(read('sort=due-desc'), 'created')).toBe('/orders');
  });
});

describe('startOfDay', () => {
  it.each([
    ['2026-01-15', 'Europe/Zurich', 0, '2026-01-14T23:00:00.000Z'],
    ['2026-07-15', 'Europe/Zurich', 0, '2026-07-14T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Zurich', 0, '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Zurich', 1, '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Zurich', 1, '2026-10-25T23:00:00.000Z'],
    ['2026-12-31', 'UTC', 1, '2027-01-01T00:00:00.000Z'],
    ['2026-06-01', 'America/New_York', 0, '2026-06-01T04:00:00.000Z'],
    ['2026-06-01', 'Pacific/Auckland', 0, '2026-05-31T12:00:00.000Z'],
  ])('%s in %s, %i days later: %s', (day, zone, later, expected) => {
    expect(startOfDay(day, zone, later).toISOString()).toBe(expected);
  });
});

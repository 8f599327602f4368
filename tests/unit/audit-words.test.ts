import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROLES } from '~/domain/auth/rules';
import { CHECKS } from '~/domain/billing/invoice/check';
import { COMPANY_KINDS } from '~/domain/companies/company-schema';
import { AUTOMATION_KINDS } from '~/domain/contracts/rules';
import { NOTIFICATION_TYPES } from '~/domain/notifications/rules';
import { isHidden } from '~/domain/operation/audit-rules';
import { auditWords } from '~/domain/operation/audit-words.server';
import { IMPORT_KINDS } from '~/domain/orders/import/rules';
import { LINE_KINDS } from '~/domain/orders/line-schema';
import { KINDS, statusesOf } from '~/domain/orders/rules';
import { QUESTION_KINDS } from '~/domain/orders/schema';
import { CHANNELS } from '~/domain/partners/rules';
import { DIRECTIONS } from '~/domain/shipments/rules';
import { SCAN_RESULTS } from '~/domain/shipments/scan-rules';
import de from '~/locales/de';
import en from '~/locales/en';
import { LOCALES } from '~/platform/i18n/locale';

/** The names of what stands in the data of events, by the object literals in the files that append them. */
function eventFields(): Set<string> {
  const names = readdirSync('app/domain', { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => path.join('app/domain', name));
  const fields = new Set<string>();
  const collect = (node: ts.Expression): void => {
    if (ts.isParenthesizedExpression(node)) collect(node.expression);
    else if (ts.isBinaryExpression(node)) collect(node.right);
    else if (ts.isConditionalExpression(node))
      for (const one of [node.whenTrue, node.whenFalse]) collect(one);
    else if (ts.isObjectLiteralExpression(node))
      for (const part of node.properties)
        if (ts.isSpreadAssignment(part)) collect(part.expression);
        else if (part.name && ts.isIdentifier(part.name)) fields.add(part.name.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const parts = node.properties.filter(ts.isPropertyAssignment);
      const named = (name: string) => parts.find((part) => part.name.getText() === name)?.initializer;
      const data = named('data');
      if (data && named('visibility')) collect(data);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (/append\w*Events?\(/.test(text)) visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }
  return fields;
}

describe('the words of the audit log', () => {
  it('have one for each field that an event is written with, in both languages', () => {
    const written = eventFields();
    expect(written.size).toBeGreaterThan(60);
    const untold = [...written].filter((field) => !(field in en.audit.fields) && !isHidden(field));
    expect(untold).toEqual([]);
    const shape = (words: object) => JSON.stringify(words, (_, one) => (typeof one === 'string' ? '' : one));
    expect(shape(de.audit)).toBe(shape(en.audit));
  });

  it.each([
    [
      'kind',
      [...QUESTION_KINDS, ...COMPANY_KINDS, ...KINDS, ...AUTOMATION_KINDS, ...IMPORT_KINDS, ...LINE_KINDS],
    ],
    ['roles', ROLES],
    ['result', SCAN_RESULTS],
    ['direction', DIRECTIONS],
    ['channel', CHANNELS],
    ['differences', CHECKS],
    ['changed', NOTIFICATION_TYPES],
    ['template', Object.keys(en.admin.mail.templates)],
    ['status', statusesOf('repair')],
  ])('say every value of %s in both languages', (field, values) => {
    for (const locale of LOCALES) {
      const words = auditWords(locale, 'Europe/Zurich');
      const row = (value: string) => ({ type: 'x.y', orderKind: 'repair', data: { [field]: value } });
      const said = values.map((value) =>
        words
          .details(row(value))
          .map(({ to }) => to)
          .join(),
      );
      expect(values.filter((value, place) => said[place] === value || !said[place])).toEqual([]);
    }
  });

  it('say amounts, shares, days, times, targets and names, and nothing in the way of the machine', () => {
    const names = { companies: new Map([[7, 'Muster AG']]), locations: new Map([[1, 'Bern']]) };
    const details = (type: string, data: Record<string, unknown>) =>
      auditWords('de', 'Europe/Zurich', names).details({ type, orderKind: null, data });
    const change = (from: unknown, to: unknown) => ({ from, to });
    const changes = {
      ...{ priceMinor: change(1_250, 99_900), vatBasisPoints: change(810, 260), renews: change(true, false) },
      ...{
        companyId: change(null, 7),
        locationIds: change([1], [1, 9]),
        'repair.received': change('3 d', null),
      },
      ...{ hours: change([], [{ weekday: 1, opensAt: '08:00', closesAt: '17:00' }]) },
    };
    expect(details('plan.changed', { currency: 'CHF', changes })).toEqual([
      { field: 'Preis', from: 'CHF 12.50', to: 'CHF 999.00' },
      { field: 'MWST', from: '8.1%', to: '2.6%' },
      { field: 'Verlängert sich', from: 'Ja', to: 'Nein' },
      { field: 'Firma', from: '', to: 'Muster AG' },
      { field: 'Servicestandorte', from: 'Bern', to: 'Bern, nicht mehr da' },
      { field: de.statuses.repair.received.label_staff, from: '3 Arbeitstage', to: '' },
      { field: 'Öffnungszeiten', from: '', to: 'Mo 08:00–17:00' },
    ]);
    expect(
      details('onsite.appointment_agreed', {
        startsAt: '2026-03-02T08:15:00.000Z',
        sequence: 2,
        moved: true,
      }),
    ).toEqual([
      { field: 'Beginnt', to: '02.03.2026, 09:15' },
      { field: 'Verschoben', to: 'Ja' },
    ]);
    expect(details('customer.changed', { city: change('Bern', 'Thun') })).toEqual([
      { field: 'Ort', from: 'Bern', to: 'Thun' },
    ]);
    expect(details('webhook.stopped', { endpointId: 1, host: 'x.test', reason: 'gone' })[1]?.to).toContain(
      '410',
    );
    const subject = change('', 'Achtung');
    expect(
      details('mail_text.changed', { template: 'order-news.ready', locale: 'de', changes: { subject } }),
    ).toEqual([
      { field: 'E-Mail', to: 'Neues zu einem Auftrag · Das Gerät ist bereit' },
      { field: 'Sprache', to: 'Deutsch' },
      { field: 'Betreff', from: '', to: 'Achtung' },
    ]);
    expect(details('data.erased', { subject: 'people', id: 3 })).toEqual([
      { field: 'Wessen Daten', to: 'Eine Person' },
    ]);
  });
});

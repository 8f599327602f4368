import { describe, expect, it } from 'vitest';
import { exportedColumns, isGuardedExport } from '../../app/domain/orders/import/exported.server';
import { guessColumns, looksLikeHeader } from '../../app/domain/orders/import/guess';
import { answerOf, choose, identifierOf } from '../../app/domain/orders/import/order-fields';
import { deviceNameOf } from '../../app/domain/orders/import/row-values';
import type { ImportField } from '../../app/domain/orders/import/rules';

const exported = exportedColumns();
const guess = (columns: Record<string, string[]>) =>
  guessColumns(
    'orders',
    Object.entries(columns).map(([name, values]) => ({ name, values })),
    exported,
  );
const rowOf = (texts: Partial<Record<ImportField, string>>) => (field: ImportField) => ({
  text: texts[field] ?? '',
  column: 0,
});

describe('columns', () => {
  it('are known by English and German names', () => {
    expect(
      guess({
        'Kd.-Nr.': ['7'],
        Gerät: ['Pixel'],
        'Serien-Nr.': ['A1B2C3'],
        Fehlerbeschreibung: ['x'],
        'Ihre Referenz': ['1'],
      }),
    ).toEqual(['customerNumber', 'deviceName', 'serial', 'problem', 'customerReferences']);
    expect(
      guess({
        Brand: ['Sony'],
        'Product category': ['Printer'],
        ID: ['a_1'],
        problem: ['x'],
        event_date: ['2012-06-20'],
      }),
    ).toEqual(['manufacturer', 'category', 'customerReferences', 'problem', '']);
  });

  it('are known by their content', () => {
    expect(
      guess({
        A: ['356938035643809', '35-693803-564380-9'],
        B: ['RO-2026-000001'],
        Seriennummer: ['356938035643809'],
      }),
    ).toEqual(['imei', 'orderNumber', 'identifier']);
    expect(guess({ Auftragsnummer: ['4711', '4712'] })).toEqual(['customerReferences']);
  });

  it('are named by the first row, or not', () => {
    expect(looksLikeHeader('orders', ['Gerät', 'Problem'], exported)).toBe(true);
    expect(looksLikeHeader('orders', ['Spalte A', 'Spalte B'], exported)).toBe(true);
    expect(looksLikeHeader('orders', ['Fairphone', '356938035643809'], exported)).toBe(false);
    expect(looksLikeHeader('customers', ['4711', 'Muster AG', 'a@b.test'], exported)).toBe(false);
  });

  it('of our own export carry guards where they are for spreadsheets', () => {
    expect(isGuardedExport(['Order number', 'Customer number', 'IMEI', 'Problem'])).toBe(true);
    expect(isGuardedExport(['number', 'customer_number', 'imei', 'total_net'])).toBe(false);
    expect(isGuardedExport(['Gerät', 'Bemerkung', 'Datum', 'Ort'])).toBe(false);
  });
});

describe('a row', () => {
  it('names its device by brand, name and model, each once', () => {
    const name = (texts: Partial<Record<ImportField, string>>) => deviceNameOf(rowOf(texts)).text;
    expect(name({ manufacturer: 'Apple', model: 'iPhone 13' })).toBe('Apple iPhone 13');
    expect(name({ manufacturer: 'Apple', deviceName: 'Apple iPhone 13', model: 'iPhone 13' })).toBe(
      'Apple iPhone 13',
    );
    expect(name({ manufacturer: 'Unknown', category: 'Printer/scanner' })).toBe('Printer/scanner');
    expect(name({ manufacturer: 'n/a' })).toBe('');
  });

  it('names it by IMEI before serial, and says when a spreadsheet shortened the number', () => {
    expect(identifierOf(rowOf({ imei: "'356938035643809", serial: 'X1' }))).toEqual({
      field: 'imei',
      typed: '356938035643809',
    });
    expect(identifierOf(rowOf({ serial: '356938035643801' })).typed).toBe('S/N: 356938035643801');
    expect(identifierOf(rowOf({ identifier: '3,56938E+14' })).problem?.code).toBe('identifier_shortened');
    expect(identifierOf(rowOf({ imei: 'C02XL0GTJG5H' })).problem?.code).toBe('imei_length');
  });

  it('answers and chooses in words', () => {
    const question = {
      id: 1,
      label: '',
      help: '',
      required: false,
      options: [{ value: 'black', label: 'Schwarz' }],
    };
    expect(answerOf({ ...question, kind: 'yes_no' }, 'Ja')).toBe('yes');
    expect(answerOf({ ...question, kind: 'choice' }, 'schwarz')).toBe('black');
    expect(answerOf({ ...question, kind: 'date' }, '1.2.2026')).toBe('2026-02-01');
    const places = [{ value: '3', names: ['Zürich', 'zrh'] }];
    expect(choose('location', ' ZRH ', places)).toEqual({ value: '3' });
    expect(choose('location', 'Genf', places).problem?.code).toBe('import_not_offered?names=Z%C3%BCrich');
  });
});

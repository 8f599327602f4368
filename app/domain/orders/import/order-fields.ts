import { parseIdentifier } from '../../devices/rules';
import { answerField, errorKey, type OrderFormSetup, type OrderQuestion } from '../schema';
import type { RowValue } from './row-values';
import type { ImportField, RowProblem } from './rules';

type Value = (field: ImportField) => RowValue;
type Problem = Pick<RowProblem, 'code'> & { field: ImportField };

/** What a spreadsheet made of a long number. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+?\d+$/i;

/** The field of a row that names the device, and its text as the form's one identifier field reads it. */
export function identifierOf(value: Value): { field: ImportField; typed: string; problem?: Problem } {
  const filled = (['imei', 'identifier', 'serial'] as const).find((field) => value(field).text.trim() !== '');
  if (!filled) return { field: 'identifier', typed: '' };
  // An apostrophe is how spreadsheets are told that a number is text.
  const typed = value(filled).text.trim().replace(/^'/, '');
  if (SCIENTIFIC.test(typed))
    return { field: filled, typed, problem: problemOf(filled, 'identifier_shortened') };
  if (filled === 'serial') return { field: filled, typed: `S/N: ${typed}` };
  const parsed = parseIdentifier(typed);
  const noImei = filled === 'imei' && parsed.ok && parsed.kind === 'serial';
  return { field: filled, typed, ...(noImei ? { problem: problemOf(filled, 'imei_length') } : {}) };
}

/** The serial of a row that has an IMEI as well; null where it has none or it cannot be one. */
export function secondSerial(value: Value, used: ImportField): string | null {
  if (used === 'serial' || value('serial').text.trim() === '') return null;
  const parsed = parseIdentifier(`S/N: ${value('serial').text.trim().replace(/^'/, '')}`);
  return parsed.ok ? (parsed.serial ?? null) : null;
}

const problemOf = (field: ImportField, code: string): Problem => ({ field, code });

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase();

export type Choice = { value: string; names: string[] };

/** The choice that a text names; a problem that lists what there is when it names none. */
export function choose(
  field: ImportField,
  text: string,
  choices: readonly Choice[],
): { value: string; problem?: Problem } {
  const wanted = fold(text);
  if (wanted === '') return { value: '' };
  const found = choices.find(
    ({ value, names }) => value === text.trim() || names.some((name) => fold(name) === wanted),
  );
  if (found) return { value: found.value };
  const names = choices.map(({ names: [name = ''] }) => name);
  const listed = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  return { value: '', problem: problemOf(field, errorKey('import_not_offered', { names: listed })) };
}

const YES = 'yes ja j y 1 true wahr x oui si'.split(' ');
const NO = 'no nein n 0 false falsch non'.split(' ');

/** An answer as the form writes it: *ja* is yes, 24.12.2026 a date, a choice's name its value. */
export function answerOf(question: OrderQuestion, text: string): string {
  const typed = text.trim();
  const folded = fold(text);
  switch (question.kind) {
    case 'yes_no':
      return YES.includes(folded) ? 'yes' : NO.includes(folded) ? 'no' : typed;
    case 'choice':
      return (
        question.options.find(({ value, label }) => fold(value) === folded || fold(label) === folded)
          ?.value ?? typed
      );
    case 'date': {
      const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed) ?? [];
      return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
    }
    default:
      return typed;
  }
}

/** The answers of a row as fields of the form. */
export function answersOf(setup: OrderFormSetup, value: Value): Record<string, string> {
  return Object.fromEntries(
    setup.questions.map((question) => {
      const field = answerField(question.id);
      return [field, answerOf(question, value(field).text)];
    }),
  );
}

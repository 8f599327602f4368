import { describe, expect, it } from 'vitest';
import { PLACEHOLDERS } from '~/domain/messages/rules';
import { cannedReplySchema } from '~/domain/messages/schema';
import { fillPlaceholders, unknownPlaceholders } from '~/platform/placeholders';
import fc from '../support/fast-check';

const values = {
  customer: 'Muster AG',
  device: 'Fairphone 5',
  number: 'RO-1',
  technician: '{{customer}} $& $1',
  location: 'Zürich',
};

describe('placeholders', () => {
  it('are filled, with spaces or without, and what is filled in is left as it is', () => {
    expect(fillPlaceholders('{{customer}}, {{ device }}: {{technician}} {{nobody}}', values)).toBe(
      'Muster AG, Fairphone 5: {{customer}} $& $1 {{nobody}}',
    );
  });

  it.each([
    ['Hello {{costumer}}', ['{{costumer}}']],
    ['{{Customer}} {{}} {{number}}', ['{{Customer}}', '{{}}']],
    ['{{customer', ['{{customer']],
    ['customer}} {{device}}', ['}}']],
    ['{{customer}} {one} }', []],
    ['{{__proto__}} {{constructor}}', ['{{__proto__}}', '{{constructor}}']],
  ])('of %s that nobody knows are found', (text, unknown) => {
    expect(unknownPlaceholders(text, PLACEHOLDERS)).toEqual(unknown);
  });

  it('leave no braces in a text that was taken', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom('{', '}', '{{', '}}', ...PLACEHOLDERS, ...PLACEHOLDERS.map((name) => `{{${name}}}`)),
    );
    const plain = Object.fromEntries(PLACEHOLDERS.map((name) => [name, 'x'])) as typeof values;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        if (unknownPlaceholders(text, PLACEHOLDERS).length === 0)
          expect(fillPlaceholders(text, plain)).not.toMatch(/\{\{|\}\}/);
      }),
    );
  });
});

it('a reply with an unknown placeholder is refused, and the error names it and those there are', () => {
  const form = { name: 'X', bodyEn: 'Hello {{a&b=c}}', bodyDe: '', active: 'on', position: '1' };
  const { error } = cannedReplySchema.safeParse(form);
  const issues = Object.fromEntries(error?.issues.map(({ path, message }) => [path.join(), message]) ?? []);
  expect(issues.bodyDe).toBe('required');
  const [code, details] = issues.bodyEn?.split('?') ?? [];
  expect(code).toBe('placeholder_unknown');
  expect(new URLSearchParams(details).get('name')).toBe('{{a&b=c}}');
  expect(new URLSearchParams(details).get('known')).toContain('{{technician}}');
});

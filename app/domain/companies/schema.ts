import { z } from 'zod';
import { cleanText } from '~/platform/text';
import { QUESTION_KINDS } from '../orders/schema';
import { isGs1Prefix } from '../shipments/rules';

/** Forms of the operator's set-up. Messages are keys of the namespace `errors`. */

/** Text of at most `max` characters, cleaned. */
export const text = (max: number) =>
  z
    .string()
    .default('')
    .transform(cleanText)
    .refine((value) => value.length <= max, `too_long?max=${max}`);

/** One line of at most `max` characters, cleaned. */
export const line = (max: number) => text(max).refine((value) => !value.includes('\n'), 'one_line');

/** The same, and not empty. */
export const required = (max: number) => line(max).refine((value) => value !== '', 'required');

/** An e-mail address, or nothing. */
export const optionalEmail = line(254).refine(
  (value) => value === '' || /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(value),
  'not_an_email',
);

/** So many blocks stand beside each other at the foot of a paper, each of so many lines. */
const FOOTER = { blocks: 4, lines: 4 } as const;

/** The blocks of a papers' footer, which an empty line parts. */
export const footerBlocks = (footer: string) => footer.split(/\n\s*\n/).filter(Boolean);

const fitsPaper = (footer: string) => {
  const blocks = footerBlocks(footer);
  return blocks.length <= FOOTER.blocks && blocks.every((block) => block.split('\n').length <= FOOTER.lines);
};

export const operatorSchema = z.object({
  name: required(120),
  accent: z
    .string()
    .default('')
    .transform((value) => value.trim().toLowerCase())
    .refine((value) => /^#[0-9a-f]{6}$/.test(value), 'not_a_color'),
  street: line(200),
  postalCode: line(20),
  city: line(120),
  country: line(120),
  email: optionalEmail,
  /** The name that mails come from; empty: the company's. */
  senderName: line(120),
  phone: line(60),
  website: line(200),
  paperFooter: text(600).refine(fitsPaper, `footer_too_tall?blocks=${FOOTER.blocks}&lines=${FOOTER.lines}`),
  /** Digits only, or empty: the operator has no GS1 company prefix. */
  gs1Prefix: line(40)
    .transform((value) => value.replace(/[\s-]/g, ''))
    .refine((value) => value === '' || isGs1Prefix(value), 'gs1_prefix_invalid'),
});

export type OperatorForm = z.output<typeof operatorSchema>;

const lines = text(4000).transform((value) =>
  value
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** A check box. */
export const flag = z
  .string()
  .default('')
  .transform((value) => value !== '');

/** A place in a list: a whole number from 0 to 9999. */
export const position = z
  .string()
  .default('0')
  .refine((value) => /^\s*\d{1,4}\s*$/.test(value), 'not_a_whole_number')
  .transform(Number);

/** A question of the order form; its choices are typed one a line, in the same order in both languages. */
export const questionSchema = z
  .object({
    kind: z.enum(QUESTION_KINDS, 'choose_one'),
    labelEn: required(300),
    labelDe: required(300),
    helpEn: text(600),
    helpDe: text(600),
    choicesEn: lines,
    choicesDe: lines,
    required: flag,
    active: flag,
    position,
  })
  .superRefine((form, context) => {
    if (form.kind !== 'choice') return;
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (form.choicesEn.length < 2) issue('choicesEn', 'choices_too_few');
    else if (form.choicesEn.length > 50) issue('choicesEn', 'choices_too_many?max=50');
    else if (new Set(form.choicesEn).size < form.choicesEn.length) issue('choicesEn', 'choices_repeated');
    if (form.choicesDe.length !== form.choicesEn.length)
      issue('choicesDe', `choices_unequal?en=${form.choicesEn.length}&de=${form.choicesDe.length}`);
  });

export type QuestionForm = z.output<typeof questionSchema>;

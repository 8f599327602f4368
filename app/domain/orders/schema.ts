import { z } from 'zod';
import { parseIdentifier } from '../devices/rules';
import { chosenId, chosenIdOrNone, errorKey, isIsoDate, LIMITS, text } from './field-schema';
import { gateField, type SenderGate } from './intake-rules';
import { splitReferences } from './rules';

/**
 * Checks of the order form, shared by the form in the browser, the action and the API. Messages are keys of the
 * namespace `errors`, with values behind a question mark: `imei_check_digit?given=8&expected=9`.
 */

export { errorKey, LIMITS, text } from './field-schema';

export const QUESTION_KINDS = ['text', 'number', 'choice', 'yes_no', 'date'] as const;

/** A question of the operator, in the reader's language. */
export type OrderQuestion = {
  id: number;
  kind: (typeof QUESTION_KINDS)[number];
  label: string;
  help: string;
  required: boolean;
  options: { value: string; label: string }[];
};

export type OrderDeliveryMethod = { id: number; name: string; toAddress: boolean };

/** What the sender is asked to confirm, in the reader's language. */
export type OrderGate = { id: number; label: string; help: string };

/** What the form offers to this viewer. */
export type OrderFormSetup = {
  questions: OrderQuestion[];
  gates: OrderGate[];
  /** Empty where the account may not request a delivery. */
  deliveryMethods: OrderDeliveryMethod[];
  /** How the device may come to the service location; empty for who sends just one. */
  shippingMethods: { id: number; name: string }[];
  locations: { id: number; name: string; address: string }[];
  /** A company has to be named: the viewer orders for others. */
  choosesCustomer: boolean;
};

const required = (max: number) => text(max).refine((value) => value !== '', 'required');
const references = text(LIMITS.references).transform(splitReferences);

function answer(question: OrderQuestion) {
  const given = text(2000).refine((value) => !question.required || value !== '', 'required');
  const optional = (test: (value: string) => boolean, code: string) =>
    given.refine((value) => value === '' || test(value), code);
  switch (question.kind) {
    case 'number':
      return optional((value) => /^-?\d{1,12}([.,]\d{1,6})?$/.test(value), 'not_a_number');
    case 'date':
      return optional(isIsoDate, 'not_a_date');
    case 'yes_no':
      return optional((value) => value === 'yes' || value === 'no', 'choose_one');
    case 'choice':
      return optional((value) => question.options.some((option) => option.value === value), 'choose_one');
    case 'text':
      return given;
  }
}

const ADDRESS = [
  'deliveryName',
  'deliveryStreet',
  'deliveryPostalCode',
  'deliveryCity',
  'deliveryCountry',
] as const;

/** The form field of an answer. */
export const answerField = (questionId: number) => `answer-${questionId}` as const;

/** The schema of a complete order form for this set-up. Parses to what is submitted. */
export function orderFormSchema(setup: OrderFormSetup) {
  const answers = Object.fromEntries(setup.questions.map((q) => [answerField(q.id), answer(q)]));
  const gates = Object.fromEntries(setup.gates.map(({ id }) => [gateField(id), z.string().default('')]));
  const methods = setup.deliveryMethods;
  return z
    .object({
      customer: setup.choosesCustomer ? required(LIMITS.line) : text(LIMITS.line),
      locationId: chosenId(setup.locations.map((location) => location.id)),
      identifier: z.string().default(''),
      noIdentifier: z.string().default(''),
      deviceName: required(LIMITS.line),
      problem: required(LIMITS.text),
      customerReferences: references,
      internalReferences: references,
      shippingMethodId: chosenIdOrNone(setup.shippingMethods.map((method) => method.id)),
      deliveryMethodId:
        methods.length > 0
          ? chosenId(methods.map((method) => method.id))
          : z
              .unknown()
              .optional()
              .transform(() => null),
      deliveryName: text(LIMITS.line),
      deliveryStreet: text(LIMITS.line),
      deliveryPostalCode: text(20),
      deliveryCity: text(LIMITS.line),
      deliveryCountry: text(LIMITS.line),
      // Kept by `keepPasscode` alone: it is no part of what the form parses to.
      passcode: text(LIMITS.passcode),
      ...gates,
      ...answers,
    })
    .superRefine((form, context) => {
      const issue = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message });
      const parsed = parseIdentifier(form.identifier);
      const none = form.noIdentifier !== '' && !parsed.ok && parsed.code === 'identifier_empty';
      if (!parsed.ok && !none) issue('identifier', errorKey(parsed.code, parsed.details));
      if (!methods.some((method) => method.id === form.deliveryMethodId && method.toAddress)) return;
      for (const field of ADDRESS) if (form[field] === '') issue(field, 'required');
    })
    .transform((form) => {
      const parsed = parseIdentifier(form.identifier);
      const device = parsed.ok
        ? { imei: parsed.imei ?? null, serial: parsed.serial ?? null, identifier: parsed.value }
        : { imei: null, serial: null, identifier: null };
      const method = methods.find((candidate) => candidate.id === form.deliveryMethodId);
      const delivery = {
        name: form.deliveryName,
        street: form.deliveryStreet,
        postalCode: form.deliveryPostalCode,
        city: form.deliveryCity,
        country: form.deliveryCountry,
      };
      const given = form as unknown as Record<string, string>;
      return {
        customer: form.customer,
        locationId: form.locationId,
        shippingMethodId: form.shippingMethodId,
        deviceName: form.deviceName,
        ...device,
        problem: form.problem,
        customerReferences: form.customerReferences,
        internalReferences: form.internalReferences,
        delivery: method
          ? { methodId: method.id, method: method.name, ...(method.toAddress ? { address: delivery } : {}) }
          : null,
        confirmedGates: setup.gates.flatMap(({ id }) => (given[gateField(id)] ? id : [])),
        answers: setup.questions.map((q) => ({ questionId: q.id, value: given[answerField(q.id)] ?? '' })),
      };
    });
}

/** The answers to the operator's questions, and after them what the sender was asked to confirm. */
export function answersAndGates({
  answers,
  gates = [],
}: Pick<SubmissionContent, 'answers' | 'gates'>): SubmissionContent['answers'] {
  const said = gates.map(({ label, confirmed }) => {
    const value = confirmed ? 'yes' : 'no';
    return { label, kind: 'yes_no' as const, value, shown: value };
  });
  return [...answers, ...said];
}

export type OrderForm = z.output<ReturnType<typeof orderFormSchema>>;

/** The submission as it is kept and shown on paper: names and labels as they were, in the language of the order. */
export type SubmissionContent = {
  locale: string;
  customer: { number: string; name: string };
  location: { name: string; address: string };
  /** How the device was to come to the service location, where that was said. */
  shippingMethod?: string;
  device: { name: string; imei: string | null; serial: string | null };
  problem: string;
  customerReferences: string[];
  internalReferences: string[];
  delivery: {
    method: string;
    address?: { name: string; street: string; postalCode: string; city: string; country: string };
  } | null;
  answers: { label: string; kind: OrderQuestion['kind']; value: string; shown: string }[];
  /** What the sender was asked to confirm, where anything was. */
  gates?: SenderGate[];
};

import type { z } from 'zod';
import { DomainError, isDomainError } from '~/platform/errors';
import type { ProblemError } from '~/platform/http/problem.server';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../../auth/rules';
import { confirmOrder } from '../../orders/confirm-order.server';
import { deviceBefore } from '../../orders/device-history.server';
import { gateField } from '../../orders/intake-rules';
import { saveDraft } from '../../orders/save-draft.server';
import { answerField, type OrderFormSetup, orderFormSchema } from '../../orders/schema';
import { orderFormSetup } from '../../orders/setup.server';
import { englishWords, problem } from '../problems.server';
import { orderForApi } from './read.server';
import type { NewOrderBody } from './schema';

type Asked = { body: NewOrderBody; submissionKey: string; locale: Locale };

/**
 * Makes and submits a repair order: the same checks and commands as the form and its approval. The same submission key
 * means the same order.
 * Throws Problem `invalid` (422), DomainError `not_found` (404: partners order nothing), `device_ordered` (409), and what
 * `saveDraft` and `confirmOrder` throw.
 */
export async function createOrder(viewer: Viewer, { body, submissionKey, locale }: Asked) {
  if (viewer.role === 'partner') throw new DomainError('not_found', 404);
  const setup = await orderFormSetup(viewer, locale);
  const fields = formFields(body);
  const parsed = orderFormSchema(setup).safeParse(fields);
  const errors = [...(parsed.success ? [] : issuesOf(parsed.error, body)), ...unknownParts(setup, body)];
  if (errors.length > 0) throw problem('invalid', { errors });
  const { open } = await deviceBefore(viewer, body.identifier, submissionKey);
  const [number] = open;
  if (number && !body.secondOrder) throw new DomainError('device_ordered', 409, { number });
  const draft = await saveDraft(viewer, submissionKey, fields).catch(ofCustomer);
  if (!draft.submitted) await confirmOrder(viewer, draft.number, locale);
  return orderForApi(viewer, draft.number);
}

/** What is wrong with the customer is told at the field that names it. Throws what it is given. */
function ofCustomer(error: unknown): never {
  if (!isDomainError(error) || error.code !== 'customer_inactive') throw error;
  const { detail } = problem('customer_inactive');
  throw problem('customer_inactive', { errors: [{ pointer: '#/customer', detail }] });
}

/** What the form would send. */
function formFields(body: NewOrderBody): Record<string, string> {
  const { identifier, delivery } = body;
  const chosen = (id: number | undefined) => (id === undefined ? '' : String(id));
  return {
    customer: body.customer ?? '',
    locationId: String(body.locationId),
    deviceName: body.deviceName,
    identifier,
    noIdentifier: identifier === '' ? 'on' : '',
    problem: body.problem,
    customerReferences: body.customerReferences.join('\n'),
    internalReferences: body.internalReferences.join('\n'),
    shippingMethodId: chosen(body.shippingMethodId),
    deliveryMethodId: chosen(body.deliveryMethodId),
    passcode: body.passcode,
    ...(delivery && {
      deliveryName: delivery.name,
      deliveryStreet: delivery.street,
      deliveryPostalCode: delivery.postalCode,
      deliveryCity: delivery.city,
      deliveryCountry: delivery.country,
    }),
    ...Object.fromEntries(body.answers.map(({ questionId, value }) => [answerField(questionId), value])),
    ...Object.fromEntries(body.confirmedGates.map((id) => [gateField(id), 'on'])),
  };
}

/** What the form's checks say, at the parts of the body that the fields come from. */
function issuesOf({ issues }: z.ZodError, { answers }: NewOrderBody): ProblemError[] {
  return issues.map(({ path, message }) => ({
    pointer: pointerOf(String(path[0] ?? ''), answers),
    detail: englishWords(message),
  }));
}

function pointerOf(field: string, answers: NewOrderBody['answers']): string {
  const [, part] = /^delivery(Name|Street|PostalCode|City|Country)$/.exec(field) ?? [];
  if (part) return `#/delivery/${part[0]?.toLowerCase()}${part.slice(1)}`;
  if (!field.startsWith('answer-')) return `#/${field}`;
  const place = answers.findIndex(({ questionId }) => answerField(questionId) === field);
  return place < 0 ? '#/answers' : `#/answers/${place}/value`;
}

/** Questions, gates and methods that the form does not have for this person would be lost without a word. */
function unknownParts(setup: OrderFormSetup, body: NewOrderBody): ProblemError[] {
  const detail = englishWords('choose_one');
  const unknown = (known: readonly { id: number }[], id: number) => !known.some((one) => one.id === id);
  const noDelivery = setup.deliveryMethods.length === 0 && body.deliveryMethodId !== undefined;
  return [
    ...body.answers.flatMap(({ questionId }, at) =>
      unknown(setup.questions, questionId) ? [{ pointer: `#/answers/${at}/questionId`, detail }] : [],
    ),
    ...body.confirmedGates.flatMap((id, at) =>
      unknown(setup.gates, id) ? [{ pointer: `#/confirmedGates/${at}`, detail }] : [],
    ),
    ...(noDelivery ? [{ pointer: '#/deliveryMethodId', detail }] : []),
  ];
}

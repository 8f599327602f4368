import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCOPES } from '../../app/domain/api/rules';
import { anyCharacter } from '../support/any-character';
import { asker, keyed, type Program, program } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { signIn } from '../support/client';
import fc from '../support/fast-check';
import { makeServiceType } from '../support/onsite';
import { insertOrders, orderRow } from '../support/orders';
import { diagnosedOrder, sendQuote } from '../support/quotes';
import { executedOrders } from '../support/settlements';
import { waitingOrders } from '../support/shipments';

/** The API is asked whatever its own description allows, and more; nothing fails, and no answer is undescribed. */

type Json = Record<string, unknown>;
type Described = {
  parameters: ({ name: string; in: string } | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: { $ref: string }; example?: Json }> };
};
type Asked = { method: string; path: string } & Described;

let app: TestApp;
let asking: Awaited<ReturnType<typeof asker>>;
let programs: Program[];
let operations: Asked[];
/** What there is, by the name of the field or the first part of the address that asks for it. */
let there: Record<string, unknown[]>;

beforeAll(async () => {
  app = await startApp({ env: { LOG_LEVEL: 'silent' } });
  asking = await asker(app);
  const people = ['administrator', 'reseller', 'customer', 'technician', 'partner'] as const;
  programs = await Promise.all(people.map((person) => program(app, person, [...SCOPES])));
  const { paths } = asking.document as { paths: Record<string, Record<string, Described>> };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...described,
      path,
      method: method.toUpperCase(),
    })),
  );
  there = await makeThings();
});
afterAll(() => app?.close());

/** Something of every noun. */
async function makeThings(): Promise<Record<string, unknown[]>> {
  const { world } = app;
  const desk = await signIn(app, 'technician');
  const { serviceType } = await makeServiceType(app);
  const waiting = await waitingOrders(app, 12);
  const diagnosed = await diagnosedOrder(app, 840_001);
  const executed = await executedOrders(app, 840_010, 3, world.companies.partner.id);
  const [onsite] = await insertOrders(app.db, [orderRow(world, 840_002, { status: 'draft' })]);
  const [admin, reseller] = programs as [Program, Program];
  const body = { orders: [waiting[0]?.number, waiting[1]?.number], parcels: [{}] };
  const shipment = await asking.ask(reseller, 'POST', '/shipments', keyed(body));
  const form = new FormData();
  form.append('files', new File(['Notiz'], 'notiz.txt'));
  const file = await asking.ask(admin, 'POST', `/orders/${waiting[0]?.number}/attachments`, { body: form });
  const partner = programs.at(-1) as Program;
  const settled = await asking.ask(partner, 'POST', '/settlements', keyed({ orders: [executed[0]?.number] }));
  const hook = keyed({ url: 'https://hooks.example.com/fuzz' });
  const endpoint = await asking.ask(reseller, 'POST', '/webhooks', hook);
  const delivery = await asking.ask(reseller, 'POST', `/webhooks/${(endpoint.json as Json).id}/test`);
  const [added] = (file.json as { attachments: { id: number }[] }).attachments;
  const numbers = [...waiting, ...executed, onsite].map((order) => order?.number).concat(diagnosed);
  return {
    orders: numbers,
    order: numbers,
    'onsite-orders': numbers,
    shipments: [(shipment.json as Json).number],
    quotes: [await sendQuote(desk, diagnosed)],
    settlements: [(settled.json as Json).number],
    webhooks: [(endpoint.json as Json).id],
    delivery: [(delivery.json as Json).id],
    url: ['https://hooks.example.com/a', 'https://hooks.example.com/b'],
    customers: [world.companies.resellersCustomer.id, world.companies.reseller.id],
    file: [added?.id],
    paper: [1],
    locationId: [world.here.id],
    location: [world.here.id],
    customerId: [world.companies.customer.id],
    customer: ['R-1-1', 'C-1'],
    serviceTypeId: [serviceType.id],
    partnerId: [world.companies.partner.id],
    deliveryMethodId: [world.pickUp.id, world.delivery.id],
    questionId: [world.question.id],
  };
}

const text = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.constantFrom('new', 'ready', '5', '\0', '2026-12-24', '', 'a@b.test', 'CH', 'yes', '2026-02-30'),
);
const anything = fc.oneof(fc.jsonValue(), text, fc.integer(), fc.double());
const known = (name: string) => (there[name] ? [fc.constantFrom(...there[name])] : []);

/** Values that a schema describes, and now and then others. */
function fitting(schema: Json, name = ''): fc.Arbitrary<unknown> {
  const { $ref, oneOf, anyOf, type, properties, items } = schema as {
    $ref?: string;
    oneOf?: Json[];
    anyOf?: Json[];
    type?: string;
    properties?: Record<string, Json>;
    items?: Json;
  };
  if ($ref) return fitting(refer($ref), name);
  const choices = oneOf ?? anyOf;
  if (choices) return fc.oneof(...choices.map((choice) => fitting(choice, name)));
  const right: Record<string, () => fc.Arbitrary<unknown>> = {
    string: () => (schema.enum ? fc.constantFrom(...(schema.enum as unknown[])) : text),
    integer: () => fc.oneof(fc.nat({ max: 20 }), fc.maxSafeInteger()),
    boolean: () => fc.boolean(),
    null: () => fc.constant(null),
    array: () => fc.array(fitting(items ?? {}, name), { maxLength: 3 }),
    object: () =>
      fc.record(
        Object.fromEntries(
          Object.entries(properties ?? {}).map(([field, inner]) => [field, fitting(inner, field)]),
        ),
        { requiredKeys: ((schema.required ?? []) as string[]).filter((field) => properties?.[field]) },
      ),
  };
  const made = right[type ?? ''] ?? (() => anything);
  return fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...known(name), made()) },
    { weight: 1, arbitrary: anything },
  );
}

const refer = ($ref: string): Json =>
  $ref
    .slice(2)
    .split('/')
    .reduce((at: unknown, part) => (at as Json)[part], asking.document) as Json;

/** The example of an operation with what there is, and some of its fields changed. */
function changedExample(example: Json): fc.Arbitrary<unknown> {
  const names = Object.keys(example);
  const real = Object.fromEntries(
    names.map((name) => {
      const [first] = there[name] ?? [];
      return [name, first === undefined ? example[name] : Array.isArray(example[name]) ? [first] : first];
    }),
  );
  const answers = example.answers ? { answers: [{ questionId: app.world.question.id, value: 'yes' }] } : {};
  const changes = fc.dictionary(fc.constantFrom(...names, '__proto__', 'x'), anything, { maxKeys: 2 });
  return changes.map((more) => ({ ...real, ...answers, ...more }));
}

function bodyOf({ requestBody }: Asked): fc.Arbitrary<unknown> {
  const { 'application/json': json, 'multipart/form-data': form } = requestBody?.content ?? {};
  if (form)
    return fc
      .array(
        fc.record({
          name: fc.constantFrom('files', 'internal', 'x'),
          value: text,
          ending: fc.constantFrom('.txt', '.png', ''),
        }),
        {
          maxLength: 3,
        },
      )
      .map((parts) => {
        const sent = new FormData();
        for (const { name, value, ending } of parts)
          sent.append(name, name === 'internal' ? 'on' : new File([value], `a${ending}`));
        return sent;
      });
  if (!json) return fc.constant(undefined);
  const { example = {} } = json;
  return fc.oneof(
    { weight: 4, arbitrary: changedExample(example) },
    { weight: 4, arbitrary: fitting(json.schema) },
    { weight: 1, arbitrary: anything },
  );
}

const odd = text.map((value) => encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '')));

/** An address of this path: of what there is, or of anything. */
function addressOf({ path, parameters }: Asked): fc.Arbitrary<string> {
  const [, noun = ''] = path.split('/');
  const part = (name: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...(there[name] ?? there[noun] ?? [1])).map(String) },
      { weight: 1, arbitrary: odd },
    );
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const asked = parameters.flatMap((parameter) =>
    'name' in parameter && parameter.in === 'query' ? [parameter.name] : [],
  );
  const value = (name: string) => fc.oneof(...known(name).map((one) => one.map(String)), text);
  const query = fc.record(Object.fromEntries([...asked, 'x'].map((name) => [name, value(name)])), {
    requiredKeys: [],
  });
  return fc
    .tuple(fc.tuple(...names.map(part)), fc.option(query, { nil: {}, freq: 2 }))
    .map(([values, search]) => {
      const at = names.reduce((so, name, index) => so.replace(`{${name}}`, values[index] ?? ''), path);
      const { x, ...usual } = search as Record<string, string>;
      const sent = new URLSearchParams(x?.startsWith('5') ? search : usual);
      return sent.size > 0 ? `${at}?${sent}` : at;
    });
}

const headers = fc.oneof(
  { weight: 6, arbitrary: fc.uuid().map((key): Record<string, string> => ({ 'Idempotency-Key': key })) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        'Idempotency-Key': fc.stringMatching(/^[ -~]{0,20}$/),
        'Content-Type': fc.constantFrom('application/json; charset=utf-8', 'text/plain', 'odd'),
        Origin: fc.constantFrom('null', 'https://evil.test'),
        Accept: fc.constantFrom('text/html', '*/*'),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Record<string, string>>,
  },
);

/** So many requests are sent together: quicker than one by one, and as programs do it. */
const AT_ONCE = 10;

it('whatever is asked gets an answer that is described, and never fails', async () => {
  const request = fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      who: fc.nat({ max: programs.length - 1 }),
      method: fc.oneof(
        { weight: 12, arbitrary: fc.constant(operation.method) },
        { weight: 1, arbitrary: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS') },
      ),
      address: addressOf(operation),
      body: bodyOf(operation),
      headers,
    }),
  );
  const atOnce = fc.array(request, { minLength: AT_ONCE, maxLength: AT_ONCE });
  type Sent = typeof request extends fc.Arbitrary<infer Value> ? Value : never;
  const send = ({ who, method, address, body, headers: more }: Sent) => {
    const bare = method === 'GET' || method === 'HEAD' || body === undefined;
    return (programs[who] as Program).send(method, address, { headers: more, ...(bare ? {} : { body }) });
  };
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(atOnce, async (requests) => {
      const answers = await Promise.all(requests.map(send));
      for (const [index, answer] of answers.entries()) {
        const { method, address } = requests[index] as Sent;
        expect([method, address, answer.status < 500]).toEqual([method, address, true]);
        expect([method, address, asking.wrong(method, address, answer)]).toEqual([method, address, null]);
        if (answer.status < 300) seen.set(`${method} ${address.split('?')[0]}`, answer.status);
      }
    }),
    {
      numRuns: Number(process.env.API_FUZZ_RUNS ?? 250) / AT_ONCE,
      interruptAfterTimeLimit: 40_000,
      markInterruptAsFailure: true,
    },
  );
  expect(seen.size).toBeGreaterThan(10);
});

import { STATUS_CODES } from 'node:http';
import { env } from '~/platform/env.server';
import { translator } from '~/platform/i18n/i18n';
import { EXAMPLES } from './docs/examples';
import { type Json, jsonSchema } from './json-schema.server';
import { isFiles, NOUNS, type Operation } from './operation';
import { OPERATIONS } from './operations';
import { wordsOfProblem } from './problems.server';
import { refusalsOf, statusesOf } from './refusals';
import { PROBLEMS, type ProblemCode, SCOPES, scopeKey } from './rules';
import { problemSchema } from './schema';
import { wordsOf } from './words.server';

type Components = Record<string, Json>;
const WORDING = { locale: 'en' } as const;
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const LIMITED = {
  RateLimit: ref('headers', 'RateLimit'),
  'RateLimit-Policy': ref('headers', 'RateLimitPolicy'),
};

/** Parameters of the address, one by one. */
function parameters({ params, query, noun }: Operation): Json[] {
  const of = (schema: Operation['query'], at: 'path' | 'query') => {
    if (!schema) return [];
    const { properties = {}, required = [] } = jsonSchema(schema, 'input', { ...WORDING, noun }) as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, { description, ...rest }]) => ({
      ...{ name, in: at, required: at === 'path' || required.includes(name), schema: rest },
      ...(description !== undefined && { description }),
    }));
  };
  return [...of(params, 'path'), ...of(query, 'query')];
}

/** What is sent: JSON, or a form with files. */
function requestBody({ id, noun, body, upload }: Operation, components: Components): Json | null {
  const schema = body ?? upload;
  if (!schema) return null;
  const name = `${id.charAt(0).toUpperCase()}${id.slice(1)}Body`;
  components[name] = jsonSchema(schema, 'input', { ...WORDING, noun }, components);
  return {
    required: true,
    content: {
      [body ? 'application/json' : 'multipart/form-data']: {
        schema: ref('schemas', name),
        ...(EXAMPLES[id] !== undefined && { example: EXAMPLES[id] }),
      },
    },
  };
}

function content({ answer, noun }: Operation, components: Components): Json | null {
  if (answer === null) return null;
  if (isFiles(answer))
    return Object.fromEntries(answer.files.map((type) => [type, { schema: { type: 'string' } }]));
  const [name, schema] = answer;
  const made = jsonSchema(schema, 'output', { ...WORDING, noun }, components);
  if (!made.$ref) components[name] = made;
  return { 'application/json': { schema: ref('schemas', name) } };
}

function describeOperation(operation: Operation, components: Components): Json {
  const { id, scope, idempotency, status, noun, answer } = operation;
  const { title, text } = wordsOf(operation, 'en');
  const body = requestBody(operation, components);
  const made = { Location: { description: 'Where it can be read.', schema: { type: 'string' } } };
  const keyHeader = ref(
    'parameters',
    idempotency === 'required' ? 'IdempotencyKey' : 'OptionalIdempotencyKey',
  );
  const refused = refusalsOf(operation);
  const answered = content(operation, components);
  return {
    operationId: id,
    tags: [noun],
    summary: title,
    description: text,
    security: scope === null ? [] : [{ key: [] }],
    ...(scope !== null && scope !== 'any' && { 'x-scope': scope }),
    parameters: [...parameters(operation), ...(idempotency ? [keyHeader] : [])],
    ...(body && { requestBody: body }),
    responses: {
      [status]: {
        description: STATUS_CODES[status],
        headers: { ...(scope !== null && LIMITED), ...(status === 201 && made) },
        ...(answered && { content: answered }),
      },
      ...(isFiles(answer) && { 304: { description: STATUS_CODES[304] } }),
      ...Object.fromEntries(
        statusesOf(refused).map((code) => [
          code,
          { ...ref('responses', `Problem${code}`), description: names(refused, code) },
        ]),
      ),
    },
  };
}

const names = (codes: readonly ProblemCode[], status: number) =>
  codes.filter((code) => PROBLEMS[code].status === status).join(', ');

/** Every path with its operations. */
function paths(components: Components): Json {
  const found: Record<string, Json> = {};
  for (const operation of OPERATIONS)
    found[operation.path] = {
      ...found[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation, components),
    };
  return found;
}

function responses(): Json {
  const headers: Record<number, Json> = {
    401: { 'WWW-Authenticate': { schema: { type: 'string' } } },
    405: { Allow: { schema: { type: 'string' } } },
    429: { ...LIMITED, 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  };
  return Object.fromEntries(
    statusesOf(Object.keys(PROBLEMS) as ProblemCode[]).map((status) => [
      `Problem${status}`,
      {
        description: STATUS_CODES[status],
        ...(headers[status] && { headers: headers[status] }),
        content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
      },
    ]),
  );
}

function sharedParts(): Json {
  const text = (description: string) => ({ description, schema: { type: 'string' } });
  const idempotencyKey = (required: boolean) => ({
    ...{ name: 'Idempotency-Key', in: 'header', required },
    description: translator('en')('api:docs.idempotency_text'),
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  });
  const scopes = SCOPES.map(
    (scope) => `- \`${scope}\`: ${translator('en')(`api:scopes.${scopeKey(scope)}`)}`,
  );
  return {
    responses: responses(),
    parameters: { IdempotencyKey: idempotencyKey(true), OptionalIdempotencyKey: idempotencyKey(false) },
    headers: {
      RateLimit: text('How many requests are left (r) and in how many seconds all are again (t).'),
      RateLimitPolicy: text('How many requests a key has (q) in how many seconds (w).'),
    },
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: `A key acts as its person.\n${scopes.join('\n')}` },
    },
  };
}

/** The description of the API by OpenAPI 3.1, made from the schemas that check it. */
export function openApiDocument() {
  const t = translator('en');
  const schemas: Components = { Problem: jsonSchema(problemSchema, 'output', { ...WORDING, noun: 'about' }) };
  const described = paths(schemas);
  const problems = (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => {
    const { status } = PROBLEMS[code];
    return [code, { status, description: wordsOfProblem(code, 'en') }] as const;
  });
  return {
    openapi: '3.1.0',
    info: { title: t('api:docs.title'), version: '1', description: t('api:docs.description') },
    servers: [{ url: `${env().publicUrl}/api/v1` }],
    tags: NOUNS.map((noun) => ({ name: noun, description: t(`api:nouns.${noun}.text`) })),
    paths: described,
    components: { schemas, ...sharedParts() },
    'x-problems': Object.fromEntries(problems),
  };
}

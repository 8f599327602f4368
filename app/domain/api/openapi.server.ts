import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { env } from '~/platform/env.server';
import { translator } from '~/platform/i18n/i18n';
import { OPERATIONS, type Operation } from './operations';
import { englishWords } from './problems.server';
import { PROBLEMS, problemRule, SCOPES, scopeKey } from './rules';
import { problemSchema } from './schema';

type Json = Record<string, unknown>;

/**
 * The JSON Schema (2020-12) of a checked value. Of what comes in, fields whose default is refused have to be given: forms
 * read an empty field as what is missing, and say so in their own words.
 */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    override({ zodSchema, jsonSchema: json }) {
      if (io === 'output' || !(zodSchema instanceof z.ZodObject) || !json.properties) return;
      const needed = Object.entries(zodSchema.shape as Record<string, z.ZodType>)
        .filter(([, field]) => !field.safeParse(undefined).success)
        .map(([name]) => name);
      for (const name of needed) delete (json.properties[name] as Json | undefined)?.default;
      if (needed.length > 0) json.required = needed;
      else delete json.required;
    },
  });
  return rest;
}

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const LIMITED = {
  RateLimit: ref('headers', 'RateLimit'),
  'RateLimit-Policy': ref('headers', 'RateLimitPolicy'),
};

/** The statuses with which an operation can be refused. */
function refusals({ scope, params, query, body, idempotency }: Operation): number[] {
  const writing = body ? [400, 409, 413, 415, 422] : [];
  const keyed = idempotency ? [400, 409, 422] : [];
  const asked = [
    ...(query ? [422] : []),
    ...(params ? [404] : []),
    ...(scope === null ? [] : [401, 403, 429]),
  ];
  return [...new Set([404, ...writing, ...keyed, ...asked, 500, 503])].sort((one, other) => one - other);
}

/** Parameters of the address, one by one. */
function parameters(schema: z.ZodType | undefined, at: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    ...{ name, in: at, required: at === 'path' || required.includes(name), schema: rest },
    ...(description !== undefined && { description }),
  }));
}

function describeOperation(operation: Operation): Json {
  const { id, summary, scope, body, idempotency, status, answer } = operation;
  const headers = scope === null ? {} : LIMITED;
  const keyHeader = {
    ...ref('parameters', idempotency === 'required' ? 'IdempotencyKey' : 'OptionalIdempotencyKey'),
  };
  const json = (schema: Json) => ({ 'application/json': { schema } });
  const made = { Location: { description: 'Where it can be read.', schema: { type: 'string' } } };
  return {
    operationId: id,
    summary,
    security: scope === null ? [] : [{ key: [] }],
    ...(scope !== null && { 'x-scope': scope }),
    parameters: [
      ...parameters(operation.params, 'path'),
      ...parameters(operation.query, 'query'),
      ...(idempotency ? [keyHeader] : []),
    ],
    ...(body && { requestBody: { required: true, content: json(jsonSchema(body, 'input')) } }),
    responses: {
      [status]: {
        description: STATUS_CODES[status],
        headers: { ...headers, ...(status === 201 && made) },
        content: json(ref('schemas', answer[0])),
      },
      ...Object.fromEntries(refusals(operation).map((code) => [code, ref('responses', `Problem${code}`)])),
    },
  };
}

/** Every path with its operations, and the answer to methods that it does not have. */
function paths(): Json {
  const found: Record<string, Json> = {};
  for (const operation of OPERATIONS)
    found[operation.path] = {
      ...found[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation),
    };
  return found;
}

function responses(): Json {
  const headers: Record<number, Json> = {
    401: { 'WWW-Authenticate': { schema: { type: 'string' } } },
    405: { Allow: { schema: { type: 'string' } } },
    429: { ...LIMITED, 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  };
  const statuses = [...new Set(Object.values(PROBLEMS).map(({ status }) => status))];
  return Object.fromEntries(
    statuses.map((status) => [
      `Problem${status}`,
      {
        description: STATUS_CODES[status],
        ...(headers[status] && { headers: headers[status] }),
        content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
      },
    ]),
  );
}

function components(): Json {
  const text = (description: string) => ({ description, schema: { type: 'string' } });
  const idempotencyKey = (required: boolean) => ({
    name: 'Idempotency-Key',
    in: 'header',
    required,
    description:
      'The same key with the same content gets the same answer again, for 24 hours; with other content it is refused (422).',
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  });
  const answers = Object.fromEntries(
    OPERATIONS.map(({ answer: [name, schema] }) => [name, jsonSchema(schema, 'output')]),
  );
  const scopes = SCOPES.map(
    (scope) => `- \`${scope}\`: ${translator('en')(`api:scopes.${scopeKey(scope)}`)}`,
  );
  return {
    schemas: { ...answers, Problem: jsonSchema(problemSchema, 'output') },
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
  const problems = Object.keys(PROBLEMS).map((code) => {
    const rule = problemRule(code);
    return [code, { status: rule?.status, description: englishWords(rule?.words ?? '') }] as const;
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Repair portal',
      version: '1',
      description:
        'Amounts are in minor units of their currency, VAT rates in basis points, times in UTC (ISO 8601). Other methods than those described are answered with 405.',
    },
    servers: [{ url: `${env().publicUrl}/api/v1` }],
    paths: paths(),
    components: components(),
    'x-problems': Object.fromEntries(problems),
  };
}

import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { type Json, jsonSchema } from '../json-schema.server';
import { isFiles, NOUNS, type Noun, type Operation } from '../operation';
import { OPERATIONS } from '../operations';
import { wordsOfProblem } from '../problems.server';
import { refusalsOf } from '../refusals';
import { PROBLEMS, SCOPES, scopeKey } from '../rules';
import { apiUrl } from '../urls.server';
import { wordsOf } from '../words.server';
import { EXAMPLES, partOfPath, SENT_FILES } from './examples';
import { fieldGroups } from './fields';
import { sampleOf } from './sample';

/** The pages that describe the API, made from the same table as what checks it. */

/** Refusals that every request can get: they are told once. */
const EVERYWHERE: readonly string[] = [
  ...[
    'unauthorized',
    'scope_missing',
    'foreign_origin',
    'not_found',
    'too_many_requests',
    'failed',
    'unavailable',
  ],
  ...[
    'bad_json',
    'not_json',
    'body_too_large',
    'idempotency_key_missing',
    'idempotency_busy',
    'idempotency_other',
  ],
];

/** An operation as the list of its noun names it. */
function entryOf(operation: Operation, locale: Locale) {
  const { id, method, path } = operation;
  return { id, method, path, title: wordsOf(operation, locale).title };
}

/** The nouns with their operations, in the reader's language. */
export function docsContents(locale: Locale) {
  const t = translator(locale);
  return NOUNS.map((noun) => ({
    noun,
    title: t(`api:nouns.${noun}.title`),
    text: t(`api:nouns.${noun}.text`),
    operations: OPERATIONS.filter((operation) => operation.noun === noun).map((one) => entryOf(one, locale)),
  }));
}

/** What is to be known of all of it: the scopes and the refusals of every request. */
export function docsBasics(locale: Locale) {
  const t = translator(locale);
  return {
    scopes: SCOPES.map((scope) => ({ scope, text: t(`api:scopes.${scopeKey(scope)}`) })),
    refusals: EVERYWHERE.map((code) => refusalOf(code as keyof typeof PROBLEMS, locale)).sort(
      (one, other) => one.status - other.status,
    ),
  };
}

const refusalOf = (code: keyof typeof PROBLEMS, locale: Locale) => ({
  ...{ code, status: PROBLEMS[code].status, text: wordsOfProblem(code, locale) },
});

/** Everything that can be done with a noun. */
export function docsOf(noun: Noun, locale: Locale) {
  return OPERATIONS.filter((operation) => operation.noun === noun).map((one) => documented(one, locale));
}

function documented(operation: Operation, locale: Locale) {
  const { noun, scope, idempotency = null, status, params, query, body, upload, answer } = operation;
  const components: Record<string, Json> = {};
  const fields = (schema: Operation['query'], io: 'input' | 'output') =>
    schema ? fieldGroups(jsonSchema(schema, io, { locale, noun }, components), components) : [];
  const json =
    answer === null || isFiles(answer) ? null : jsonSchema(answer[1], 'output', { locale, noun }, components);
  return {
    ...entryOf(operation, locale),
    ...{ text: wordsOf(operation, locale).text, scope, idempotency, status, upload: upload !== undefined },
    parameters: [params, query].flatMap((schema) => fields(schema, 'input').flatMap(({ rows }) => rows)),
    body: fields(body ?? upload, 'input'),
    files: isFiles(answer) ? answer.files : null,
    answer: json ? fieldGroups(json, components) : [],
    refusals: refusalsOf(operation)
      .filter((code) => !EVERYWHERE.includes(code))
      .map((code) => refusalOf(code, locale)),
    example: curl(operation),
    sample: json && JSON.stringify(sampleOf(json, { components, noun, base: apiUrl('') }), null, 2),
  };
}

/** The same request on a command line. */
function curl({ id, noun, method, path, scope, idempotency, upload, answer }: Operation): string {
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => partOfPath(name, noun));
  const query = id === 'search' ? '?q=356938' : '';
  const body = EXAMPLES[id];
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${apiUrl(at)}${query}'`,
    ...(scope === null ? [] : [`-H "Authorization: Bearer $API_KEY"`]),
    ...(idempotency === 'required' ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body, null, 2)}'`]),
    ...(upload ? [`-F '${SENT_FILES[id]}'`] : []),
    ...(isFiles(answer) ? ['-OJ'] : []),
  ];
  return lines.join(' \\\n  ');
}

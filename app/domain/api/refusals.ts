import { isFiles, type Operation } from './operation';
import { PROBLEMS, type ProblemCode } from './rules';

/** Every refusal that an operation can answer with, by name: those of every request, and its own. */
export function refusalsOf(operation: Operation): ProblemCode[] {
  const { scope, query, body, upload, idempotency, method, answer, refuses = [] } = operation;
  const of = (applies: unknown, ...codes: ProblemCode[]) => (applies ? codes : []);
  return [
    ...new Set<ProblemCode>([
      ...of(body, 'bad_json', 'body_too_large', 'not_json', 'invalid'),
      ...of(upload, 'bad_form', 'body_too_large'),
      ...of(method !== 'GET', 'foreign_origin'),
      ...of(idempotency, 'idempotency_key_missing', 'idempotency_busy', 'idempotency_other'),
      ...of(scope !== null, 'unauthorized', 'too_many_requests'),
      ...of(scope !== null && scope !== 'any', 'scope_missing'),
      ...of(query, 'invalid'),
      'not_found',
      ...refuses,
      ...of(upload || isFiles(answer), 'storage_unavailable'),
      'failed',
      'unavailable',
    ]),
  ].sort((one, other) => PROBLEMS[one].status - PROBLEMS[other].status);
}

/** The statuses of refusals, each once. */
export const statusesOf = (codes: readonly ProblemCode[]): number[] => [
  ...new Set(codes.map((code) => PROBLEMS[code].status)),
];

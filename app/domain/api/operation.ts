import type { z } from 'zod';
import type { ProblemCode, Scope } from './rules';

/** The nouns of the API, in the order in which it is described. */
export const NOUNS = [
  'orders',
  'forms',
  'customers',
  'shipments',
  'quotes',
  'onsite',
  'settlements',
  'webhooks',
  'about',
] as const;
export type Noun = (typeof NOUNS)[number];

/** What is asked for in files is sent as one of these media types. */
type Files = { files: readonly string[] };

/** What the API can do, one entry an operation: what it takes, gives, refuses, and whom it lets. */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  /** Its name; its words stand below it in the namespace `api`. */
  id: string;
  noun: Noun;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, with parameters in braces. */
  path: string;
  /** Null: no key is needed; `any`: whatever the key may do. */
  scope: Scope | 'any' | null;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Its body is a form with files (RFC 7578), of these fields; who carries it out reads it. */
  upload?: Body;
  /** Whether a request may, or has to, carry an `Idempotency-Key`. */
  idempotency?: 'optional' | 'required';
  status: 200 | 201 | 204;
  /** The name of the answer's schema in the description, and the schema; or files; null for none. */
  answer: readonly [name: string, schema: z.ZodType] | Files | null;
  /** A secret is in its answer, which is therefore kept sealed for repeats. */
  secret?: true;
  /** The refusals of its command, besides those of every request. */
  refuses?: readonly ProblemCode[];
};

/** An operation with the types of what it takes. */
export function define<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Params, Query, Body>,
): Operation<Params, Query, Body> {
  return operation;
}

export const isFiles = (answer: Operation['answer']): answer is Files => answer !== null && 'files' in answer;
export const PDF: Files = { files: ['application/pdf'] };

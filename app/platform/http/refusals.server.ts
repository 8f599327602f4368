import { type ActionFunctionArgs, data } from '@remix-run/node';
import { isDomainError } from '../errors';

/** What a page gets from its action when the domain refused: the key of the sentence and its values. */
export type Refusal = { code: string; details: Record<string, string | number> };

/** Turns a DomainError of `action` into `{ refusal }` with its HTTP status, so that the page stays as it was typed. */
export function withRefusals<Result>(action: (args: ActionFunctionArgs) => Promise<Result>) {
  return async (args: ActionFunctionArgs) => {
    try {
      return await action(args);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      const refusal: Refusal = { code: error.code, details: error.details };
      return data({ refusal }, { status: error.status });
    }
  };
}

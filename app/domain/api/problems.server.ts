import type { z } from 'zod';
import type { DomainError } from '~/platform/errors';
import { Problem, type ProblemError } from '~/platform/http/problem.server';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { PROBLEMS, type ProblemCode, problemRule } from './rules';

/** The English sentence of a key of the namespace `errors`, with its values; what is no key is a sentence already. */
export function englishWords(key: string, details: Record<string, string | number> = {}): string {
  const [code = '', query = ''] = key.split('?');
  const values = { ...Object.fromEntries(new URLSearchParams(query)), ...details };
  return /^\w+$/.test(code) ? translator('en')(`errors:${code}` as 'errors:unknown', values) : key;
}

/** The sentence of a refusal in general, without the values that it has when it happens. */
export function wordsOfProblem(code: ProblemCode, locale: Locale): string {
  const raw = translator(locale)(`errors:${PROBLEMS[code].words}`, { skipInterpolation: true });
  return raw.replaceAll(/\{\{\w+\}\}/g, '…');
}

/** A refusal of the API by its name. */
export function problem(
  code: ProblemCode,
  more: Problem['more'] & { details?: Record<string, string> } = {},
) {
  const { details, ...rest } = more;
  const rule = problemRule(code);
  return new Problem(rule?.status ?? 500, code, englishWords(rule?.words ?? 'unknown', details), rest);
}

/** The refusal of a command, with the field of the body that it is about. */
export function problemOf({ code, status, details }: DomainError): Problem {
  const rule = problemRule(code);
  const detail = englishWords(rule?.words ?? code, details);
  const errors = rule?.field ? [{ pointer: `#/${rule.field}`, detail }] : undefined;
  return new Problem(status, code, detail, errors ? { errors } : {});
}

/** A JSON pointer as a URI fragment (RFC 6901, 6). */
const pointer = (path: readonly PropertyKey[]) =>
  `#${path.map((part) => `/${encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;

/** Ends of surrogate pairs alone cannot stand in a URI. */
const whole = (path: readonly PropertyKey[]) =>
  path.map((part) => String(part).replaceAll(/\p{Surrogate}/gu, '\ufffd'));

const MOST = 50;

/**
 * What is wrong with the content of a request.
 * @param at where its parts are named: in the body, or as parameters of the address
 */
export function invalid({ issues }: z.ZodError, at: 'body' | 'query'): Problem {
  const errors = issues.flatMap((issue): ProblemError[] => {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const detail =
      issue.code === 'unrecognized_keys' ? englishWords('api_unknown_field') : englishWords(issue.message);
    return paths.map((path) =>
      at === 'body'
        ? { detail, pointer: pointer(whole(path)) }
        : { detail, parameter: String(path[0] ?? '') },
    );
  });
  return problem('invalid', { errors: errors.slice(0, MOST) });
}

import { z } from 'zod';
import { cleanText } from '~/platform/text';
import type { Role } from '../auth/rules';
import { scopeKey, usefulScopes } from './rules';

const NAME_MAX = 100;

/** So many days a key can be used; 0: without end. */
export const LIFETIMES = ['365', '90', '30', '0'] as const;

/** The form of a key, with a check box for each scope, named by its key. */
export function apiKeySchema(role: Role) {
  const scopes = usefulScopes(role);
  const ticks = Object.fromEntries(scopes.map((scope) => [scopeKey(scope), z.boolean().default(false)]));
  return z
    .object({
      name: z
        .string()
        .default('')
        .transform(cleanText)
        .refine((value) => value !== '', 'required')
        .refine((value) => value.length <= NAME_MAX, `too_long?max=${NAME_MAX}`),
      lifetime: z.enum(LIFETIMES).default('365'),
      ...ticks,
    })
    .transform(({ name, lifetime, ...ticked }, context) => {
      const given = scopes.filter((scope) => (ticked as Record<string, unknown>)[scopeKey(scope)] === true);
      if (given.length === 0) context.addIssue({ code: 'custom', path: ['scopes'], message: 'scope_needed' });
      return { name, days: Number(lifetime), scopes: given };
    });
}
export type ApiKeyForm = z.output<ReturnType<typeof apiKeySchema>>;

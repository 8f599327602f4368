import { z } from 'zod';
import { cleanText } from '~/platform/text';
import type { Role } from '../auth/rules';
import { typeKey, urlFault, webhookTypesFor } from './rules';

const URL_MAX = 2000;
const DESCRIPTION_MAX = 200;

/** The form of an endpoint, with a check box for each kind, named by its key; none of them: all kinds. */
export function endpointSchema(role: Role, allowedHosts: readonly string[]) {
  const types = webhookTypesFor(role);
  const ticks = Object.fromEntries(types.map((type) => [typeKey(type), z.boolean().default(false)]));
  return z
    .object({
      url: z
        .string()
        .default('')
        .transform((value) => value.trim())
        .superRefine((value, context) => {
          const fault = value === '' ? 'required' : urlFault(value, allowedHosts);
          const wrong = value.length > URL_MAX ? `too_long?max=${URL_MAX}` : fault;
          if (wrong) context.addIssue({ code: 'custom', message: wrong });
        }),
      description: z
        .string()
        .default('')
        .transform(cleanText)
        .refine((value) => value.length <= DESCRIPTION_MAX, `too_long?max=${DESCRIPTION_MAX}`),
      ...ticks,
    })
    .transform(({ url, description, ...ticked }) => ({
      ...{ url, description },
      types: types.filter((type) => (ticked as Record<string, unknown>)[typeKey(type)] === true),
    }));
}
export type EndpointForm = z.output<ReturnType<typeof endpointSchema>>;

/** The form that sends failed messages again: since when, `YYYY-MM-DD`. */
export const replaySchema = z.object({
  since: z
    .string()
    .default('')
    .refine((value) => value !== '', 'required')
    .refine((value) => value === '' || isDay(value), 'not_a_date'),
});

const isDay = (text: string) =>
  /^20\d\d-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

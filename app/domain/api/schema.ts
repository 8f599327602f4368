import { z } from 'zod';

/**
 * What goes into the API and comes out of it, as far as several nouns share it. Amounts are in minor units, VAT rates in
 * basis points, times in UTC. What fields mean is said in the namespace `api`, below `fields`.
 */

export const time = z.iso.datetime();
export const amount = z.int();
export const links = z.object({ self: z.url() });
export const nextLink = z.object({ next: z.url().nullable() });

/** A row of the database in an address. */
export const idInPath = z.string().regex(/^[1-9]\d{0,8}$/);
export const idInBody = z.number().int().min(1).max(2_147_483_647);

/** A place in a list: the id of the row before it. */
export const idCursor = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'api_unknown_cursor')
  .transform(Number)
  .optional();

/** Net sums, VAT by its rate, and gross. */
export const totalsSchema = {
  netMinor: amount,
  vat: z.array(z.object({ basisPoints: amount, netMinor: amount, vatMinor: amount })),
  grossMinor: amount,
};

/** Totals as the API tells them. */
export const totalsOf = ({ net, vat, gross }: Sums) => ({
  netMinor: net,
  vat: vat.map(({ rate, net: of, vat: on }) => ({ basisPoints: rate, netMinor: of, vatMinor: on })),
  grossMinor: gross,
});
type Sums = { net: number; vat: readonly { rate: number; net: number; vat: number }[]; gross: number };

/** A refusal (RFC 9457). */
export const problemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        detail: z.string(),
        pointer: z.string().optional(),
        parameter: z.string().optional(),
        header: z.string().optional(),
        order: z.string().optional(),
      }),
    )
    .optional(),
});

import { z } from 'zod';
import { text } from './schema';

/** A status change asked for on the order page. `from` is the status that the person saw. */
export const moveSchema = z.object({
  to: z.string().min(1),
  from: z.string().min(1),
  reason: text(2000),
  tracking: text(100),
});

import type { z } from 'zod';
import type { Language } from '~/platform/i18n/locale';
import { startOfDay } from '~/platform/start-of-day';
import type { Viewer } from '../../auth/rules';
import { getOperator } from '../../companies/operator.server';
import { exportReader } from '../../orders/export/choice.server';
import { exportOrders, type RunningExport } from '../../orders/export/export-orders.server';
import { readSettings } from '../../orders/export/rules';
import { exportWords } from '../../orders/export/words.server';
import type { exportQuery } from './schema';

type Asked = { query: z.output<typeof exportQuery>; language: Language; signal: AbortSignal };

/**
 * Starts the export of the orders that a request asks for, as the page's export; days are those of the operator's time zone.
 * @param ids of the orders that a search found; undefined when none was asked for
 * Throws what `exportOrders` throws.
 */
export async function startApiExport(
  viewer: Viewer,
  { query, language, signal }: Asked,
  ids: number[] | undefined,
): Promise<RunningExport> {
  const { timeZone } = await getOperator();
  const day = (text: string | undefined, later = 0) => text && startOfDay(text, timeZone, later);
  const { stage, status, columns = [], layout, target, delimiter } = query;
  const filter = {
    statuses: status ?? [],
    ...{ stage, ids, locationId: query.location, customerId: query.customer },
    from: day(query.from) || undefined,
    until: day(query.until, 1) || undefined,
    completedFrom: day(query.completedFrom) || undefined,
    completedUntil: day(query.completedUntil, 1) || undefined,
  };
  const { locale } = language;
  const asked = new URLSearchParams([...columns.map((name) => ['column', name]), ['layout', layout]]);
  const settings = { ...readSettings(asked, exportReader(viewer, locale)), target, delimiter };
  const words = await exportWords(viewer, locale);
  return exportOrders({ viewer, filter, settings, words, locale, timeZone, sign: '.' }, false, signal);
}

import type { Viewer } from '~/domain/auth/rules';
import { getOperator } from '~/domain/companies/operator.server';
import { exportForm, takeExportSettings } from '~/domain/orders/export/choice.server';
import { exportOrders } from '~/domain/orders/export/export-orders.server';
import type { ExportFilter } from '~/domain/orders/export/query.server';
import { exportWords } from '~/domain/orders/export/words.server';
import { findListed } from '~/domain/search/paste.server';
import { searchOrders } from '~/domain/search/queries.server';
import { listFilter, NO_FILTERS, parseListUrl, readDays } from '~/parts/list-url';
import type { Language } from '~/platform/i18n/locale';

/** The orders that the form asks for: all, those of some days, of a pasted list, or those the list showed at its address. */
async function filterOf(viewer: Viewer, form: URLSearchParams, timeZone: string): Promise<ExportFilter> {
  const scope = form.get('scope');
  const list = parseListUrl(form);
  if (scope === 'dates') {
    const [from, until] = readDays(form.get('first'), form.get('last'));
    return listFilter({ ...list, ...NO_FILTERS, from, until }, timeZone);
  }
  if (scope === 'pasted') {
    const { ids } = await findListed(viewer, form.get('text') ?? '');
    return { statuses: [], ids, sort: { by: 'created', direction: 'asc' } };
  }
  if (scope !== 'list') return { statuses: [] };
  return {
    ...listFilter(list, timeZone),
    stage: list.tab ?? 'new',
    ids: list.q ? (await searchOrders(viewer, list.q)).ids : undefined,
    sort: { by: list.sort, direction: list.direction },
  };
}

/** Starts the export that a form asks for, in the viewer's language. A pasted list is written as the last export was. */
export async function startExport(
  viewer: Viewer,
  language: Language,
  form: URLSearchParams,
  signal: AbortSignal,
) {
  const { timeZone } = await getOperator();
  const filter = await filterOf(viewer, form, timeZone);
  const settings =
    form.get('scope') === 'pasted'
      ? (await exportForm(viewer, language.locale)).settings
      : await takeExportSettings(viewer, language.locale, form);
  const decimals = new Intl.NumberFormat(language.format).formatToParts(1.5);
  const sign = decimals.some(({ type, value }) => type === 'decimal' && value === ',') ? ',' : '.';
  const words = await exportWords(viewer, language.locale);
  return exportOrders(
    { viewer, filter, settings, words, locale: language.locale, timeZone, sign },
    form.get('count') === '1',
    signal,
  );
}

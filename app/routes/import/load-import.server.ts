import type { Viewer } from '~/domain/auth/rules';
import { getImport, importProblems } from '~/domain/orders/import/queries.server';
import { isRunning, ROW_STATES, type RowState } from '~/domain/orders/import/rules';
import { orderFormSetup } from '~/domain/orders/setup.server';
import type { Locale } from '~/platform/i18n/locale';

/** What the page of an import shows; null when there is none for this viewer. */
export async function loadImport(viewer: Viewer, token: string, locale: Locale, search: URLSearchParams) {
  const found = await getImport(viewer, token);
  if (!found) return null;
  const { id, ...shown } = found;
  const setup =
    found.state === 'mapping' && found.kind === 'orders' ? await orderFormSetup(viewer, locale) : null;
  const show = shownState(found.counts, search.get('show'));
  const page = Number(/^[1-9]\d{0,3}$/.exec(search.get('page') ?? '')?.[0] ?? 1);
  const settled = found.state === 'checked' || found.state === 'done';
  return {
    ...shown,
    running: isRunning(found.state),
    setup,
    mayAddCustomers: viewer.role !== 'technician',
    problems: settled && show ? { state: show, page, rows: await importProblems(id, show, page) } : null,
  };
}

/** The rows that are listed: those asked for, else the first that need a look. */
function shownState(counts: Partial<Record<RowState, number>>, asked: string | null): RowState | undefined {
  const listed: RowState[] = ['error', 'new_customer', 'duplicate', 'known', 'created', 'ready'];
  return ROW_STATES.find((state) => state === asked) ?? listed.find((state) => counts[state]);
}

export type ImportPage = NonNullable<Awaited<ReturnType<typeof loadImport>>>;

import { Download, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PASTE_MAX, PASTED_LENGTH_MAX } from '~/domain/search/paste-rules';
import { useColumns } from '~/parts/order-table/columns';
import { Button } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import type { FoundList } from './find-list.server';
import { MissingList } from './missing-list';

/** What was found of a pasted list, in its order, and what was not. */
export function ListResult({ result, text }: { result: FoundList; text: string }) {
  const { t } = useTranslation(['search', 'orders']);
  const format = useFormat();
  const columns = useColumns({ ...result, state: null });
  const { rows, missing, asked } = result;
  const leftOut = result.tooLong > 0 || result.beyond > 0 || result.cut;
  const notes = useNotes(result);
  const warning = (
    <Notice tone={leftOut ? 'waiting' : 'neutral'}>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Notice>
  );
  if (asked === 0)
    return (
      <div role="status" className="flex flex-col gap-3">
        <Notice tone="waiting" title={t('list.nothing')} />
        {notes.length > 0 && warning}
      </div>
    );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="text-base">
          {t('list.found', { count: rows.length, total: format.number(rows.length) })}{' '}
          {t('list.asked', { count: asked })}
        </p>
        {rows.length > 0 && (
          <form method="post" action="/orders/export.csv">
            <input type="hidden" name="text" value={text} />
            <Button type="submit" icon={<Download size={16} aria-hidden="true" />}>
              {t('orders:export.submit')}
            </Button>
          </form>
        )}
      </div>
      {notes.length > 0 && warning}
      <DataTable
        caption={t('list.caption')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.number}
        rowTo={(row) => `/orders/${row.number}`}
        empty={<EmptyState icon={<SearchX />} title={t('list.none_title')} text={t('list.none_text')} />}
      />
      {missing.length > 0 && <MissingList missing={missing} />}
    </div>
  );
}

/** What the person should know about how the list was read. */
function useNotes({ repeated, tooLong, beyond, cut }: FoundList): string[] {
  const { t } = useTranslation('search');
  const format = useFormat();
  return [
    repeated > 0 && t('list.repeated', { count: repeated }),
    tooLong > 0 && t('list.too_long', { count: tooLong, max: PASTED_LENGTH_MAX }),
    beyond > 0 && t('list.beyond', { count: beyond, total: format.number(beyond), max: PASTE_MAX }),
    cut && t('list.cut'),
  ].filter((note) => note !== false);
}

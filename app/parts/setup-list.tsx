import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { type Column, DataTable } from '~/ui/data-table';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { StatusBadge } from '~/ui/status-badge';

type Props<Row> = {
  /** The words of the page. */
  words: Record<'title' | 'subtitle' | 'caption' | 'add' | 'saved' | 'empty_title' | 'empty_text', string>;
  /** The page's address; a thing is at `/id` below it, a new one at `/new`. */
  path: string;
  icon: ReactNode;
  columns: Column<Row>[];
  rows: Row[];
  /** Something was saved just now. */
  saved: boolean;
  /** Stands between the head and the list, such as a search. */
  above?: ReactNode;
  children?: ReactNode;
};

/** A list of things that administrators set up: each leads to its form; *add* to an empty one. */
export function SetupList<Row extends { id: number }>(props: Props<Row>) {
  const { words, path, icon, columns, rows, saved, above, children } = props;
  const { t } = useTranslation('words');
  const add = (
    <ButtonLink to={`${path}/new`} variant="primary" icon={<Plus size={16} aria-hidden />}>
      {words.add}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={words.title}
        subtitle={words.subtitle}
        back={{ to: '/admin', label: t('back') }}
        actions={rows.length > 0 && add}
      />
      {saved && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={words.saved} />
        </div>
      )}
      {above}
      <DataTable
        caption={words.caption}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        rowTo={(row) => `${path}/${row.id}`}
        empty={<EmptyState icon={icon} title={words.empty_title} text={words.empty_text} action={add} />}
      />
      {children}
    </>
  );
}

/** The columns that such lists share: the name, plain values, and whether it is in use. */
export function useSetupColumns() {
  const { t } = useTranslation('common');
  const yesNo = (value: boolean) => t(value ? 'yes' : 'no');
  return {
    name: <Row extends { label: string }>(header: string): Column<Row> => ({
      key: 'label',
      header,
      cell: (row) => <span className="whitespace-normal wrap-anywhere">{row.label}</span>,
      primary: true,
    }),
    plain: <Row,>(key: string, header: string, value: (row: Row) => ReactNode): Column<Row> => ({
      key,
      header,
      cell: (row) => {
        const shown = value(row);
        return typeof shown === 'boolean' ? yesNo(shown) : shown;
      },
      cardLabel: header,
    }),
    active: <Row extends { active: boolean }>(header: string): Column<Row> => ({
      key: 'active',
      header,
      cell: ({ active }) => <StatusBadge tone={active ? 'success' : 'neutral'}>{yesNo(active)}</StatusBadge>,
      cardLabel: header,
    }),
  };
}

import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/detail.server';
import type { Onsite } from '~/domain/partners/onsite.server';
import { ContactList } from '~/parts/contact-list';
import { OnsiteFacts } from '~/parts/onsite-facts';
import { type Description, DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';

type Props = {
  order: Pick<OrderDetail, 'number' | 'spId' | 'location'>;
  onsite: Onsite | null;
  settlement: string | null;
};

/** What an on-site order has beside others: site, goods, visit, checks and what was done. */
export function OnsitePanel({ order, onsite, settlement }: Props) {
  const { t } = useTranslation('partners');
  if (!onsite) return null;
  return (
    <>
      <OnsiteFacts
        number={order.number}
        spId={order.spId}
        timeZone={order.location.timeZone}
        onsite={onsite}
        settlement={settlement}
      />
      <Execution number={order.number} execution={onsite.execution} />
      <Checklist check={onsite.check} />
      {onsite.contacts.length > 0 && (
        <Panel title={t('contacts.title')}>
          <ContactList contacts={onsite.contacts} />
        </Panel>
      )}
    </>
  );
}

function Execution({ number, execution }: { number: string; execution: Onsite['execution'] }) {
  const { t } = useTranslation('partners');
  const format = useFormat();
  if (!execution?.executed) return null;
  const { work, signedBy, signed, at, by } = execution;
  const items: Description[] = [
    { term: t('panel.work'), detail: <span className="whitespace-pre-line">{work}</span> },
    { term: t('panel.signed_by'), detail: signedBy },
    {
      term: t('panel.confirmed_by'),
      detail: (
        <span suppressHydrationWarning>
          {by}, {format.dateTime(at)}
        </span>
      ),
    },
  ];
  return (
    <Panel title={t('panel.execution')}>
      <DescriptionList items={items} />
      {signed && (
        <img
          src={`/orders/${number}/signature`}
          alt={t('panel.signature', { name: signedBy })}
          className="mt-3 max-h-32 w-full rounded-md border border-line bg-white object-contain"
        />
      )}
    </Panel>
  );
}

function Checklist({ check }: Pick<Onsite, 'check'>) {
  const { t } = useTranslation(['partners', 'common']);
  const format = useFormat();
  if (!check) return null;
  const shown = (kind: string, value: string) =>
    kind === 'yes_no' ? t(value === 'yes' ? 'common:yes' : 'common:no') : value;
  return (
    <Panel title={t('panel.checklist')}>
      <p className="mb-3 text-xs text-muted" suppressHydrationWarning>
        {t('panel.checklist_by', { name: check.by, when: format.dateTime(check.at) })}
      </p>
      <DescriptionList
        stacked
        items={check.answers.map(({ label, kind, value }) => ({ term: label, detail: shown(kind, value) }))}
      />
    </Panel>
  );
}

import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Device = { number: string; device: string; identifier: string | null };

type Props = {
  number: string;
  difference: {
    missing: number;
    unexpected: number;
    missingDevices: Device[];
    unexpectedDevices: Device[];
    foreign: number;
    seenAt: Date | null;
    mayNote: boolean;
  };
};

/** What did not arrive as it was announced, and whether the other side has read it. */
export function ShipmentDifference({ number, difference }: Props) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const { missing, unexpected, foreign, seenAt, mayNote } = difference;
  const even = missing + unexpected === 0;
  return (
    <Panel
      title={t('difference.title')}
      tone={even ? 'success' : seenAt ? 'neutral' : 'waiting'}
      id="difference"
    >
      <div className="flex flex-col gap-3">
        {even && <p>{t('difference.none')}</p>}
        {missing > 0 && (
          <Devices
            title={t('difference.missing_title', { count: missing })}
            devices={difference.missingDevices}
            count={missing}
          />
        )}
        {missing > 0 && <p className="text-xs text-muted">{t('difference.missing_help')}</p>}
        {unexpected > 0 && (
          <Devices
            title={t('difference.unexpected_title', { count: unexpected })}
            devices={difference.unexpectedDevices}
            count={unexpected - foreign}
          />
        )}
        {foreign > 0 && <p>{t('difference.not_yours', { count: foreign })}</p>}
        {mayNote && (
          <Form method="post" action={`/shipments/${number}/difference`} reloadDocument>
            <SubmitButton>{t('difference.note')}</SubmitButton>
          </Form>
        )}
        {!even && seenAt && (
          <p className="text-muted" suppressHydrationWarning>
            {t('difference.noted', { at: format.dateTime(seenAt) })}
          </p>
        )}
      </div>
    </Panel>
  );
}

function Devices({ title, devices, count }: { title: string; devices: Device[]; count: number }) {
  const { t } = useTranslation('shipments');
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      <ul className="flex flex-col gap-0.5">
        {devices.map(({ number, device, identifier }) => (
          <li key={number} className="wrap-anywhere">
            <Link to={`/orders/${number}`} className="tabular font-medium hover:underline">
              {number}
            </Link>{' '}
            {device}
            {identifier && <span className="tabular text-muted"> · {identifier}</span>}
          </li>
        ))}
      </ul>
      {count > devices.length && (
        <p className="text-muted">{t('difference.more', { count: count - devices.length })}</p>
      )}
    </div>
  );
}

import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ContractDetail } from '~/domain/contracts/contract-queries.server';
import { formatImei } from '~/domain/devices/rules';
import { Day } from '~/parts/day';
import { OrderStatus } from '~/parts/status';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = { contract: ContractDetail };

/** The devices that the contract covers. */
export function Devices({ contract: { devices } }: Props) {
  const { t } = useTranslation('contracts');
  return (
    <Panel title={t('devices', { count: devices.length })}>
      {devices.length === 0 ? (
        <p className="text-soft">{t('contract.no_devices')}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {devices.map(({ id, name, imei, serial }) => (
            <li key={id}>
              <Link to={`/devices/${id}`} className="text-link">
                {name}
              </Link>
              <span className="tabular block text-xs text-muted">
                {imei ? formatImei(imei) : (serial ?? t('device.unidentified'))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Every version of the terms, the newest first. */
export function Versions({ contract: { versions } }: Props) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  return (
    <Panel title={t('contract.versions')}>
      <ol className="flex flex-col gap-3">
        {versions.map((version) => (
          <li key={version.version} className="border-t border-line pt-3 first:border-t-0 first:pt-0">
            <p className="font-medium">
              {t('contract.version')} {version.version} · {t(`contract.changes.${version.change as 'new'}`)}
            </p>
            <p>
              <Day on={version.startsOn} /> – <Day on={version.endsOn} /> ·{' '}
              {t('contract.devices_count', { count: version.devices })}
            </p>
            <p className="text-xs text-muted" suppressHydrationWarning>
              {format.dateTime(version.at)}{' '}
              {version.by ? t('contract.by', { name: version.by }) : t('contract.by_itself')}
              {version.offer && (
                <>
                  {' · '}
                  <Link to={`/offers/${version.offer}`} className="text-link tabular">
                    {t('contract.from_offer', { number: version.offer })}
                  </Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** The orders that made or changed the contract, or are covered by it. */
export function Orders({ contract: { orders } }: Props) {
  const { t } = useTranslation('contracts');
  return (
    <Panel title={t('contract.orders')}>
      {orders.length === 0 ? (
        <p className="text-soft">{t('contract.no_orders')}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {orders.map(({ number, kind, status, deviceName }) => (
            <li key={number} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link to={`/orders/${number}`} className="text-link tabular">
                {number}
              </Link>
              <OrderStatus kind={kind} status={status} />
              <span className="text-soft wrap-anywhere">{deviceName}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** More devices or a longer term: both begin a basket, or lead to the one that is open. */
export function Change({ contract: { mayChange, basket } }: Props) {
  const { t } = useTranslation('contracts');
  if (!mayChange) return null;
  return (
    <Panel title={t('contract.steps')}>
      <p className="text-soft">{t('contract.change_text')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {basket ? (
          <ButtonLink to={`/baskets/${basket}`} variant="primary">
            {t('contract.open_basket', { number: basket })}
          </ButtonLink>
        ) : (
          (['reorder', 'extension'] as const).map((purpose) => (
            <Form key={purpose} method="post">
              <input type="hidden" name="intent" value={purpose} />
              <SubmitButton variant="secondary">{t(`contract.${purpose}`)}</SubmitButton>
            </Form>
          ))
        )}
      </div>
    </Panel>
  );
}

/** Gives notice, once it is meant. */
export function Notice({ contract: { mayNotice, notice } }: Props) {
  const { t } = useTranslation('contracts');
  if (!mayNotice) return null;
  return (
    <Panel title={t('contract.notice_title')}>
      <p className="text-soft">
        {t('contract.notice_last')} <Day on={notice.last} />.
      </p>
      <p className="mt-1 text-soft">
        {t('contract.notice_text')} <Day on={notice.end} />.
      </p>
      <Form method="post" className="mt-3 flex flex-col gap-3">
        <input type="hidden" name="intent" value="notice" />
        <Checkbox name="sure" label={t('contract.notice_confirm')} required />
        <div>
          <SubmitButton variant="danger">{t('contract.notice_button')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}

import { Form } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { TrackingLink } from '~/parts/tracking-link';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import type { ShipmentPage } from './load-shipment.server';
import type { Answer } from './typed';

type Props = { page: ShipmentPage; answer: Answer };
type Parcel = ShipmentPage['shipment']['parcels'][number];

/** The parcels with their numbers; who may, types their tracking numbers. */
export function Tracking({ page, answer }: Props) {
  const { t } = useTranslation('shipments');
  const { shipment, may } = page;
  return (
    <Panel
      title={t('page.parcels')}
      actions={
        may.repack && (
          <ButtonLink size="small" to={`/shipments/${shipment.number}?repack=1`}>
            {t('page.repack')}
          </ButtonLink>
        )
      }
    >
      <Form method="post" className="flex flex-col gap-4">
        <ul className="flex flex-col divide-y divide-line">
          {shipment.parcels.map((parcel) => (
            <li key={parcel.id} className="grid gap-x-4 gap-y-2 py-3 first:pt-0 sm:grid-cols-2">
              <ParcelFacts parcel={parcel} />
              {may.track ? (
                <TrackingField parcel={parcel} answer={answer} />
              ) : (
                <TrackingText parcel={parcel} />
              )}
            </li>
          ))}
        </ul>
        {may.track && (
          <>
            <p className="text-muted">{t('page.tracking_help')}</p>
            <div>
              <SubmitButton name="intent" value="track" variant="secondary">
                {t('page.save_tracking')}
              </SubmitButton>
            </div>
          </>
        )}
      </Form>
    </Panel>
  );
}

function ParcelFacts({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const { position, weightGrams, sscc, code, devices } = parcel;
  const weight = weightGrams === null ? t('page.no_weight') : `${format.number(weightGrams / 1000)} kg`;
  return (
    <div className="min-w-0">
      <h3 className="text-sm">{t('page.parcel_n', { position })}</h3>
      <p className="text-soft">
        {t('list.devices', { count: devices })} · {weight}
      </p>
      <p className="tabular text-xs wrap-anywhere text-muted">{sscc ? `${t('page.sscc')} ${sscc}` : code}</p>
    </div>
  );
}

function TrackingText({ parcel }: { parcel: Parcel }) {
  if (!parcel.trackingNumber) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <span className="tabular">{parcel.trackingNumber}</span>
      <TrackingLink number={parcel.trackingNumber} icon={<ExternalLink size={14} aria-hidden />} />
    </p>
  );
}

function TrackingField({ parcel, answer }: { parcel: Parcel; answer: Answer }) {
  const { t } = useTranslation('shipments');
  const { all } = useErrorText();
  const name = `tracking-${parcel.position}`;
  const stored = parcel.trackingNumber ?? '';
  return (
    <Field
      name={name}
      label={t('page.tracking_of', { position: parcel.position })}
      errors={all(answer.errors[name])}
      help={stored && <TrackingLink number={stored} icon={<ExternalLink size={14} aria-hidden />} />}
    >
      <TextInput
        key={stored}
        tabular
        defaultValue={answer.fields[name] ?? stored}
        autoComplete="off"
        maxLength={60}
      />
    </Field>
  );
}

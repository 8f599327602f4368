import { useFetcher } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Cover } from '~/domain/contracts/cover.server';
import { parseIdentifier } from '~/domain/devices/rules';
import type { DeviceBefore } from '~/domain/orders/device-history.server';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { CoverNote } from './cover-note';
import { OpenOrders } from './device-notes';
import type { FieldState } from './order-form';

type Props = {
  field: FieldState;
  submissionKey: string;
  /** The form was refused because the device is ordered for already. */
  refused: boolean;
  /** What is known of the device is told, and nothing has to be meant. */
  informsOnly?: boolean;
};

/**
 * Which device it is. Once the number is typed, the portal says whether the device is ordered for already; a second order has
 * to be meant.
 */
export function DeviceField({ field, submissionKey, refused, informsOnly = false }: Props) {
  const { t } = useTranslation(['orders', 'intake']);
  const { data, load } = useFetcher<DeviceBefore & { cover: Cover[] }>();
  const identifier = field('identifier');
  const second = field('secondOrder');
  const known = data?.identifier ? data : null;
  const typed = parseIdentifier(identifier.defaultValue);
  const value = known?.identifier ?? (typed.ok ? typed.value : '');
  const asked = known ? known.open.length > 0 : refused || second.defaultValue !== '';

  function look(text: string) {
    const query = new URLSearchParams({ identifier: text.slice(0, 200), submissionKey });
    if (text.trim() !== '') load(`/devices/check?${query}`);
  }

  return (
    <>
      <Field
        name="identifier"
        required
        label={t('form.identifier.label')}
        help={t('form.identifier.help')}
        errors={identifier.errors}
      >
        <TextInput
          tabular
          defaultValue={identifier.defaultValue}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onBlur={(event) => look(event.currentTarget.value)}
        />
      </Field>
      <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
        {known && <OpenOrders numbers={known.open} />}
        {known?.repeatOf && (
          <Notice tone="info" title={t('intake:device.repeat')}>
            {t('intake:device.repeat_soon', { number: known.repeatOf.number })}
          </Notice>
        )}
        {known && <CoverNote cover={known.cover} />}
        {asked && !informsOnly && (
          <Checkbox
            key={value}
            name="secondOrder"
            value={value}
            label={t('intake:device.second')}
            defaultChecked={second.defaultValue === value}
            errors={second.errors}
          />
        )}
      </div>
    </>
  );
}

import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Overlap } from '~/domain/partners/appointment.server';
import type { OnsiteOrder } from '~/domain/partners/onsite.server';
import { type FormResult, useTypedFields } from '~/parts/typed-fields';
import { VisitTime } from '~/parts/visit-time';
import { ButtonLink } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { DateInput } from '~/ui/forms/date-input';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { FormActions } from '~/ui/forms/form-actions';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  order: OnsiteOrder;
  kept: Record<string, string>;
  result: FormResult | null;
  overlaps: (Omit<Overlap, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date })[] | undefined;
};

/** Day and time window of the visit; of an agreed one the new ones, with the reason. */
export function AppointmentForm({ order, kept, result, overlaps = [] }: Props) {
  const { t } = useTranslation(['partners', 'common']);
  const { timeZone } = order.location;
  const agreed = order.status === 'confirm_execution' ? order.onsite.visit : null;
  const stored = agreed ? windowOf(agreed, timeZone) : {};
  const { typed, errors, wrong } = useTypedFields(result, { ...stored, ...kept });
  const time = (name: 'from' | 'until') => (
    <Field name={name} label={t(`appointment.${name}`)} required errors={errors(name)}>
      <TextInput type="time" defaultValue={typed(name)} tabular className="max-w-36" />
    </Field>
  );
  return (
    <Panel title={t(agreed ? 'appointment.move' : 'appointment.agree')}>
      <Form method="post" noValidate className="flex flex-col gap-5">
        <ErrorSummary title={t('common:form.errors')} errors={wrong} />
        <Field
          name="day"
          label={t('appointment.day')}
          required
          help={t('appointment.day_help', { zone: timeZone })}
          errors={errors('day')}
        >
          <DateInput defaultValue={typed('day')} />
        </Field>
        <div className="grid grid-cols-2 gap-4 sm:max-w-80">
          {time('from')}
          {time('until')}
        </div>
        {overlaps.length > 0 && (
          <Notice tone="waiting" title={t('appointment.overlaps')}>
            <ul className="my-2">
              {overlaps.map(({ number, spId, city, startsAt, endsAt }) => (
                <li key={number}>
                  <Link to={`/orders/${number}`} className="underline underline-offset-3">
                    {spId ?? number}
                  </Link>
                  {', '}
                  {city}: <VisitTime startsAt={startsAt} endsAt={endsAt} timeZone={timeZone} />
                </li>
              ))}
            </ul>
            <Checkbox name="despite" label={t('appointment.despite')} errors={errors('despite')} />
          </Notice>
        )}
        {agreed && (
          <Field
            name="reason"
            label={t('appointment.reason')}
            help={t('appointment.reason_help')}
            required
            errors={errors('reason')}
          >
            <TextArea rows={2} defaultValue={typed('reason')} />
          </Field>
        )}
        <Field
          name="note"
          label={t('appointment.note')}
          help={t('appointment.note_help')}
          optionalLabel={t('common:optional')}
          errors={errors('note')}
        >
          <TextArea rows={2} defaultValue={typed('note')} />
        </Field>
        <FormActions>
          <SubmitButton>{t(agreed ? 'appointment.save_move' : 'appointment.save')}</SubmitButton>
          <ButtonLink to={`/orders/${order.number}`}>{t('common:cancel')}</ButtonLink>
        </FormActions>
      </Form>
    </Panel>
  );
}

type Agreed = { startsAt: Date; endsAt: Date; note: string };

/** An agreed visit as the form takes it, by the clock of its place. */
function windowOf({ startsAt, endsAt, note }: Agreed, timeZone: string): Record<string, string> {
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  const [day = '', from = ''] = local.format(startsAt).split(' ');
  const [, until = ''] = local.format(endsAt).split(' ');
  return { day, from, until, note };
}

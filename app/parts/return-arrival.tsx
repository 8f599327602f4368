import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '~/ui/forms/checkbox';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  number: string;
  items: { id: number; state: string; order: { number: string; deviceName: string } }[];
};

/** Asks who gets a return shipment whether it is there, and what was not in it. */
export function ReturnArrival({ number, items }: Props) {
  const { t } = useTranslation('shipments');
  return (
    <Panel title={t('return.arrival_title')} tone="info" id="arrival">
      <Form
        method="post"
        action={`/shipments/${number}/arrival`}
        reloadDocument
        className="flex flex-col gap-3"
      >
        <p className="text-soft">{t('return.arrival_help')}</p>
        <div className="flex max-h-80 flex-col gap-1 overflow-y-auto">
          {items.map(({ id, order }) => (
            <div key={id}>
              <input type="hidden" name="item" value={id} />
              <Checkbox
                name="here"
                id={`here-${id}`}
                value={id}
                defaultChecked
                label={t('return.arrival_check', { order: order.number, device: order.deviceName })}
              />
            </div>
          ))}
        </div>
        <div>
          <SubmitButton>{t('return.arrived')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}

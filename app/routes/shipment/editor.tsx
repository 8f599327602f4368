import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { RefusedOrders } from '~/parts/refused-orders';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';
import { AddOrders } from './add-orders';
import { EditDetails } from './edit-details';
import { EditDevices } from './edit-devices';
import { EditParcels } from './edit-parcels';
import { EndShipment } from './end-shipment';
import { Facts } from './facts';
import { History } from './history';
import type { ShipmentPage } from './load-shipment.server';
import type { Answer } from './typed';

type Props = { page: ShipmentPage; answer: Answer };

/**
 * How a shipment is packed, in one form: whichever button is pressed, what was typed is kept. For a draft, and for the
 * parcels of a shipment that was confirmed already.
 */
export function Editor({ page, answer }: Props) {
  const { t } = useTranslation(['shipments', 'common']);
  const { say } = useErrorText();
  const { shipment, repacking } = page;
  const wrong = Object.entries(answer.errors).flatMap(([id, keys]) =>
    keys.map((key) => ({ id, message: say(key) })),
  );
  return (
    <>
      <Form method="post" className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        {/* Enter in a field presses the first button: it keeps what was typed. */}
        <button
          type="submit"
          name="intent"
          value={repacking ? 'repack' : 'save'}
          tabIndex={-1}
          aria-hidden="true"
          className="hidden"
        />
        <input type="hidden" name="page" value={page.page.page} />
        <div className="flex min-w-0 flex-col gap-4">
          <ErrorSummary title={t('common:form.errors')} errors={wrong} />
          <Refused answer={answer} />
          {repacking ? <Repack number={shipment.number} /> : <NextStep page={page} />}
          <EditParcels page={page} answer={answer} />
          <EditDevices page={page} answer={answer} />
          {!repacking && <AddOrders page={page} answer={answer} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <EditDetails page={page} answer={answer} />
          <Facts shipment={shipment} devices={page.page.count} />
        </div>
      </Form>
      <div className="mt-4 grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <History entries={page.timeline} />
        {page.may.dissolve && <EndShipment kind="dissolve" />}
      </div>
    </>
  );
}

function Refused({ answer: { refused } }: { answer: Answer }) {
  const { t } = useTranslation('shipments');
  if (!refused) return null;
  const count = refused.orders.length;
  if (refused.while === 'adding')
    return (
      <RefusedOrders
        refused={refused.orders}
        title={t('refused.title', { count })}
        text={t('refused.added')}
      />
    );
  return (
    <RefusedOrders
      refused={refused.orders}
      title={t('refused.confirm_title', { count })}
      text={t('refused.confirm_text')}
      actions={
        <SubmitButton name="intent" value="drop" variant="secondary">
          {t('refused.drop')}
        </SubmitButton>
      }
    />
  );
}

/** What is to be done with a draft, and the button that does it. */
function NextStep({ page }: { page: ShipmentPage }) {
  const { t } = useTranslation('shipments');
  return (
    <Panel title={t('draft.next_title')}>
      <p className="text-base">{t('draft.next_text')}</p>
      {page.pickUpWarning && (
        <div className="mt-3">
          <Notice
            tone={page.pickUpWarning === 'past' ? 'danger' : 'waiting'}
            title={t(`pick_up_warning.${page.pickUpWarning}`)}
          />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <SubmitButton name="intent" value="confirm">
          {t('draft.confirm')}
        </SubmitButton>
        <SubmitButton name="intent" value="save" variant="secondary">
          {t('draft.save')}
        </SubmitButton>
      </div>
    </Panel>
  );
}

function Repack({ number }: { number: string }) {
  const { t } = useTranslation(['shipments', 'common']);
  return (
    <Panel title={t('page.repack')}>
      <p className="text-base">{t('page.repack_text')}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <SubmitButton name="intent" value="repack">
          {t('page.repack_save')}
        </SubmitButton>
        <ButtonLink to={`/shipments/${number}`}>{t('common:cancel')}</ButtonLink>
      </div>
    </Panel>
  );
}

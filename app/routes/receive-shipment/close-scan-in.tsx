import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ScanInDetail } from '~/domain/shipments/receive-queries.server';
import { useFormat } from '~/ui/format';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

/** How many devices were announced, are here, are missing and came unannounced; and the end of the scan-in. */
export function CloseScanIn({ scanIn }: { scanIn: ScanInDetail }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const { expected, here, missing, unexpected } = scanIn.tally;
  const open = scanIn.status === 'confirmed';
  return (
    <Panel title={t('receive.counts')}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3" data-testid="scan-counts">
        {Object.entries({ expected, here, missing, unexpected }).map(([name, count]) => (
          <div key={name}>
            <dt className="text-xs text-muted">{t(`receive.count.${name as 'here'}`)}</dt>
            <dd
              className={`tabular text-lg font-semibold ${count > 0 && (name === 'unexpected' || (name === 'missing' && !open)) ? 'text-danger-text' : ''}`}
            >
              {format.number(count)}
            </dd>
          </div>
        ))}
      </dl>
      <progress
        className="scanner-progress"
        value={here}
        max={Math.max(expected, 1)}
        aria-label={t('receive.progress')}
      />
      {open && (
        <Form method="post" className="mt-3 flex flex-col gap-2">
          <input type="hidden" name="intent" value="close" />
          <input type="hidden" name="missing" value={missing} />
          <input type="hidden" name="unexpected" value={unexpected} />
          <p className="text-soft">
            {missing + unexpected === 0
              ? t('receive.close_even')
              : t('receive.close_difference', {
                  missing: t('receive.n_missing', { count: missing }),
                  unexpected: t('receive.n_unexpected', { count: unexpected }),
                })}
          </p>
          <div>
            <SubmitButton variant={missing === 0 ? 'primary' : 'secondary'}>
              {t('receive.close')}
            </SubmitButton>
          </div>
        </Form>
      )}
      {!open && scanIn.closedAt && (
        <p className="mt-3 text-soft" suppressHydrationWarning>
          {t('receive.closed_at', { at: format.dateTime(scanIn.closedAt) })}
        </p>
      )}
    </Panel>
  );
}

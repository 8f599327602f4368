import { Form } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SubmitButton } from '~/ui/submit-button';

/** Takes one scan back. `what` names it for people who do not see the row. */
export function UndoButton({ scanId, what }: { scanId: number; what: string }) {
  const { t } = useTranslation('shipments');
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="undo" />
      <input type="hidden" name="scan" value={scanId} />
      <SubmitButton
        size="small"
        variant="quiet"
        icon={<Undo2 size={14} aria-hidden />}
        aria-label={t('receive.undo_of', { what })}
      >
        {t('receive.undo')}
      </SubmitButton>
    </Form>
  );
}

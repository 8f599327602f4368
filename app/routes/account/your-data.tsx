import { Form } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

/** Everything about the person as a file, and whom to ask to have it erased. */
export function YourData({ operatorEmail }: { operatorEmail: string }) {
  const { t } = useTranslation('privacy');
  return (
    <Panel title={t('own.title')} id="your-data">
      <p className="text-soft">{t('own.text')}</p>
      {operatorEmail && <p className="mt-2 text-soft">{t('own.erase', { email: operatorEmail })}</p>}
      <Form method="post" action="/account/data.zip" reloadDocument className="mt-4">
        <SubmitButton variant="secondary" icon={<Download size={16} aria-hidden />}>
          {t('own.download')}
        </SubmitButton>
      </Form>
    </Panel>
  );
}

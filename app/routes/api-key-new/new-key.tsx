import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { CopyText } from '~/ui/copy-text';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';

/** A key that was made just now, the only time that it can be read. */
export function NewKey({ value }: { value: string }) {
  const { t } = useTranslation(['api', 'common']);
  return (
    <div className="flex max-w-160 flex-col gap-5">
      <Notice tone="success" role="status" title={t('keys.made_title')}>
        {t('keys.made_text')}
      </Notice>
      <Panel title={t('keys.key')}>
        <p className="wrap-anywhere">
          <CopyText value={value} label={t('keys.copy')} copiedLabel={t('common:copied')} />
        </p>
      </Panel>
      <div>
        <ButtonLink to="/api-keys">{t('keys.made_back')}</ButtonLink>
      </div>
    </div>
  );
}

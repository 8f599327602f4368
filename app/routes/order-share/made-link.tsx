import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { CopyText } from '~/ui/copy-text';
import { useFormat } from '~/ui/format';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { Notice } from '~/ui/notice';

type Props = { url: string; expiresAt: Date; back: string };

/** The address of a new link, which is shown once. */
export function MadeLink({ url, expiresAt, back }: Props) {
  const { t } = useTranslation(['guest', 'common']);
  const format = useFormat();
  return (
    <div className="flex max-w-160 flex-col gap-5">
      <Notice tone="success" role="status" title={t('share.made_title')}>
        {t('share.made_text', { day: format.date(expiresAt) })}
      </Notice>
      <Field name="address" label={t('share.address')}>
        <TextInput
          readOnly
          tabular
          defaultValue={url}
          onFocus={(event) => event.currentTarget.select()}
          end={
            <span className="px-3">
              <CopyText iconOnly value={url} label={t('common:copy')} copiedLabel={t('common:copied')} />
            </span>
          }
        />
      </Field>
      <div>
        <ButtonLink to={back} variant="primary">
          {t('share.back')}
        </ButtonLink>
      </div>
    </div>
  );
}

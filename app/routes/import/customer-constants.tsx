import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Notice } from '~/ui/notice';

/** A customer's number and name are told by columns alone: says which are missing. */
export function CustomerConstants({ gaps }: { gaps: Record<string, string> }) {
  const { t } = useTranslation('imports');
  const { say } = useErrorText();
  const missing = (['number', 'name'] as const).filter((field) => gaps[field]);
  if (missing.length === 0) return null;
  return (
    <Notice tone="danger" role="alert" title={missing.map((field) => t(`fields.${field}`)).join(', ')}>
      {say('import_column_needed')}
    </Notice>
  );
}

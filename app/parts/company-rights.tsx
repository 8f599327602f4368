import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { FormSection } from '~/ui/forms/form-section';
import { TextInput } from '~/ui/forms/text-input';

type Props = {
  /** What the account is; null while that is chosen in the same form. */
  kind: string | null;
  stored: { deliveryAllowed: boolean; prospect: boolean; limit: string };
  result: SubmissionResult<string[]> | null;
  currency: string;
};

/** What an account of the operator may do; what its kind does not have is not asked. */
export function CompanyRights({ kind, stored, result, currency }: Props) {
  const { t } = useTranslation(['team', 'common']);
  const { all } = useErrorText();
  const typed = result?.initialValue;
  const ticked = (name: 'deliveryAllowed' | 'prospect') => (typed ? typed[name] === 'on' : stored[name]);
  if (kind === 'partner') return null;
  return (
    <FormSection title={t('company.rights')}>
      <Checkbox
        name="deliveryAllowed"
        label={t('company.delivery')}
        help={t('company.delivery_help')}
        defaultChecked={ticked('deliveryAllowed')}
      />
      {kind !== 'reseller' && (
        <Checkbox
          name="prospect"
          label={t('company.prospect')}
          help={t('company.prospect_help')}
          defaultChecked={ticked('prospect')}
        />
      )}
      {kind === 'reseller' && (
        <Field
          name="limit"
          label={t('company.limit', { currency })}
          help={t('company.limit_help')}
          optionalLabel={t('common:optional')}
          errors={all(result?.error?.limit ?? undefined)}
        >
          <TextInput
            defaultValue={String(typed ? (typed.limit ?? '') : stored.limit)}
            inputMode="decimal"
            autoComplete="off"
            tabular
            className="max-w-40"
          />
        </Field>
      )}
    </FormSection>
  );
}

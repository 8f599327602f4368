import type { FieldMetadata } from '@conform-to/react';
import { Plus, Trash2, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { OPTION_KINDS } from '~/domain/quotes/rules';
import { LineFields } from '~/parts/line-fields';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Button, type ButtonProps } from '~/ui/button';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextInput } from '~/ui/forms/text-input';
import { IconButton } from '~/ui/icon-button';
import type { LineTyped, OptionTyped } from './fields.server';

/** What makes a button one that changes the form instead of sending it. */
type Change = Pick<ButtonProps, 'name' | 'value' | 'form' | 'formNoValidate'>;

type Props = {
  option: FieldMetadata<OptionTyped>;
  index: number;
  /** It is the only one, so it stays. */
  only: boolean;
  currency: string;
  catalogue: ComponentProps<typeof LineFields>['catalogue'];
  remove: Change;
  /** Adds to the list of this name. */
  add: (name: string) => Change;
  removeLine: (name: string, line: number) => Change;
};

/** One option of a quote: what it is, and its lines. */
export function OptionFields(props: Props) {
  const { option, index, only, currency, catalogue, remove, add, removeLine } = props;
  const { t } = useTranslation(['quotes', 'common']);
  const { all } = useErrorText();
  const fields = option.getFieldset();
  const lines = fields.lines.getFieldList() as FieldMetadata<LineTyped>[];
  const number = index + 1;
  return (
    <fieldset className="mb-6 min-w-0 max-w-200 rounded-md border border-line bg-surface p-4">
      <legend className="px-1 text-base font-semibold">{t('edit.option', { number })}</legend>
      <div className="mb-4 flex items-start justify-between gap-3">
        <p className="text-muted">{index === 0 && t('edit.first_help')}</p>
        {!only && (
          <Button {...remove} type="submit" size="small" icon={<Trash2 size={14} aria-hidden />}>
            {t('edit.remove_option', { number })}
          </Button>
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name={fields.kind.name}
          id={fields.kind.name}
          required
          label={t('edit.kind')}
          errors={all(fields.kind.errors)}
        >
          <Select
            key={fields.kind.key}
            defaultValue={fields.kind.initialValue}
            options={OPTION_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
        </Field>
        <Field
          name={fields.title.name}
          label={t('edit.option_title')}
          optionalLabel={t('common:optional')}
          help={t('edit.option_title_help')}
          errors={all(fields.title.errors)}
        >
          <TextInput key={fields.title.key} defaultValue={fields.title.initialValue} autoComplete="off" />
        </Field>
      </div>
      {lines.map((line, at) => (
        <Line
          key={line.key}
          line={line}
          number={at + 1}
          unexplained={index + at > 0}
          currency={currency}
          catalogue={catalogue}
          remove={removeLine(fields.lines.name, at)}
        />
      ))}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button {...add(fields.lines.name)} type="submit" size="small" icon={<Plus size={14} aria-hidden />}>
          {t('edit.add_line')}
        </Button>
        <p className="text-muted">{t('edit.empty_line_help')}</p>
      </div>
    </fieldset>
  );
}

type LineProps = Pick<Props, 'currency' | 'catalogue' | 'remove'> & {
  line: FieldMetadata<LineTyped>;
  number: number;
  unexplained: boolean;
};

function Line({ line, number, currency, catalogue, remove, unexplained }: LineProps) {
  const { t } = useTranslation('quotes');
  const { all } = useErrorText();
  const fields = line.getFieldset();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend would not stand beside the button
    <div role="group" aria-label={t('edit.line', { number })} className="mt-4 border-t border-line pt-4">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="text-sm text-soft">{t('edit.line', { number })}</h3>
        <IconButton
          {...remove}
          type="submit"
          label={t('edit.remove_line', { number })}
          icon={<X size={14} aria-hidden />}
        />
      </div>
      <LineFields
        currency={currency}
        catalogue={catalogue}
        mayBeEmpty
        unexplained={unexplained}
        field={(name) => ({
          name: fields[name].name,
          id: fields[name].name,
          value: String(fields[name].initialValue ?? ''),
          errors: all(fields[name].errors),
        })}
      >
        <Checkbox
          key={fields.optional.key}
          name={fields.optional.name}
          id={fields.optional.name}
          label={t('edit.optional')}
          defaultChecked={fields.optional.initialValue === 'on'}
        />
      </LineFields>
    </div>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '~/ui/forms/field';
import { TextArea } from '~/ui/forms/text-area';
import { useHydrated } from '~/ui/use-hydrated';
import { hasChoice, toggleChoice } from './choices';

type Props = {
  name: string;
  label: string;
  help: string;
  choicesLabel: string;
  choices: string[];
  required: boolean;
  defaultValue: string;
  errors: string[] | undefined;
};

/** A text that often says one of a few things: with script a press adds them, and takes them away again. */
export function QuickText({
  name,
  label,
  help,
  choicesLabel,
  choices,
  required,
  defaultValue,
  errors,
}: Props) {
  const { t } = useTranslation('common');
  const hydrated = useHydrated();
  const [text, setText] = useState(defaultValue);
  return (
    <div className="flex flex-col gap-2">
      <Field
        name={name}
        label={label}
        help={help}
        required={required}
        optionalLabel={t('optional')}
        errors={errors}
      >
        <TextArea rows={3} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </Field>
      {hydrated && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would name fields, and these are buttons
        <div role="group" aria-label={choicesLabel} className="flex flex-wrap gap-2">
          {choices.map((choice) => (
            <button
              key={choice}
              type="button"
              aria-pressed={hasChoice(text, choice)}
              className="button button-secondary button-small aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
              onClick={() => setText(toggleChoice(text, choice))}
            >
              {choice}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

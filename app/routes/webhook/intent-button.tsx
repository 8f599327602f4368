import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ButtonVariant } from '~/ui/button';
import { SubmitButton } from '~/ui/submit-button';

type Props = {
  intent: string;
  variant?: ButtonVariant;
  fields?: Record<string, string>;
  children: ReactNode;
};

/** A button that is a form of its own. */
export function IntentButton({ intent, variant = 'secondary', fields = {}, children }: Props) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={variant}>{children}</SubmitButton>
    </Form>
  );
}

import { Form } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { Button, type ButtonProps } from '~/ui/button';

type Props = Pick<ButtonProps, 'variant' | 'size' | 'className' | 'children'> & {
  companyId: number;
  /** What is spoken where the words alone do not say for whom. */
  label?: string;
};

/** Starts ordering for a customer: a form, since it changes for whom this browser orders. */
export function OrderFor({ companyId, label, children, ...look }: Props) {
  return (
    <Form method="post" action="/context">
      <input type="hidden" name="company" value={companyId} />
      <input type="hidden" name="redirectTo" value="/orders/new" />
      <Button type="submit" aria-label={label} icon={<Plus size={16} aria-hidden />} {...look}>
        {children}
      </Button>
    </Form>
  );
}

import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button } from '~/ui/button';
import { TextInput } from '~/ui/forms/text-input';

type Props = {
  /** Address of the list. */
  action: string;
  q: string;
  words: Record<'label' | 'placeholder' | 'submit' | 'clear', string>;
  /** The list without what was searched for. */
  clearTo: string;
  /** Hidden fields: what else the list is filtered by. */
  children?: ReactNode;
};

/** The search field above a list. */
export function PageSearch({ action, q, words, clearTo, children }: Props) {
  return (
    <search className="my-4 flex flex-wrap items-center gap-2">
      <Form method="get" action={action} className="flex min-w-0 flex-1 gap-2 sm:max-w-120">
        {children}
        <div className="min-w-0 flex-1">
          <TextInput
            key={q}
            type="search"
            name="q"
            maxLength={100}
            autoComplete="off"
            aria-label={words.label}
            placeholder={words.placeholder}
            defaultValue={q}
          />
        </div>
        <Button type="submit">{words.submit}</Button>
      </Form>
      {q && (
        <Link to={clearTo} className="text-link px-1">
          {words.clear}
        </Link>
      )}
    </search>
  );
}

import { createContext, useContext } from 'react';

/** What a control needs to be wired to its question. */
export interface FieldControl {
  id: string;
  name: string;
  required: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

export const FieldContext = createContext<FieldControl | null>(null);

type OwnProps = {
  id?: string;
  name?: string;
  required?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling';
};

/** The control's own props, completed with those of the `Field` around it. */
export function useControl<Props extends OwnProps>(props: Props): Props & OwnProps {
  const field = useContext(FieldContext);
  if (!field) return props;
  const described = new Set(
    [props['aria-describedby'], field['aria-describedby']].flatMap((ids) => ids?.split(' ') ?? []),
  );
  return {
    ...props,
    id: props.id ?? field.id,
    name: props.name ?? field.name,
    required: props.required ?? field.required,
    'aria-invalid': props['aria-invalid'] ?? field['aria-invalid'],
    'aria-describedby': described.size > 0 ? [...described].join(' ') : undefined,
  };
}

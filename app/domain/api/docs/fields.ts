import { plain } from './sample';

type Json = Record<string, unknown>;

/** A field as a table shows it; `depth` is how far it stands inside others. */
export type FieldRow = {
  name: string;
  depth: number;
  type: string;
  required: boolean;
  text: string;
  /** What it may be, where that is a list. */
  values: string[];
  usual: string | null;
};

/** Fields that belong together; several where what is taken has several shapes. */
type FieldGroup = { title: string; rows: FieldRow[] };

/** What is usual where nothing is. */
const EMPTY: readonly (string | undefined)[] = [undefined, '""', 'null', '[]'];

function typeOf(schema: Json, components: Record<string, Json>): string {
  const known = plain(schema, components);
  const { type, format, items, contentMediaType } = known;
  const nullable = ((schema.anyOf ?? []) as Json[]).some((one) => one.type === 'null');
  const name =
    type === 'array'
      ? `${typeOf((items ?? {}) as Json, components)}[]`
      : contentMediaType
        ? 'file'
        : String(typeof format === 'string' && type === 'string' ? format : (type ?? 'string'));
  return nullable ? `${name} | null` : name;
}

function rowsOf(schema: Json, components: Record<string, Json>, depth: number): FieldRow[] {
  const { properties = {}, required = [] } = plain(schema, components) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).flatMap(([name, property]) => {
    const known = plain(property, components);
    const element = known.type === 'array' ? plain((known.items ?? {}) as Json, components) : known;
    const values = (element.const !== undefined ? [element.const] : (element.enum ?? [])) as unknown[];
    const usual = property.default;
    const row: FieldRow = {
      ...{ name, depth, type: typeOf(property, components), required: required.includes(name) },
      text: String(property.description ?? ''),
      values: values.map(String),
      usual: EMPTY.includes(JSON.stringify(usual)) ? null : JSON.stringify(usual),
    };
    return [row, ...rowsOf(element, components, depth + 1)];
  });
}

/** The fields of a schema, those inside others behind them. */
export function fieldGroups(schema: Json, components: Record<string, Json>): FieldGroup[] {
  const shapes = (plain(schema, components).oneOf ?? []) as Json[];
  if (shapes.length === 0) return [{ title: '', rows: rowsOf(schema, components, 0) }];
  return shapes.map((shape) => {
    const [name, property] =
      Object.entries((shape.properties ?? {}) as Record<string, Json>).find(
        ([, { const: fixed }]) => fixed !== undefined,
      ) ?? [];
    return { title: name ? `${name}: ${String(property?.const)}` : '', rows: rowsOf(shape, components, 0) };
  });
}

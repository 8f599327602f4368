import type { Noun } from '../operation';
import { exampleAddress, exampleValue } from './examples';

type Json = Record<string, unknown>;

/** What samples are made with: the named schemas, the noun that is asked for, and the address of the API. */
type Making = { components: Record<string, Json>; noun: Noun; base: string };

const WHEN = '2026-11-23T08:15:00.000Z';

/** A schema behind its reference, its null left out. */
export function plain(schema: Json, components: Record<string, Json>): Json {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(schema.$ref ?? ''))?.[1];
  if (name) return plain(components[name] ?? {}, components);
  const choices = (schema.anyOf ?? []) as Json[];
  const one = choices.find(({ type }) => type !== 'null');
  return one
    ? plain(
        { ...one, ...(schema.description !== undefined && { description: schema.description }) },
        components,
      )
    : schema;
}

/** An example of what a schema describes; `name` is the field that it is of, `parent` the one around it. */
export function sampleOf(schema: Json, making: Making, name = '', parent = ''): unknown {
  const { components, noun, base } = making;
  const known = plain(schema, components);
  const { type, properties, items, format } = known as {
    type?: string;
    properties?: Record<string, Json>;
    items?: Json;
    format?: string;
  };
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(properties ?? {}).map(([field, inner]) => [field, sampleOf(inner, making, field, name)]),
    );
  const value = exampleValue(name, parent, noun);
  const fits = value === null || (type === 'array') === Array.isArray(value);
  if (value !== undefined && fits && (type === 'array' || typeof value !== 'object' || value === null))
    if (typeof value !== 'number' || type === 'integer') return value;
  if (type === 'array') return items ? [sampleOf(items, making, name, parent)] : [];
  const [first] = (known.enum ?? []) as unknown[];
  if (known.const !== undefined || first !== undefined) return known.const ?? first;
  if (format === 'date-time') return WHEN;
  if (format === 'date') return WHEN.slice(0, 10);
  if (format === 'uri') return `${base}${exampleAddress(noun)}`;
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? 1 : '';
}

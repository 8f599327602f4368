import { z } from 'zod';
import { i18nFor } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import type { Noun } from './operation';

export type Json = Record<string, unknown>;
type Made = Json & { $defs?: Record<string, Json> };

/** In whose words fields are described, and of which noun they are. */
type Wording = { locale: Locale; noun: Noun };

/** What a field means, in words; undefined where its name says it. The words of a noun go before those for all. */
function fieldWords(name: string, { locale, noun }: Wording): string | undefined {
  const i18n = i18nFor(locale);
  const key = [`noun_fields.${noun}.${name}`, `fields.${name}`].find((one) => i18n.exists(`api:${one}`));
  return key && i18n.t(`api:${key}` as never);
}

const FILE = { type: 'string', contentMediaType: 'application/octet-stream' };

/**
 * The JSON Schema (2020-12) of a checked value, its fields with what they mean. Of what comes in, fields whose default is
 * refused have to be given: forms read an empty field as what is missing, and say so in their own words.
 * @param components where what has a name of its own is put; the schema refers to it
 */
export function jsonSchema(
  schema: z.ZodType,
  io: 'input' | 'output',
  wording: Wording,
  components: Record<string, Json> = {},
): Json {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema: json }) {
      if (zodSchema instanceof z.ZodFile) Object.assign(json, FILE);
      if (!(zodSchema instanceof z.ZodObject) || !json.properties) return;
      if (io === 'output') return;
      const needed = Object.entries(zodSchema.shape as Record<string, z.ZodType>)
        .filter(([, field]) => !field.safeParse(undefined).success)
        .map(([name]) => name);
      for (const name of needed) delete (json.properties[name] as Json | undefined)?.default;
      if (needed.length > 0) json.required = needed;
      else delete json.required;
    },
  });
  const named = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _, $defs = {}, ...rest } = describeFields(JSON.parse(named) as Made, wording);
  for (const [name, { id: __, ...def }] of Object.entries($defs)) components[name] ??= def;
  const { id, ...own } = rest;
  if (typeof id !== 'string') return own;
  components[id] ??= own;
  return { $ref: `#/components/schemas/${id}` };
}

/** The same schema; its fields say what they mean. */
function describeFields<Part>(part: Part, wording: Wording): Part {
  if (typeof part !== 'object' || part === null) return part;
  const { properties } = part as { properties?: Record<string, Json> };
  for (const [name, property] of Object.entries(properties ?? {})) {
    const words = fieldWords(name, wording);
    if (words !== undefined) property.description = words;
  }
  for (const inner of Object.values(part)) describeFields(inner, wording);
  return part;
}

/** What stands between double braces; braces that are not closed, or have none to open them, are placeholders of no name. */
const BRACES = /\{\{([^{}]*)\}\}|\{\{[^{}\n]*|\}\}/g;

/** The placeholders of a text that are not `known`, as they are written. */
export function unknownPlaceholders(text: string, known: readonly string[]): string[] {
  return [...text.matchAll(BRACES)].flatMap(([written, name]) =>
    name !== undefined && known.includes(name.trim()) ? [] : written.trim(),
  );
}

/** The text with its placeholders filled; what is filled in is not looked at again, and one without a value stays. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(BRACES, (written, name: string | undefined) => {
    const key = name?.trim() ?? '';
    return Object.hasOwn(values, key) ? (values[key] ?? written) : written;
  });
}

/** Placeholders as they are written, for people: `{{number}}, {{device}}`. */
export function placeholderList(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ');
}

/** The error of a text with a placeholder that is not known, as a key of the namespace `errors`; null without one. */
export function placeholderError(text: string, known: readonly string[]): string | null {
  const [name] = unknownPlaceholders(text, known);
  if (name === undefined) return null;
  return `placeholder_unknown?${new URLSearchParams({ name, known: placeholderList(known) })}`;
}

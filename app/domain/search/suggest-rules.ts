import { foldIdentifier } from '~/platform/text';
import { isTypoOf, type ParsedQuery } from './rules';

/** Suggestions appear from this many typed characters on. */
export const SUGGEST_FROM = 3;

/** True when the text is long enough, and has something, to suggest by. */
export function isSuggestible(query: ParsedQuery): boolean {
  return query.folded !== '' && [...query.text].length >= SUGGEST_FROM;
}

/** What of a suggestion is marked: the text as one identifier and each of its words, the longest first. */
export function markedTerms({ folded, words }: ParsedQuery): string[] {
  const terms = new Set([folded, ...words.flat()]);
  return [...terms].filter((term) => [...term].length > 1).sort((one, other) => other.length - one.length);
}

/** True when the text names this device: by a part of its identifier, or by words of its name and identifier. */
export function namesDevice(query: ParsedQuery, device: { name: string; identifier: string }): boolean {
  const identifier = foldIdentifier(device.identifier);
  if ([query.folded, ...query.whole, ...query.imei14].some((spelling) => identifier.includes(spelling)))
    return true;
  const text = `${device.name} ${device.identifier}`.toLowerCase();
  return query.words.length > 0 && query.words.every((forms) => forms.some((form) => text.includes(form)));
}

/** True when each word of the text stands in this name, or would but for a typing error. */
export function meansName(query: ParsedQuery, name: string): boolean {
  const text = name.toLowerCase();
  return (
    query.words.length > 0 &&
    query.words.every((forms) => forms.some((form) => text.includes(form) || isTypoOf(form, name)))
  );
}

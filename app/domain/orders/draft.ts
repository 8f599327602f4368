import { cleanText } from '~/platform/text';
import { splitReferences } from './rules';
import { LIMITS } from './schema';

/** What a draft keeps: every field as it was typed. Throws nothing; overlong fields are cut at 20,000 characters. */
export function draftFields(fields: Record<string, string>): Record<string, string> {
  const kept = Object.entries(fields).filter(
    ([name]) => /^[a-zA-Z][\w-]{0,40}$/.test(name) && !RESERVED.has(name),
  );
  return Object.fromEntries(
    kept.slice(0, 200).map(([name, value]) => [name, value.replaceAll('\0', '').slice(0, LIMITS.text)]),
  );
}

/** The passcode has a place of its own: `keepPasscode`. */
const RESERVED = new Set(['intent', 'submissionKey', 'passcode', 'forgetPasscode']);

/** The references of an unfinished form, cut to what the list can show. */
export function splitDraftReferences(typed: string | undefined): string[] {
  return splitReferences(cleanText(typed ?? '').slice(0, LIMITS.references));
}

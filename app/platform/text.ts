/** Embeddings, overrides and isolates of the bidirectional algorithm: they change how neighbouring text reads. */
const BIDI_CONTROLS = '\u202a-\u202e\u2066-\u2069';
const DROPPED = new RegExp(
  `[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f${BIDI_CONTROLS}]|\\p{Surrogate}`,
  'gu',
);

/**
 * Free text as it is stored: NFC, line ends as `\n`, without control characters (save `\n` and `\t`), lone
 * surrogates and bidirectional controls, trimmed. Idempotent; never fails.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(DROPPED, '').normalize('NFC').trim();
}

/**
 * The form in which identifiers and references are compared: NFKC, upper-case, letters and digits only.
 * `ab-12 / 3` and `AB123` fold to the same text. Idempotent.
 */
export function foldIdentifier(text: string): string {
  const folded = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return folded.normalize('NFKC');
}

const MAILBOX = /[^\s"'`<>()[\]{}\\/,:;=|]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,63})/gu;

/** The text with only the domains of the mail addresses in it: `…@example.org`. */
export function withoutMailboxes(text: string): string {
  return text.replace(MAILBOX, '…@$1');
}

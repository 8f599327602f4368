import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';
import { cleanText } from '../text';

/** The family of all papers: Inter 400 and 600 with Latin, Greek, Cyrillic, arrows and currency signs. */
export const FONT_FAMILY = 'Inter';

const require = createRequire(import.meta.url);
Font.register({
  family: FONT_FAMILY,
  fonts: [
    { src: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'), fontWeight: 400 },
    { src: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'), fontWeight: 600 },
  ],
});

/** A word longer than this does not fit the narrowest column and may be broken anywhere. */
const WORD_MAX = 26;
const PIECE = 6;
Font.registerHyphenationCallback((word) => {
  if (word.length <= WORD_MAX) return [word];
  return word.match(new RegExp(`[^]{1,${PIECE}}`, 'g')) ?? [word];
});

const [face, bold] = await Promise.all(
  [400, 600].map(async (fontWeight) => {
    const wanted = { fontFamily: FONT_FAMILY, fontWeight };
    await Font.load(wanted);
    return Font.getFont(wanted)?.data;
  }),
);
/** From here on characters have no meaning of their own; the face keeps figures of one width there. */
const PRIVATE_USE = 0xe000;
// A glyph is kept with the characters for which it was wanted first, and these are what is read from a paper: none for the O that
// is a part of Ö, in every later paper. So each is wanted for its own character before anything is printed.
for (const one of [face, bold])
  for (const character of one?.characterSet ?? [])
    if (character < PRIVATE_USE) one?.glyphForCodePoint(character);

/** Stands for a run of letters that the face does not have. */
const MISSING = '\u25a1';
const shown = new Map<string, string>();

/**
 * Text as it can be printed: cleaned, single spaces, at most one empty line in a row. Characters without a glyph are
 * left out (emoji, marks); a run of letters without glyphs (another script) becomes one `□`, so that the gap is seen.
 */
export function printable(text: string): string {
  return Array.from(cleanText(text), glyph)
    .join('')
    .replace(/\u25a1(?: ?\u25a1)+/g, MISSING)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function glyph(character: string): string {
  let kept = shown.get(character);
  if (kept === undefined) {
    kept = printed(character);
    shown.set(character, kept);
  }
  return kept;
}

function printed(character: string): string {
  if (/[\n\u00a0]/.test(character)) return character;
  if (/\s/.test(character)) return ' ';
  if (/[\p{Cf}\p{Extended_Pictographic}\p{Co}\p{Cn}]/u.test(character) && !/[©®™↔]/.test(character))
    return '';
  if (face?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return character;
  return /[\p{L}\p{N}]/u.test(character) ? MISSING : '';
}

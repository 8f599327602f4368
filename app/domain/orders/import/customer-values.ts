const LANGUAGES: Record<string, string> = {
  de: 'de',
  deutsch: 'de',
  german: 'de',
  d: 'de',
  en: 'en',
  englisch: 'en',
  english: 'en',
  e: 'en',
};

/** The code of a language that is written as code, tag (`de-CH`) or word; what is unknown stays as it is. */
export function readLanguage(text: string): string {
  const word = text.trim().toLowerCase();
  return LANGUAGES[word] ?? LANGUAGES[word.split(/[-_]/)[0] ?? ''] ?? word;
}

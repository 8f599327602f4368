/** The id (a positive int4 of at most nine digits) of a URL or a form field; null for anything else. */
export function idOf(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

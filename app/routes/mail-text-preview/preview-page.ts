const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const FONT = "font-family: Inter, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; color: #1c2024";

/**
 * The document of a preview: the subject, the mail, and below it its plain text.
 * @param html the mail's document; empty when there is none to show
 */
export function previewPage(
  language: string,
  subject: string,
  html: string,
  text: string,
  plain = '',
): string {
  const head = `<div style="${FONT}; padding: 12px 16px; font-size: 15px; font-weight: 600">${escaped(subject)}</div>`;
  if (html === '')
    return `<!DOCTYPE html><html lang="${language}"><head><title>${escaped(subject)}</title></head><body>${head}</body></html>`;
  const below = `<section style="${FONT}; padding: 16px; background: #ffffff">
    <h2 style="font-size: 14px; margin: 0 0 8px">${escaped(plain)}</h2>
    <pre style="white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; margin: 0">${escaped(text)}</pre></section>`;
  const titled = html.replace(/<head>/, () => `<head><title>${escaped(subject)}</title>`);
  const begun = titled.replace(/<body[^>]*>/, (body) => body + head);
  return begun.replace(/<\/body>/, () => `${below}</body>`);
}

const HEADING = /<h1\b[^>]*>([\s\S]*?)<\/h1>/;

/**
 * The markup of a page whose title begins with its main heading, as in `Shipments · Alpenfix` (WCAG 2.2, 2.4.2). The text of the
 * heading is markup already; a page without one keeps its title.
 */
export function withPageTitle(html: string): string {
  const heading = HEADING.exec(html)?.[1]
    ?.replaceAll(/<[^>]*>/g, '')
    .trim();
  return heading ? html.replace('<title>', () => `<title>${heading} · `) : html;
}

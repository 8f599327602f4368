import { existsSync } from 'node:fs';

/** The browser without a window, where it is a program of its own, draws the same pages with less work. */
const PLACES = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The path of an installed Chromium for the browser tests, or null: then Playwright's own is used. */
export function findBrowser(): string | null {
  const chosen = process.env.CHROMIUM_PATH;
  return [...(chosen ? [chosen] : []), ...PLACES].find((place) => existsSync(place)) ?? null;
}

import { contrast, type Oklch, oklchToRgb, parseHex, type Rgb, rgbToOklch, toHex } from './color';

export const DEFAULT_ACCENT = '#3651c9';

/** WCAG 2.2, 1.4.3: text against its background. */
const TEXT_CONTRAST = 4.5;

interface Theme {
  /** The backgrounds of app/styles/tokens.css that accent text may stand on. */
  backgrounds: string[];
  surface: string;
  /** A filled button must stand out from the surface at least this much. */
  fillContrast: number;
  softLightness: number;
  softChroma: number;
  /** Which way lightness goes to gain contrast, and which way a hover goes. */
  away: -1 | 1;
}

const LIGHT: Theme = {
  backgrounds: ['#ffffff', '#f6f7f8', '#f0f1f3'],
  surface: '#ffffff',
  fillContrast: 1.5,
  softLightness: 0.955,
  softChroma: 0.022,
  away: -1,
};

const DARK: Theme = {
  backgrounds: ['#17191c', '#0f1113', '#1f2226'],
  surface: '#17191c',
  fillContrast: 3,
  softLightness: 0.285,
  softChroma: 0.05,
  away: 1,
};

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [11, 13, 18];
const BLACK: Rgb = [0, 0, 0];

/** The colour, moved in lightness as little as needed until `accepts` takes it. */
function shift(color: Oklch, step: -1 | 1, accepts: (rgb: Rgb) => boolean): Rgb {
  for (let l = color.l; l >= 0 && l <= 1; l += step * 0.005) {
    const rgb = oklchToRgb({ ...color, l });
    if (accepts(rgb)) return rgb;
  }
  return step < 0 ? BLACK : WHITE;
}

function textOn(fill: Rgb, hover: Rgb): Rgb | undefined {
  return [WHITE, INK, BLACK].find(
    (text) => contrast(text, fill) >= TEXT_CONTRAST && contrast(text, hover) >= TEXT_CONTRAST,
  );
}

/** A step away from the surface, or back where there is no further step. */
function hoverOf(fill: Rgb, away: -1 | 1): Rgb {
  const color = rgbToOklch(fill);
  const there = color.l + away * 0.045;
  return oklchToRgb({ ...color, l: there < 0 || there > 1 ? color.l - away * 0.045 : there });
}

function declarations(brand: Oklch, theme: Theme): string {
  const soft = oklchToRgb({
    l: theme.softLightness,
    c: Math.min(brand.c, theme.softChroma),
    h: brand.h,
  });
  const backgrounds = [soft, ...theme.backgrounds.map(parseHexOrThrow)];
  const text = shift(brand, theme.away, (rgb) =>
    backgrounds.every((back) => contrast(rgb, back) >= TEXT_CONTRAST),
  );
  const surface = parseHexOrThrow(theme.surface);
  const fill = shift(
    brand,
    theme.away,
    (rgb) =>
      contrast(rgb, surface) >= theme.fillContrast && textOn(rgb, hoverOf(rgb, theme.away)) !== undefined,
  );
  const hover = hoverOf(fill, theme.away);
  return [
    `--accent:${toHex(fill)}`,
    `--accent-hover:${toHex(hover)}`,
    `--accent-soft:${toHex(soft)}`,
    `--accent-text:${toHex(text)}`,
    `--on-accent:${toHex(textOn(fill, hover) ?? (theme.away < 0 ? WHITE : BLACK))}`,
  ].join(';');
}

function parseHexOrThrow(hex: string): Rgb {
  const rgb = parseHex(hex);
  if (!rgb) throw new TypeError(`Not a colour: ${hex}`);
  return rgb;
}

/**
 * The operator's brand colour as CSS for both themes, to follow app/styles/app.css in a `<style>` of the page.
 * In: `#rgb` or `#rrggbb`; anything else counts as the default accent, so the result is always safe to print.
 * Out: `--accent` (filled buttons), `--accent-hover`, `--on-accent` (text on both), `--accent-text` (links, icons, focus
 * ring on any background), `--accent-soft` (selected background). The hue stays; lightness moves until every text
 * reaches the contrast of 4.5:1 (WCAG 2.2, 1.4.3).
 */
export function accentCss(hex: string): string {
  const brand = rgbToOklch(parseHex(hex) ?? parseHexOrThrow(DEFAULT_ACCENT));
  const light = declarations(brand, LIGHT);
  const dark = declarations(brand, DARK);
  return [
    `:root{${light}}`,
    `@media screen{:root[data-theme="dark"]{${dark}}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark}}}`,
  ].join('');
}

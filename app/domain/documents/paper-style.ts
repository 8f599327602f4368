import { FONT_FAMILY } from '~/platform/pdf/fonts';

const MM = 72 / 25.4;

/** Millimetres in points. */
export const mm = (length: number) => length * MM;

/** Sheet, A4, by DIN 5008:2020 form B: address window 20 mm from the left and 45 mm from the top, 85 × 45 mm. */
export const sheet = { top: mm(20), left: mm(25), right: mm(20), bottom: mm(32), window: mm(45) };

/** X-dimension of bar codes that hand-held scanners read from paper: 0.33 mm (GS1 General Specifications, 5.12). */
export const XDIM = mm(0.33);

export const ink = '#1c2024';
export const grey = '#60646c';
export const rule = '#d9d9e0';
export const stampRed = '#b42318';

/** Digits of equal width for columns; without the face's contextual forms, which would print `3x5` as `3×5`. */
export const tabular = { tnum: true, calt: false };

export const pageStyle = {
  fontFamily: FONT_FAMILY,
  fontSize: 9,
  lineHeight: 1.4,
  color: ink,
  fontFeatureSettings: { calt: false },
  paddingTop: sheet.top,
  paddingLeft: sheet.left,
  paddingRight: sheet.right,
  paddingBottom: sheet.bottom,
} as const;

const DEFAULT_ACCENT = '#1f4b99';

/** The operator's colour as it can be printed. */
export function accentOr(accent: string): string {
  return /^#[0-9a-f]{6}$/i.test(accent) ? accent : DEFAULT_ACCENT;
}

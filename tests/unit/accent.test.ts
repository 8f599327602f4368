import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accentCss, DEFAULT_ACCENT } from '../../app/ui/accent';
import { contrast, oklchToRgb, parseHex, type Rgb, rgbToOklch, toHex } from '../../app/ui/color';
import fc from '../support/fast-check';

const tokens = readFileSync(new URL('../../app/styles/tokens.css', import.meta.url), 'utf8');

/** The custom properties of each `{…}` block, in order: light, dark by choice, dark by device. */
function blocks(css: string): Map<string, string>[] {
  return [...css.matchAll(/\{([^{}]*)\}/g)].map(
    ([, body = '']) =>
      new Map(
        [...body.matchAll(/(--[\w-]+):\s*([^;}]+)/g)].map(([, name = '', value = '']) => [name, value]),
      ),
  );
}

function color(block: Map<string, string> | undefined, name: string): Rgb {
  const rgb = parseHex(block?.get(name) ?? '');
  if (!rgb) throw new Error(`No colour ${name}`);
  return rgb;
}

const anyColor = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((rgb) => toHex(rgb));
const themes = ['light', 'dark by choice', 'dark by device'].map((name, index) => ({ name, index }));

describe.each(themes)('an operator colour in $name', ({ index }) => {
  it('keeps every text readable, whatever the colour', () => {
    fc.assert(
      fc.property(anyColor, (hex) => {
        const accent = blocks(accentCss(hex))[index];
        const page = blocks(tokens)[index];
        const onAccent = color(accent, '--on-accent');
        expect(contrast(onAccent, color(accent, '--accent'))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onAccent, color(accent, '--accent-hover'))).toBeGreaterThanOrEqual(4.5);
        const backgrounds = [
          color(accent, '--accent-soft'),
          ...['--canvas', '--surface', '--sunken'].map((name) => color(page, name)),
        ];
        for (const background of backgrounds) {
          expect(contrast(color(accent, '--accent-text'), background)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrast(color(page, '--text'), color(accent, '--accent-soft'))).toBeGreaterThanOrEqual(7);
        expect(contrast(color(page, '--muted'), color(accent, '--accent-soft'))).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('accentCss', () => {
  it('leaves a colour alone that is already readable', () => {
    expect(color(blocks(accentCss('#0b6b5d'))[0], '--accent')).toEqual([0x0b, 0x6b, 0x5d]);
  });

  it('keeps the hue of a colour that it moves', () => {
    const hue = (hex: string) => rgbToOklch(parseHex(hex) ?? [0, 0, 0]).h;
    expect(hue(blocks(accentCss('#ffd400'))[0]?.get('--accent-text') ?? '')).toBeCloseTo(hue('#ffd400'), 1);
  });

  it('prints nothing of what is not a colour', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!parseHex(text));
        expect(accentCss(text)).toBe(accentCss(DEFAULT_ACCENT));
      }),
    );
    expect(accentCss('red}</style><script>')).toBe(accentCss(DEFAULT_ACCENT));
  });
});

describe('the tokens', () => {
  const [light, chosen, device] = blocks(tokens);

  it('are the same for a dark that is chosen and a dark of the device', () => {
    expect(Object.fromEntries(chosen ?? [])).toEqual(Object.fromEntries(device ?? []));
    expect([...(light?.keys() ?? [])]).toEqual([...(chosen?.keys() ?? [])]);
  });

  it('hold the default accent as accentCss writes it', () => {
    blocks(accentCss(DEFAULT_ACCENT)).forEach((accent, index) => {
      for (const [name, value] of accent) expect(blocks(tokens)[index]?.get(name)).toBe(value);
    });
  });

  it.each(['neutral', 'info', 'progress', 'waiting', 'success', 'danger'])('tone %s is readable', (tone) => {
    for (const block of [light, chosen]) {
      const text = color(block, `--${tone}-text`);
      for (const background of [`--${tone}-bg`, '--surface', '--canvas']) {
        expect(contrast(text, color(block, background))).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(color(block, `--${tone}-dot`), color(block, `--${tone}-bg`))).toBeGreaterThanOrEqual(
        2.5,
      );
    }
  });

  it('give text its contrast on every background, and controls their edge', () => {
    for (const block of [light, chosen]) {
      for (const background of ['--canvas', '--surface', '--sunken']) {
        for (const text of ['--text', '--text-soft', '--muted']) {
          expect(contrast(color(block, text), color(block, background))).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(contrast(color(block, '--control'), color(block, '--surface'))).toBeGreaterThanOrEqual(3);
      expect(contrast(color(block, '--note-text'), color(block, '--note-bg'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color(block, '--text-soft'), color(block, '--note-bg'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color(block, '--on-danger'), color(block, '--danger-fill'))).toBeGreaterThanOrEqual(
        4.5,
      );
      expect(
        contrast(color(block, '--on-danger'), color(block, '--danger-fill-hover')),
      ).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('colour arithmetic', () => {
  it('goes to OKLCH and back without loss', () => {
    fc.assert(
      fc.property(anyColor, (hex) => {
        expect(toHex(oklchToRgb(rgbToOklch(parseHex(hex) ?? [0, 0, 0])))).toBe(hex);
      }),
    );
  });
});

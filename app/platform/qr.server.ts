import bwip from 'bwip-js/node';

/** Quiet zone around a QR code in modules (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** A QR code (ISO/IEC 18004, level M) as the data of an SVG path; the side is in modules, quiet zone included. */
export function qrPath(text: string): { side: number; path: string } {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M');
  if (!symbol || !('pixs' in symbol)) throw new Error('no matrix symbol');
  const { pixs, pixx } = symbol;
  let path = '';
  for (let start = 0; start < pixs.length; start++) {
    if (!pixs[start]) continue;
    const [row, column] = [Math.floor(start / pixx), start % pixx];
    let run = 1;
    while (column + run < pixx && pixs[start + run]) run++;
    path += `M${column + QUIET} ${row + QUIET}h${run}v1h-${run}z`;
    start += run - 1;
  }
  return { side: pixx + 2 * QUIET, path };
}

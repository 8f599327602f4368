import { Rect, Svg } from '@react-pdf/renderer';
import bwip from 'bwip-js/node';

/** Quiet zone on each side in modules (ISO/IEC 15417 §4.2.4). */
const QUIET = 10;

/**
 * A Code 128 bar code (ISO/IEC 15417) as vectors, quiet zones included.
 * In: ASCII text, the widest it may be and its height in points. Throws RangeError on other text.
 */
export function Code128({ text, width, height }: { text: string; width: number; height: number }) {
  if (!/^[ -~]+$/.test(text)) throw new RangeError('ASCII text expected');
  const [symbol] = bwip.raw({ bcid: 'code128', text });
  if (!symbol || !('sbs' in symbol)) throw new Error('no linear symbol');
  let x = QUIET;
  const bars: { x: number; width: number }[] = [];
  symbol.sbs.forEach((modules, index) => {
    if (index % 2 === 0) bars.push({ x, width: modules });
    x += modules;
  });
  return (
    <Svg width={width} height={height} viewBox={`0 0 ${x + QUIET} ${height}`} preserveAspectRatio="none">
      {bars.map((bar) => (
        <Rect key={bar.x} x={bar.x} y={0} width={bar.width} height={height} fill="#000000" />
      ))}
    </Svg>
  );
}

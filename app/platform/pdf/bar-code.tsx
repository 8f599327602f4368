import { Path, Svg } from '@react-pdf/renderer';
import bwip from 'bwip-js/node';
import { qrPath } from '../qr.server';

/** Quiet zone on each side of a bar code in modules (ISO/IEC 15417, 4.2.4; GS1 General Specifications, 5.4.3). */
const QUIET = 10;

type BarCodeProps = {
  /** ASCII; for GS1-128 element strings with their application identifiers in brackets: `(00)376123450000000018`. */
  text: string;
  symbology?: 'code128' | 'gs1-128';
  /** In points. */
  height: number;
} & (
  | { /** The width in points that it fills. */ width: number }
  | { /** X-dimension in points. */ module: number }
);

/**
 * A Code 128 (ISO/IEC 15417) or GS1-128 (GS1 General Specifications, 5.4) bar code as vectors, quiet zones included; GS1-128
 * begins with FNC1. Throws RangeError on other text, and an Error when an element string is wrong, its check digit for one.
 */
export function BarCode({ text, symbology = 'code128', height, ...size }: BarCodeProps) {
  if (!/^[ -~]+$/.test(text)) throw new RangeError('ASCII text expected');
  const [symbol] = bwip.raw({ bcid: symbology, text });
  if (!symbol || !('sbs' in symbol)) throw new Error('no linear symbol');
  let x = QUIET;
  let bars = '';
  symbol.sbs.forEach((modules, index) => {
    if (index % 2 === 0) bars += `M${x} 0h${modules}v${height}h-${modules}z`;
    x += modules;
  });
  const modules = x + QUIET;
  const width = 'width' in size ? size.width : size.module * modules;
  return (
    <Svg width={width} height={height} viewBox={`0 0 ${modules} ${height}`} preserveAspectRatio="none">
      <Path d={bars} fill="#000000" />
    </Svg>
  );
}

/** A QR code (ISO/IEC 18004, level M) as vectors, quiet zone included. In: text, the side in points. */
export function QrCode({ text, side }: { text: string; side: number }) {
  const { side: modules, path } = qrPath(text);
  return (
    <Svg width={side} height={side} viewBox={`0 0 ${modules} ${modules}`}>
      <Path d={path} fill="#000000" />
    </Svg>
  );
}

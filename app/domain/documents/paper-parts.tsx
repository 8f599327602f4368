import { Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { PaperFact } from './order-paper-data';
import { grey, mm, rule, stampRed } from './paper-style';

/** A row with more characters than this may be split between pages. */
export const LONG = 400;

/**
 * A table over many pages. The hair between its rows outweighs the rounding of far-down positions, by which rows would
 * seem to overlap and the table to be unbreakable.
 */
export const tableStyle = { rowGap: 0.05 } as const;

/** More characters than this fit no cell of two lines; to lay them out only to cut them takes long. */
const CELL = 120;

/** A text for a narrow place, without what would be cut there anyway. */
export function clip(text: string): string {
  return text.length > CELL ? Array.from(text).slice(0, CELL).join('') : text;
}

/** A headed part of a paper; the heading stays with what follows. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View style={{ marginTop: mm(5.5) }}>
      <Text
        minPresenceAhead={mm(14)}
        style={{
          fontSize: 10.5,
          lineHeight: 1.3,
          fontWeight: 600,
          paddingBottom: mm(1),
          marginBottom: mm(2),
          borderBottom: `0.75 solid ${rule}`,
        }}
      >
        {title}
      </Text>
      {children}
    </View>
  );
}

/** Labels with their values below each other. */
export function Facts({ facts, labelWidth = mm(45) }: { facts: PaperFact[]; labelWidth?: number }) {
  return facts.map(({ label, value }, index) => (
    <View
      // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have the same label
      key={index}
      style={{ flexDirection: 'row', marginBottom: mm(0.6) }}
      wrap={label.length + value.length > LONG}
    >
      <Text style={{ width: labelWidth, paddingRight: mm(3), color: grey }}>{label}</Text>
      <Text style={{ flex: 1 }}>{value}</Text>
    </View>
  ));
}

/** Lines in one text node; many small nodes paginate slowly. */
const LINES_A_NODE = 40;

/** Text that people wrote, with its line ends. */
export function Prose({ text }: { text: string }) {
  const lines = text.split('\n');
  const nodes = Array.from({ length: Math.ceil(lines.length / LINES_A_NODE) }, (_, index) =>
    lines.slice(index * LINES_A_NODE, (index + 1) * LINES_A_NODE).join('\n'),
  );
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other key
    <Text key={index}>{node}</Text>
  ));
}

/** A PNG or JPEG as an image's source; null for anything else. */
export function imageOf(bytes: Uint8Array | undefined) {
  const start = bytes ? Buffer.from(bytes.subarray(0, 8)).toString('hex') : '';
  const png = start === '89504e470d0a1a0a';
  if (!bytes || !(png || start.startsWith('ffd8ff'))) return null;
  return { data: Buffer.from(bytes), format: png ? ('png' as const) : ('jpg' as const) };
}

/** A word across the sheet that nobody overlooks and that leaves the text beneath it readable. */
export function Stamp({ text, size = 96 }: { text: string; size?: number }) {
  return (
    <View
      style={{
        position: 'absolute',
        top: 0,
        right: 0,
        bottom: 0,
        left: 0,
        alignItems: 'center',
        justifyContent: 'center',
        opacity: 0.22,
      }}
    >
      <Text
        style={{
          fontSize: size,
          fontWeight: 600,
          lineHeight: 1,
          letterSpacing: size / 16,
          color: stampRed,
          transform: 'rotate(-52deg)',
        }}
      >
        {text}
      </Text>
    </View>
  );
}

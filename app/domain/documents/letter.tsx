import { Document, Image, Page, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { PaperOperator } from './order-paper-data';
import { imageOf, Stamp } from './paper-parts';
import { grey, mm, pageStyle, rule, sheet } from './paper-style';

interface LetterProps {
  title: string;
  language: string;
  operator: PaperOperator;
  recipient: string[];
  /** Stands to the right of the address window. */
  info: ReactNode;
  /** The line at the top of every page but the first. */
  runningHead: string;
  pageLabel(page: number, pages: number): string;
  /** A word across every page, such as *void*. */
  stamp?: string | undefined;
  children: ReactNode;
}

/** Small print outside the text area. */
const margin = {
  position: 'absolute',
  left: sheet.left,
  right: sheet.right,
  fontSize: 7.5,
  lineHeight: 1.35,
  color: grey,
} as const;

/** The sheet that all papers share: letterhead, address window, fold marks, footer with page numbers. */
export function Letter({
  title,
  language,
  operator,
  recipient,
  info,
  runningHead,
  pageLabel,
  stamp,
  children,
}: LetterProps) {
  return (
    <Document
      title={title}
      author={operator.name}
      creator={operator.name}
      producer={operator.name}
      language={language}
    >
      <Page
        size="A4"
        style={pageStyle}
        layout={({ pageNumber = 1, totalPages, children: content }) => (
          <>
            <FoldMarks />
            {pageNumber > 1 ? <Text style={{ ...margin, top: mm(10) }}>{runningHead}</Text> : null}
            <Footer operator={operator} />
            <Text style={{ ...margin, top: mm(274), textAlign: 'right' }}>
              {pageLabel(pageNumber, totalPages ?? pageNumber)}
            </Text>
            <View style={{ flex: 1 }}>{content}</View>
            {stamp ? <Stamp text={stamp} /> : null}
          </>
        )}
      >
        <Letterhead operator={operator} />
        <View style={{ flexDirection: 'row', minHeight: mm(51) }}>
          <Recipient operator={operator} lines={recipient} />
          <View style={{ marginLeft: 'auto', width: mm(68) }}>{info}</View>
        </View>
        {children}
      </Page>
    </Document>
  );
}

function Letterhead({ operator }: { operator: PaperOperator }) {
  const logo = imageOf(operator.logo);
  return (
    <View
      style={{
        height: sheet.window - sheet.top,
        marginTop: -mm(6),
        marginBottom: mm(6),
        alignItems: 'flex-end',
      }}
    >
      {logo ? (
        <Image
          src={logo}
          style={{ maxWidth: mm(60), height: mm(18), objectFit: 'contain', objectPosition: 'right top' }}
        />
      ) : (
        <Text style={{ fontSize: 15, fontWeight: 600, color: operator.accent }}>{operator.name}</Text>
      )}
    </View>
  );
}

/** The window itself: 5 mm for the sender's line, then the recipient. */
function Recipient({ operator, lines }: { operator: PaperOperator; lines: string[] }) {
  const maxLines = lines.length > 3 ? 1 : 2;
  const sender = [operator.name, ...operator.addressLines].join(' · ');
  return (
    <View style={{ width: mm(80), height: mm(45), paddingTop: mm(10) }}>
      <Text
        style={{
          fontSize: 6.5,
          lineHeight: 1.2,
          maxLines: 1,
          textOverflow: 'ellipsis',
          color: grey,
          paddingBottom: 2,
          marginBottom: mm(2.5),
          borderBottom: `0.5 solid ${rule}`,
        }}
      >
        {sender}
      </Text>
      {lines.slice(0, 6).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an address have no other key
        <Text key={index} style={{ fontSize: 10, lineHeight: 1.3, maxLines, textOverflow: 'ellipsis' }}>
          {line}
        </Text>
      ))}
    </View>
  );
}

/** Fold marks at 105 and 210 mm, punch mark at 148.5 mm (DIN 5008 form B, ISO 838). */
function FoldMarks() {
  return [105, 148.5, 210].map((top) => (
    <View
      key={top}
      style={{
        position: 'absolute',
        top: mm(top),
        left: mm(5),
        width: mm(top === 148.5 ? 5 : 3.5),
        borderTop: `0.4 solid ${rule}`,
      }}
    />
  ));
}

function Footer({ operator }: Pick<LetterProps, 'operator'>) {
  return (
    <View
      style={{
        ...margin,
        bottom: mm(9),
        height: mm(17),
        paddingTop: mm(2.5),
        borderTop: `0.5 solid ${rule}`,
        flexDirection: 'row',
        gap: mm(5),
        paddingRight: mm(28),
        fontSize: 7,
        lineHeight: 1.35,
      }}
    >
      {operator.footerLines.slice(0, 4).map((text) => (
        <Text key={text} style={{ flex: 1 }}>
          {text.split('\n').slice(0, 4).join('\n')}
        </Text>
      ))}
    </View>
  );
}

import { Document, Page, View } from '@react-pdf/renderer';
import { A6, Label } from './label';
import { mm, rule } from './paper-style';
import type { ShipmentPaper } from './shipment-paper-data';
import { paperWords } from './words';

interface SheetsProps {
  paper: ShipmentPaper;
  perSheet: 1 | 4;
}

/** One label a parcel, on A6 pages or four on A4. */
export function LabelSheets({ paper, perSheet }: SheetsProps) {
  const words = paperWords(paper.language, paper.locale, paper.timeZone);
  const { name } = paper.operator;
  const title = `${words.t('shipment.labels')} ${paper.number}`;
  const sheets = Array.from({ length: Math.ceil(paper.parcels.length / perSheet) }, (_, sheet) =>
    paper.parcels.slice(sheet * perSheet, (sheet + 1) * perSheet),
  );
  return (
    <Document title={title} author={name} creator={name} producer={name} language={paper.language}>
      {sheets.map((parcels) => (
        <Page
          key={parcels[0]?.code}
          size={perSheet === 1 ? [A6.width, A6.height] : 'A4'}
          wrap={false}
          style={{ flexDirection: 'row', flexWrap: 'wrap', alignContent: 'flex-start' }}
        >
          {parcels.map((parcel) => (
            <View
              key={parcel.code}
              style={{ width: A6.width, height: perSheet === 1 ? A6.height : mm(148.5) }}
            >
              <Label paper={paper} parcel={parcel} words={words} />
            </View>
          ))}
          {perSheet === 4 ? <CutMarks /> : null}
        </Page>
      ))}
    </Document>
  );
}

/** Where an A4 sheet is cut into four. */
function CutMarks() {
  const line = `0.5 dashed ${rule}`;
  return (
    <>
      <View style={{ position: 'absolute', top: 0, bottom: 0, left: mm(105), borderLeft: line }} />
      <View style={{ position: 'absolute', left: 0, right: 0, top: mm(148.5), borderTop: line }} />
    </>
  );
}

import { LabelSheets } from './label-sheets';
import type { ShipmentPaper } from './shipment-paper-data';

/** Labels for an office printer: four on an A4 page. */
export default function labelsA4(paper: ShipmentPaper) {
  return LabelSheets({ paper, perSheet: 4 });
}

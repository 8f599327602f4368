import { LabelSheets } from './label-sheets';
import type { ShipmentPaper } from './shipment-paper-data';

/** Labels for a label printer: one A6 page a parcel. */
export default function labelsA6(paper: ShipmentPaper) {
  return LabelSheets({ paper, perSheet: 1 });
}

import type { Totals } from '~/platform/money';
import type { OrderKind } from '../orders/rules';

/** The company whose paper it is, with its look. */
export interface PaperOperator {
  name: string;
  addressLines: string[];
  /** PNG or JPEG; shown at most 60 × 18 mm. Anything else is left out and the name is set instead. */
  logo?: Uint8Array;
  /** `#rrggbb`. */
  accent: string;
  /** Up to four columns at the foot of each page; a text may have several lines. */
  footerLines: string[];
  email?: string;
  phone?: string;
}

/** One product or service. Without prices on the paper, `unitPrice`, `net` and `rate` are not shown. */
export interface PaperLine {
  /** Article or service number. */
  code?: string;
  description: string;
  /** Thousandths of `unit`. */
  quantity: number;
  unit?: string;
  /** Net, in minor units. */
  unitPrice: number;
  net: number;
  /** VAT in basis points. */
  rate: number;
}

/** A label with its value, both in the reader's language. */
export interface PaperFact {
  label: string;
  value: string;
}

export interface PaperNote {
  at: Date;
  author: string;
  text: string;
}

export interface PaperDevice {
  /** Manufacturer and model as people say it. */
  name: string;
  imei?: string;
  serial?: string;
  /** More rows, such as purchase date, accessories, condition. */
  facts?: PaperFact[];
}

/** How the device travels back, or where the visit is. */
export interface PaperDelivery {
  method: string;
  addressLines: string[];
  remark?: string;
}

/** Everything on an order's paper. Plain values only: it is handed to another thread. Times are UTC instants. */
export interface OrderPaper {
  /** The language of the labels. */
  language: 'en' | 'de';
  /** BCP 47, for dates and amounts: `de-CH`. */
  locale: string;
  /** IANA, for dates. */
  timeZone: string;
  printedAt: Date;
  operator: PaperOperator;
  /** Name and postal address, up to six lines. */
  recipient: string[];
  kind: OrderKind;
  number: string;
  createdAt: Date;
  approvedAt?: Date;
  /** In the person's words: what it is, what it means, who acts next and by when. */
  status: { label: string; meaning?: string; next?: string };
  serviceLocation?: string;
  customerReferences: string[];
  internalReferences: string[];
  /** Set when somebody else placed the order for the customer. */
  placedBy?: { name: string; company: string; onBehalfOf: string };
  devices: PaperDevice[];
  problem: string;
  /** Answers to the operator's questions. */
  answers: PaperFact[];
  delivery?: PaperDelivery;
  lines: PaperLine[];
  /** Absent when the reader sees no prices. `currency` is an ISO 4217 code. */
  prices?: { currency: string; totals: Totals };
  /** Public notes only. */
  notes: PaperNote[];
}

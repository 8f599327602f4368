/** What a mail about an approved order says. */
export type OrderConfirmedData = {
  number: string;
  device: string;
  identifier: string | null;
  problem: string;
  customer: string;
  references: string[];
  location: { name: string; address: string };
  /** Approved by itself, as a reseller's orders are. */
  automatic: boolean;
};

/** What a mail about an import that ended says; numbers of rows. */
export type ImportFinishedData = {
  importToken: string;
  account: string;
  fileName: string;
  total: number;
  created: number;
  notTaken: number;
};

/** What a mail about a closed shipment with a difference says; devices as lines, the first ones only. */
export type ShipmentDifferenceData = {
  shipment: string;
  from: string;
  to: string;
  /** Numbers of devices. */
  expected: number;
  missing: number;
  unexpected: number;
  missingDevices: string[];
  unexpectedDevices: string[];
};

/** The data of each template, as it is kept in the ledger. */
export type MailTemplates = {
  'order-confirmed': OrderConfirmedData;
  'import-finished': ImportFinishedData;
  'shipment-difference': ShipmentDifferenceData;
  /** Its link is made when it is sent, and is never stored. */
  'password-reset': { userId: number };
};

export type TemplateName = keyof MailTemplates;

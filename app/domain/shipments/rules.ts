import type { Role } from '../auth/rules';
import type { Status, Tone } from '../orders/rules';

/** Shipments as data: what they may go through, who may do what with them, and the numbers that stand on parcels. */

/** `inbound` goes from an account to a service location, `return` comes back from it. */
export const DIRECTIONS = ['inbound', 'return'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The status of an order that waits for a shipment in this direction. */
export const WAITING_STATUS: Record<Direction, Status> = { inbound: 'confirmed', return: 'ready' };

/** draft → confirmed (handed over, on its way) → closed (scanned in); a draft or a confirmed one may be voided. */
export const SHIPMENT_STATUSES = ['draft', 'confirmed', 'closed', 'voided'] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

export const SHIPMENT_TONES: Record<ShipmentStatus, Tone> = {
  draft: 'neutral',
  confirmed: 'info',
  closed: 'success',
  voided: 'danger',
};

/** What can be done with a shipment that exists. */
export type ShipmentCommand =
  | 'adjust'
  | 'confirm'
  | 'dissolve'
  | 'void'
  | 'repack'
  | 'track'
  | 'scan'
  | 'close'
  | 'note_difference';

const senders: Record<Direction, readonly Role[]> = {
  inbound: ['reseller', 'technician', 'administrator'],
  return: ['technician', 'administrator'],
};
const receivers: Record<Direction, readonly Role[]> = {
  inbound: ['technician', 'administrator'],
  return: ['reseller', 'technician', 'administrator'],
};
const noters: Record<Direction, readonly Role[]> = {
  inbound: ['reseller', 'administrator'],
  return: ['technician', 'administrator'],
};

const COMMANDS: Record<
  ShipmentCommand,
  { by: Record<Direction, readonly Role[]>; in: readonly ShipmentStatus[] }
> = {
  adjust: { by: senders, in: ['draft'] },
  confirm: { by: senders, in: ['draft'] },
  dissolve: { by: senders, in: ['draft'] },
  void: { by: { inbound: senders.inbound, return: [] }, in: ['confirmed'] },
  repack: { by: senders, in: ['confirmed'] },
  track: { by: senders, in: ['confirmed', 'closed'] },
  scan: { by: receivers, in: ['confirmed', 'closed'] },
  close: { by: receivers, in: ['confirmed'] },
  note_difference: { by: noters, in: ['closed'] },
};

/** May this role give the command now? Whether the shipment is theirs at all, `shipmentsVisibleTo` says. */
export function mayShipment(
  command: ShipmentCommand,
  shipment: { direction: Direction; status: ShipmentStatus },
  role: Role,
): boolean {
  const rule = COMMANDS[command];
  return rule.by[shipment.direction].includes(role) && rule.in.includes(shipment.status);
}

/** The roles that have shipments at all. */
export const SHIPMENT_ROLES = ['reseller', 'technician', 'administrator'] as const satisfies readonly Role[];

/** Where a device of a shipment is. `withdrawn`: it was taken out again after the shipment was confirmed. */
export type ItemState = 'packed' | 'on_the_way' | 'here' | 'withdrawn';

/** Where a device is, from its row and its shipment. */
export function itemState(
  shipment: { direction: Direction; status: ShipmentStatus },
  item: { live: boolean; scannedAt: Date | null },
): ItemState {
  if (item.scannedAt) return 'here';
  if (shipment.status === 'voided') return 'withdrawn';
  if (shipment.status === 'draft') return item.live ? 'packed' : 'withdrawn';
  return item.live || shipment.direction === 'return' ? 'on_the_way' : 'withdrawn';
}

/** Why an order cannot be in a shipment: `elsewhere` is another account's or location's, `shipped` in another shipment. */
export type RefusedOrder = {
  number: string;
  why: 'unknown' | 'elsewhere' | 'moved' | 'shipped';
  /** The shipment that it is in. */
  shipment?: string;
};

/** Which of `parcels` parcels (from 1) each of `count` devices goes into, in their order: evenly, neighbours together. */
export function spreadEvenly(count: number, parcels: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.floor((index * parcels) / count) + 1);
}

/** The most parcels of a shipment, so that two digits name each. */
export const MAX_PARCELS = 99;
/** The most orders of a shipment. */
export const MAX_ITEMS = 2000;
/** The heaviest parcel, in grams. */
export const MAX_WEIGHT_GRAMS = 1_000_000;

/** A shipment number: `SH-2026-000123`. */
export function shipmentNumber(year: number, serial: number | bigint): string {
  return `SH-${year}-${String(serial).padStart(6, '0')}`;
}

/** The portal's own number of a parcel: `SH-2026-000123-01`. */
export function parcelCode(number: string, position: number): string {
  return `${number}-${String(position).padStart(2, '0')}`;
}

/** The check digit of GS1 numbers (GS1 General Specifications, 7.9): weights 3 and 1 from the right, modulo 10. */
export function gs1CheckDigit(digits: string): number {
  if (!/^\d+$/.test(digits)) throw new RangeError('digits expected');
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}

/** A GS1 company prefix as the operator has it: 7 to 10 digits here. */
export function isGs1Prefix(text: string): boolean {
  return /^\d{7,10}$/.test(text);
}

/**
 * An SSCC-18 (GS1 General Specifications, 2.2.1): extension digit, company prefix, serial reference and check digit.
 * The extension digit takes the serial's leading digit, so it adds to the serials that a prefix has.
 * @param prefix the GS1 company prefix, 7 to 10 digits
 * @param serial from 0; the serials of a prefix of n digits end before 10^(17-n)
 * Throws RangeError for another prefix or serial.
 */
export function sscc(prefix: string, serial: number | bigint): string {
  if (!isGs1Prefix(prefix)) throw new RangeError('a GS1 company prefix of 7 to 10 digits expected');
  const digits = String(serial).padStart(17 - prefix.length, '0');
  if (!/^\d+$/.test(digits) || digits.length + prefix.length !== 17)
    throw new RangeError('the serial does not fit the prefix');
  const payload = `${digits[0]}${prefix}${digits.slice(1)}`;
  return `${payload}${gs1CheckDigit(payload)}`;
}

/** True for 18 digits whose last one is their check digit. */
export function isSscc(text: string): boolean {
  return /^\d{18}$/.test(text) && gs1CheckDigit(text.slice(0, 17)) === Number(text[17]);
}

/** The roles of people. Customers, resellers and partners belong to a company; the others to the operator. */
export const ROLES = ['customer', 'reseller', 'technician', 'partner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** The looks of the pages; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** A signed-in person, as every query and command needs to know them. */
export type Viewer = {
  userId: number;
  sessionId: number;
  name: string;
  email: string;
  role: Role;
  /** The person's company; null for the operator's own people. */
  companyId: number | null;
  companyName: string | null;
  /** The service locations a technician works at. */
  locationIds: number[];
  /** The person's chosen language, or null to follow the browser. */
  locale: string | null;
  theme: string;
  /** Set for somebody without an account who was given a link to one order; such a viewer reads, and writes nothing. */
  guest?: { orderId: number; seesPrices: boolean };
};

/** True for people of the operator: technicians and administrators. */
export function isStaff(viewer: Pick<Viewer, 'role'>): boolean {
  return viewer.role === 'technician' || viewer.role === 'administrator';
}

/** True for people who order for their own account: customers and resellers. */
export function isAccountHolder(viewer: Pick<Viewer, 'role'>): boolean {
  return viewer.role === 'customer' || viewer.role === 'reseller';
}

const BROWSERS: readonly [string, RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
];

const SYSTEMS: readonly [string, RegExp][] = [
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

/** The names of browser and system in a User-Agent header; empty where it names none that is known. */
export function describeUserAgent(userAgent: string): { browser: string; system: string } {
  const find = (names: readonly [string, RegExp][]) =>
    names.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? '';
  return { browser: find(BROWSERS), system: find(SYSTEMS) };
}

/** True where the viewer sees prices: a service partner sees none of an order, a guest those that the link shows. */
export function seesPrices(viewer: Pick<Viewer, 'role' | 'guest'>): boolean {
  return viewer.guest ? viewer.guest.seesPrices : viewer.role !== 'partner';
}

/** True for an account that nobody has come into yet: without a password, and never signed in to. */
export const isFresh = (user: { passwordHash: string | null; lastSignInAt: Date | null }) =>
  user.passwordHash === null && user.lastSignInAt === null;

import { parseIdentifier } from '../../devices/rules';
import { type ImportField, type ImportKind, isOrderNumber } from './rules';

/** Names of columns as people and other systems write them, folded by `foldName`. */
const ORDER_NAMES: Partial<Record<ImportField, string>> = {
  orderNumber:
    'ordernumber orderno auftragsnummer auftragsnr serviceordernumber reparaturnummer number nummer',
  customer: 'customer kunde client enduser endkunde',
  customerNumber:
    'customernumber customerno customerid kundennummer kundennr kdnr debitor debitorennummer clientid',
  customerName: 'customername kundenname name firma company companyname endkundenname',
  deviceName:
    'device devicename gerat geraet geratename geraetename product produkt artikel article bezeichnung geratebezeichnung item description',
  manufacturer: 'manufacturer brand marke hersteller make fabrikat',
  model: 'model modell modellbezeichnung typ type modelname modelnumber',
  category:
    'category productcategory kategorie produktkategorie gerateart geraeteart geratetyp devicetype warengruppe',
  imei: 'imei imei1 imeinumber imeinummer imeinr',
  serial: 'serial serialnumber serialno serialnr sn seriennummer seriennr serien geratenummer',
  identifier:
    'identifier imeiserial imeiorserial imeisn imeiserialnumber imeioderseriennummer imeiseriennummer seriennummerimei serialimei deviceid',
  problem:
    'problem fault faultdescription issue defect defekt fehler fehlerbeschreibung problembeschreibung mangel beschreibung schaden symptom complaint reklamation reklamationsgrund',
  customerReferences:
    'customerreference customerreferences customerref kundenreferenz kundenreferenzen reference referenz ref po ponumber ponummer purchaseorder bestellnummer bestellnr ticket ticketnummer ticketnumber rma rmanummer id yourreference ihrereferenz',
  internalReferences:
    'internalreference internalreferences interne internereferenz internereferenzen internalref internalnumber internenummer ourreference unserereferenz vorgang vorgangsnummer',
  location: 'location servicelocation standort servicestandort filiale branch werkstatt workshop',
  shippingMethod: 'shippingmethod shipping versand versandart versandmethode transport transportart',
};

const CUSTOMER_NAMES: Partial<Record<ImportField, string>> = {
  number:
    'number customernumber customerno customerid no nr nummer kundennummer kundennr kdnr debitor debitorennummer id',
  name: 'name customer customername kunde kundenname firma company companyname',
  email: 'email mail emailaddress mailadresse emailadresse',
  phone: 'phone telephone tel telefon telefonnummer phonenumber mobile handy',
  street: 'street address streetaddress strasse strassehausnummer adresse anschrift',
  postalCode: 'postalcode zip zipcode postcode plz postleitzahl',
  city: 'city town ort stadt wohnort',
  country: 'country countrycode land landercode',
  vatId: 'vatid vatnumber vat uid ustid ustidnr mwstnummer',
  currency: 'currency wahrung waehrung',
  locale: 'language locale lang sprache',
};

const NAMES = { orders: readNames(ORDER_NAMES), customers: readNames(CUSTOMER_NAMES) };

function readNames(names: Partial<Record<ImportField, string>>): Map<string, ImportField> {
  const pairs = Object.entries(names) as [ImportField, string][];
  return new Map(pairs.flatMap(([field, words]) => words.split(' ').map((word) => [word, field] as const)));
}

/** A column's name without case, accents, spaces and signs. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * What a column means by its name.
 * @param exported the columns of this portal's own export by their folded names, which come first
 */
export function fieldByName(
  kind: ImportKind,
  name: string,
  exported: ReadonlyMap<string, ImportField> = new Map(),
): ImportField | undefined {
  const folded = foldName(name);
  return (kind === 'orders' ? exported.get(folded) : undefined) ?? NAMES[kind].get(folded);
}

type Seen = { name: string; values: readonly string[] };

const share = (values: readonly string[], test: (value: string) => boolean) =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

const isImei = (value: string) => {
  const parsed = parseIdentifier(value);
  return parsed.ok && parsed.kind !== 'serial';
};

/**
 * What each column means, by name and content: IMEIs by their check digit, our order numbers by their form. A name that
 * only several columns can be asked about is given once; references, devices and problems join.
 */
export function guessColumns(
  kind: ImportKind,
  columns: readonly Seen[],
  exported: ReadonlyMap<string, ImportField>,
): ImportField[] {
  const taken = new Set<ImportField>();
  return columns.map(({ name, values }) => {
    const filled = values.filter((value) => value.trim() !== '');
    const named = fieldByName(kind, name, exported);
    const guess = kind === 'orders' ? byContent(named, filled) : (named ?? emailByContent(filled));
    if (!guess || (taken.has(guess) && guess !== 'customerReferences' && guess !== 'internalReferences'))
      return '';
    taken.add(guess);
    return guess;
  });
}

function byContent(named: ImportField | undefined, values: readonly string[]): ImportField | '' {
  if (share(values, isOrderNumber) > 0.9) return 'orderNumber';
  // Their own order numbers are a reference of theirs.
  if (named === 'orderNumber') return values.length === 0 ? 'orderNumber' : 'customerReferences';
  const imeis = share(values, isImei);
  if (named === 'serial') return imeis > 0.5 ? 'identifier' : named;
  if (named) return named;
  return imeis > 0.8 ? 'imei' : '';
}

const emailByContent = (values: readonly string[]): ImportField | '' =>
  share(values, (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) > 0.9 ? 'email' : '';

/**
 * True where the first record names the columns: a name is known, or all of them are different words while no cell looks
 * like a value.
 */
export function looksLikeHeader(
  kind: ImportKind,
  cells: readonly string[],
  exported: ReadonlyMap<string, ImportField>,
) {
  const known = cells.filter((cell) => fieldByName(kind, cell, exported) !== undefined).length;
  const valueLike = cells.filter((cell) => /\d{3,}|@/.test(cell)).length;
  if (valueLike > 0 && known * 2 < cells.length) return false;
  if (known > 0) return true;
  const words = cells.map((cell) => cell.trim().toLowerCase());
  return (
    new Set(words).size === words.length && words.every((word) => /\p{L}/u.test(word) && word.length <= 40)
  );
}

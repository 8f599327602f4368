import { currencyExponent, decimal } from '~/platform/money';
import { type CatalogueItem, itemsBySku, suggestItems } from '../companies/catalogue.server';
import { SKU_DOT } from '../companies/catalogue-schema';

type Reader = { locale: string; format: string };

/** A net price as the form of a line takes it: `120.50`, or `120,50` where the reader writes it so. */
export function typedPrice(minor: number, currency: string, format: string): string {
  const plain = decimal(minor, currencyExponent(currency));
  const point = new Intl.NumberFormat(format).formatToParts(0.5).find(({ type }) => type === 'decimal');
  return plain.replace('.', point?.value ?? '.');
}

/** An item as a list offers it: what is typed to take it, and what the fields of a line then hold. */
export function offeredItem(item: CatalogueItem, { locale, format }: Reader) {
  const name = locale === 'de' ? item.nameDe : item.nameEn;
  return {
    value: `${item.sku} ${SKU_DOT} ${name}`,
    kind: item.kind,
    price: typedPrice(item.unitPriceMinor, item.currency, format),
    vat: String(item.vatBasisPoints),
    warranty: item.warranty,
  };
}

/** The items that are offered before anything is typed. */
export async function offeredFirst(currency: string, reader: Reader) {
  return (await suggestItems(currency, '')).map((item) => offeredItem(item, reader));
}

export type OfferedItem = ReturnType<typeof offeredItem>;

const headOf = (typed: string) => (typed.split(SKU_DOT)[0] ?? '').trim();
const DESCRIPTION = /^(|.*[.-])description$/;

/**
 * Fills the lines of a form from the catalogue, in place: a description that begins with an article number becomes the
 * item's words, and where no price was typed the item gives price, kind, VAT rate and warranty. A form may hold many
 * lines; their fields have a prefix that ends with a point or hyphen.
 * @param account in whose language the words are
 * @param format BCP 47 tag of the notation in which prices are typed
 */
export async function fillFromCatalogue(
  form: FormData,
  currency: string,
  account: { locale: string },
  format: string,
): Promise<void> {
  const typed = [...form].flatMap(([name, value]) => {
    const prefix = DESCRIPTION.exec(name)?.[1];
    return prefix === undefined || typeof value !== 'string' ? [] : [{ prefix, value: value.trim() }];
  });
  const heads = [...new Set(typed.map(({ value }) => headOf(value)))].filter(
    (head) => head && head.length <= 60,
  );
  if (heads.length === 0) return;
  const items = await itemsBySku(currency, heads.map(clean));
  for (const { prefix, value } of typed) {
    const item = items.find(({ sku }) => sku === headOf(value));
    if (item) fillLine(form, prefix, value, item, { locale: account.locale, format });
  }
}

const clean = (sku: string) => sku.replaceAll('\0', '');

function fillLine(form: FormData, prefix: string, value: string, item: CatalogueItem, reader: Reader): void {
  const words = value.slice(headOf(value).length).replace(SKU_DOT, '').trim();
  const unchanged = words === '' || words === item.nameEn || words === item.nameDe;
  const name = reader.locale === 'de' ? item.nameDe : item.nameEn;
  form.set(`${prefix}description`, unchanged ? name : words);
  if (String(form.get(`${prefix}price`) ?? '').trim() !== '') return;
  const { price, kind, vat, warranty } = offeredItem(item, reader);
  for (const [field, filled] of Object.entries({ price, kind, vat })) form.set(`${prefix}${field}`, filled);
  if (warranty) form.set(`${prefix}warranty`, 'on');
  else form.delete(`${prefix}warranty`);
}

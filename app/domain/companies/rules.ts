import type { Role } from '../auth/rules';

/** Countries that an address can be in: ISO 3166-1 alpha-2. */
const COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

/** ISO 4217 codes of the currencies that an account can be billed in. */
export const CURRENCIES = 'CHF EUR GBP USD AED AUD BGN CAD CZK DKK HUF ISK JPY NOK PLN RON RSD SEK TRY'.split(
  ' ',
);

const LANGUAGES = ['en', 'de'];
let named: Map<string, string> | undefined;

/** Every country's English and German name in small letters, with its code. */
function countriesByName(): Map<string, string> {
  named ??= new Map(
    LANGUAGES.flatMap((language) => {
      const words = new Intl.DisplayNames([language], { type: 'region' });
      return COUNTRIES.map((code): [string, string] => [(words.of(code) ?? code).toLowerCase(), code]);
    }),
  );
  return named;
}

/** The code (ISO 3166-1 alpha-2) of a country that is written as its code or its English or German name; else null. */
export function readCountry(text: string): string | null {
  const typed = text.trim();
  const code = typed.toUpperCase();
  return COUNTRIES.includes(code) ? code : (countriesByName().get(typed.toLowerCase()) ?? null);
}

/** Every country with its name in the reader's language, in alphabetical order. */
export function countryNames(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const sorter = new Intl.Collator(locale);
  return COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((one, other) =>
    sorter.compare(one.label, other.label),
  );
}

/** Roles that order for others, and so name a customer in each order. */
export const CHOOSING_ROLES = ['reseller', 'technician', 'administrator'] as const satisfies Role[];

/** True for people who order for others. */
export function choosesCustomer(role: Role): boolean {
  return (CHOOSING_ROLES as readonly Role[]).includes(role);
}

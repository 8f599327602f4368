import { i18nFor, translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { currencyExponent, formatMoney } from '~/platform/money';
import type { AuditRow } from './audit.server';

/** Names of what events tell of by an id. */
export type AuditNames = { companies: ReadonlyMap<number, string>; locations: ReadonlyMap<number, string> };

/** Where the words of a field's values stand; `*` is the value, with `_` for other signs. The first that there are are said. */
export const VALUE_WORDS: Readonly<Record<string, readonly string[]>> = {
  kind: [
    'admin:questions.kinds.*',
    'team:companies.kinds.*',
    'words:statuses.kinds.*',
    'contracts:automation.rules.*.title',
    'orders:conversation.label.*',
    'audit:kinds.*',
  ],
  role: ['auth:demo.roles.*'],
  roles: ['auth:demo.roles.*'],
  locale: ['words:languages.*'],
  askedOf: ['intake:setup.asked.*'],
  direction: ['shipments:direction.*'],
  purpose: ['contracts:purpose.*'],
  change: ['contracts:contract.changes.*'],
  changes: ['shipments:history.change.*'],
  channel: ['partners:contacts.channels.*'],
  option: ['quotes:kinds.*'],
  scope: ['guest:share.scopes.*'],
  differences: ['billing:checks.names.*'],
  changed: ['account:notifications.types.*.label'],
  task: ['audit:jobs.tasks.*'],
  result: ['audit:results.*'],
  failure: ['partners:execution.failures.*'],
};

/** Words of a field's values in the events of one noun. */
export const VALUE_WORDS_OF: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  data: { subject: ['audit:subjects.*'] },
  webhook: { reason: ['audit:stopped.*'] },
};

const VALUE_MAX = 300;
const cut = (text: string) => (text.length > VALUE_MAX ? `${text.slice(0, VALUE_MAX)} …` : text);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TARGET = /^(\d+) (d|min)$/;

type About = Pick<AuditRow, 'type' | 'data'> & { orderKind?: string | null };
type Settings = { locale: Locale; timeZone: string; names?: AuditNames | undefined };

/** Says values of events' data to people, in a language and a time zone (IANA). */
export function auditValues({ locale, timeZone, names }: Settings) {
  const t = translator(locale);
  const instance = i18nFor(locale);
  const format = locale === 'de' ? 'de-CH' : 'en-GB';
  const number = new Intl.NumberFormat(format, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(format, { style: 'percent', maximumFractionDigits: 2 });
  const instant = new Intl.DateTimeFormat(format, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(format, { dateStyle: 'medium', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(format, { weekday: 'short', timeZone: 'UTC' });
  const word = (key: string) => (instance.exists(key) ? String(t(key as never)) : null);
  const first = (keys: string[]) => keys.map(word).find((one) => one !== null) ?? null;

  /** A field's name; of one that has another meaning in the events of a noun, that. */
  function field(name: string, type = ''): string {
    const keys = [`audit:fields_of.${type.split('.')[0]}.${name}`, `audit:fields.${name}`];
    if (name.endsWith('.promise')) return t('desk:targets.promise');
    return first([...keys, `statuses:${name}.label_staff`, `imports:rows.${name}`]) ?? name;
  }

  function amount(minor: number, { currency }: Record<string, unknown>): string {
    if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency))
      return formatMoney(minor, currency, format);
    return number.format(minor / 10 ** currencyExponent('CHF'));
  }

  function ofNumber(name: string, value: number, { data }: About): string {
    if (name.endsWith('Minor')) return amount(value, data);
    if (name.endsWith('BasisPoints')) return percent.format(value / 10_000);
    if (name.endsWith('Thousandths')) return number.format(value / 1_000);
    if (name === 'companyId') return names?.companies.get(value) ?? t('audit:gone');
    if (name === 'locationIds') return names?.locations.get(value) ?? t('audit:gone');
    return number.format(value);
  }

  function ofText(name: string, value: string, { type, data, orderKind }: About): string {
    if (name === 'status') return first([`statuses:${data.kind ?? orderKind}.${value}.label_staff`]) ?? value;
    if (name === 'template') return mailWords(value);
    const noun = type.split('.')[0] ?? '';
    const patterns = VALUE_WORDS_OF[noun]?.[name] ?? VALUE_WORDS[name] ?? [];
    const plain = value.replace(/[^\w-]/g, '_');
    const said = first(
      patterns.flatMap((one) => [one.replace('*', plain), one.replace('*', plain.replaceAll('-', '_'))]),
    );
    if (said !== null) return said;
    const [, count, unit] = TARGET.exec(value) ?? [];
    if (unit === 'd') return t('audit:target.days', { count: Number(count) });
    if (unit === 'min') return t('audit:target.hours', { count: Math.round(Number(count) / 6) / 10 });
    if (INSTANT.test(value)) return instant.format(new Date(value));
    return DAY.test(value) ? day.format(new Date(value)) : cut(value);
  }

  /** A mail by what it is called, and of one of several cases its subject. */
  function mailWords(kind: string): string {
    const [template = '', ofCase] = kind.split('.');
    const name = first([`admin:mail.templates.${template}`]) ?? template;
    const words = `mails:${template.replaceAll('-', '_')}`;
    const places = [`${words}.${ofCase}.subject`, `${words}.${ofCase}.title`, `${words}.subject.${ofCase}`];
    const own = template === 'order-news' ? [`mails:news.kinds.${ofCase}.title`] : places;
    const key = own.find((one) => ofCase && instance.exists(one));
    if (!key) return name;
    const subject = String(t(key as never, { skipInterpolation: true } as never));
    return `${name} · ${subject.replace(/\s*\{\{[^}]*\}\}/g, ' …')}`;
  }

  function ofObject(value: Record<string, unknown>, about: About): string {
    const { opensAt, closesAt, weekday: on } = value;
    if (typeof on === 'number') return `${weekday.format(Date.UTC(2024, 0, on))} ${opensAt}–${closesAt}`;
    if (typeof value.en === 'string' && typeof value.de === 'string') return cut(String(value[locale]));
    const parts = Object.entries(value).filter(([name]) => name !== 'id');
    return cut(parts.map(([name, one]) => `${field(name)} ${say(name, one, about)}`).join(', '));
  }

  function say(name: string, value: unknown, about: About): string {
    if (value === null || value === undefined || value === '') return '';
    if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
    if (typeof value === 'number') return ofNumber(name, value, about);
    if (Array.isArray(value)) return cut(value.map((one) => say(name, one, about)).join(', '));
    if (typeof value === 'object') return ofObject(value as Record<string, unknown>, about);
    return ofText(name, String(value), about);
  }
  return { field, say };
}

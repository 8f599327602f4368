import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import type { Operation } from './operation';

/** The words of an operation: what it is called, and what is to be known of it. */
export function wordsOf({ id }: Pick<Operation, 'id'>, locale: Locale): { title: string; text: string } {
  const t = translator(locale);
  const say = (part: string) => t(`api:operations.${id}.${part}` as never) as string;
  return { title: say('title'), text: say('text') };
}

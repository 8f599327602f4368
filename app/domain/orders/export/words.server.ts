import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import { isAccountHolder, type Viewer } from '../../auth/rules';
import { freshStatusTexts } from '../status-texts.server';

/** The words of an export in its reader's language. */
export type ExportWords = {
  column(key: string): string;
  kind(kind: string): string;
  status(kind: string, status: string): string;
  stage(stage: string): string;
  lineKind(kind: string): string;
  yes: string;
  vat: string;
  warranty: string;
};

/** The words as the viewer reads them on the pages. */
export async function exportWords(viewer: Viewer, locale: Locale): Promise<ExportWords> {
  await freshStatusTexts();
  const t = translator(locale);
  const reader = isAccountHolder(viewer) ? 'label' : 'label_staff';
  const known = new Map<string, string>();
  const say = (key: string): string => {
    let word = known.get(key);
    if (word === undefined) {
      word = String(t(key as never));
      known.set(key, word);
    }
    return word;
  };
  return {
    column: (key) => say(`orders:export.columns.${key}`),
    kind: (kind) => say(`orders:export.kinds.${kind}`),
    status: (kind, status) => say(`statuses:${kind}.${status}.${reader}`),
    stage: (stage) => say(`statuses:stage.${stage}`),
    lineKind: (kind) => say(`orders:lines.${kind}`),
    yes: say('orders:export.yes'),
    vat: say('orders:lines.vat'),
    warranty: say('orders:lines.warranty_covers'),
  };
}

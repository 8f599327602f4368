/** The papers of a shipment, as the database knows them: A4 list, labels on A6 pages, four on A4, and for thermal printers. */
export const PAPER_KINDS = ['packing_list', 'labels_a6', 'labels_a4', 'labels_zpl'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** What each kind is stored and sent as. */
export const PAPER_FORMATS: Record<PaperKind, { contentType: string; ending: string; name: string }> = {
  packing_list: { contentType: 'application/pdf', ending: 'pdf', name: 'packing-list' },
  labels_a6: { contentType: 'application/pdf', ending: 'pdf', name: 'labels-a6' },
  labels_a4: { contentType: 'application/pdf', ending: 'pdf', name: 'labels-a4' },
  labels_zpl: { contentType: 'text/plain; charset=utf-8', ending: 'zpl', name: 'labels' },
};

/** The name that a paper is saved under: `SH-2026-000123-packing-list-v1.pdf`; a void one says so. */
export function paperFileName(number: string, kind: PaperKind, version: number, isVoid: boolean): string {
  const { name, ending } = PAPER_FORMATS[kind];
  return `${number}-${name}-v${version}${isVoid ? '-void' : ''}.${ending}`;
}

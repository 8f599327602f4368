import { createHash, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { db } from '~/platform/db.server';
import { isLocale, negotiateLanguage } from '~/platform/i18n/locale';
import { storage } from '~/platform/storage.server';
import type { Viewer } from '../auth/rules';
import { findSettlementPaper } from '../billing/queries.server';
import { settlementTotals } from '../billing/rules';
import { getOperator } from '../companies/operator.server';
import { drawLetter, paperOperator, recipientLines } from './paper-operator.server';
import type { SettlementPaper } from './settlement-paper';

const MODULE = 'domain/documents/settlement-paper.tsx';

/**
 * The paper of a settlement: the stored one, byte by byte; while that is still being drawn, one of the frozen items. Null
 * when there is no such settlement for the viewer.
 */
export async function readSettlementDocument(viewer: Viewer, number: string) {
  const found = await findSettlementPaper(viewer, number);
  if (!found) return null;
  const pdf = found.documentKey
    ? await buffer(await storage().open(found.documentKey))
    : await render(found.id);
  return { number: found.number, pdf };
}

/** Draws and stores the paper of a settlement, once; a repeat, also one beside this one, leaves the first. */
export async function storeSettlementPaper(settlementId: number): Promise<void> {
  const settlement = await db().settlement.findUnique({ where: { id: settlementId } });
  if (!settlement || settlement.documentKey) return;
  const pdf = await render(settlementId);
  const key = `settlements/${settlementId}/${randomUUID()}.pdf`;
  await storage().put(key, pdf);
  const { count } = await db().settlement.updateMany({
    where: { id: settlementId, documentKey: null },
    data: { documentKey: key, documentSha256: createHash('sha256').update(pdf).digest('hex') },
  });
  if (count === 0) await storage().remove(key);
}

/** In the language of the partner, whoever reads it. */
async function render(settlementId: number): Promise<Buffer> {
  const operator = await getOperator();
  const { items, partner, ...settlement } = await db().settlement.findUniqueOrThrow({
    where: { id: settlementId },
    include: { partner: true, items: { orderBy: { position: 'asc' } } },
  });
  const language = negotiateLanguage(null, isLocale(partner.locale) ? partner.locale : null);
  const paper: SettlementPaper = {
    language: language.locale,
    locale: language.format,
    timeZone: operator.timeZone,
    operator: paperOperator(operator),
    recipient: recipientLines(partner, operator, language),
    number: settlement.number,
    createdAt: settlement.createdAt,
    currency: settlement.currency,
    items: items.map(({ spId, description, executedAt, feeMinor, vatBasisPoints }) => ({
      spId,
      description,
      executedAt,
      net: feeMinor,
      rate: vatBasisPoints,
    })),
    totals: settlementTotals(items),
  };
  return drawLetter(MODULE, operator, paper);
}

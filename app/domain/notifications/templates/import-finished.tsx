import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { addresseeOf, masterOf, whoWants } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

/** Tells that the orders of an imported file were created, and how many rows were not taken. */
export const importFinished = defineTemplate({
  /** Numbers of rows. */
  data: z.object({
    importToken: z.string(),
    account: z.string(),
    fileName: z.string(),
    total: z.number(),
    created: z.number(),
    notTaken: z.number(),
  }),
  subject: (t, data) => t('mails:import_finished.title', { count: data.created }),
  texts: {
    cases: [''],
    caseOf: () => '',
    keys: () => ({ subject: 'import_finished.title', intro: 'import_finished.text' }),
    values: ({ fileName, account, total, created }) => ({
      ...{ file: fileName, account, count: String(created), total: String(total) },
    }),
    sample: () => ({
      ...{ importToken: 'sample', account: 'Muster Handel AG', fileName: 'orders.csv' },
      ...{ total: 120, created: 118, notTaken: 2 },
    }),
  },
  draw: (context, data) => {
    const { t, brand } = context;
    return (
      <MailFrame
        context={context}
        preview={t('mails:import_finished.preview', { file: data.fileName })}
        title={t('mails:import_finished.title', { count: data.created })}
        footer={t('mails:import_finished.footer', { brand: brand.name })}
        optional
      >
        <Intro context={context}>
          {t('mails:import_finished.text', {
            file: data.fileName,
            account: data.account,
            count: data.total,
          })}
        </Intro>
        {data.notTaken > 0 && (
          <Text style={textStyle}>{t('mails:import_finished.not_taken', { count: data.notTaken })}</Text>
        )}
        <MailButton
          context={context}
          path={`/imports/${encodeURIComponent(data.importToken)}`}
          label={t('mails:import_finished.open')}
        />
      </MailFrame>
    );
  },
  letters: tellOfImport,
});

const finished = z.object({
  import: z.string(),
  kind: z.string(),
  counts: z.record(z.string(), z.number()),
});

/** One mail for a whole import of orders, to the account's master address and to the person who asked for it. */
async function tellOfImport(tx: Db, event: ToldEvent) {
  const facts = finished.parse(event.data);
  const created = facts.counts.created ?? 0;
  if (facts.kind !== 'orders' || created === 0) return [];
  const { account, user, fileName, total } = await tx.import.findUniqueOrThrow({
    where: { token: facts.import },
    include: { account: true, user: { include: { company: true } } },
  });
  const data = {
    importToken: facts.import,
    account: account.name,
    fileName,
    total,
    created,
    notTaken: total - created,
  };
  const recipients = await whoWants(tx, 'import-finished', [masterOf(account), addresseeOf(user, account)]);
  return recipients.map((recipient) => ({ ...recipient, data }));
}

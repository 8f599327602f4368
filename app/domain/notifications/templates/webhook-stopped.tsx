import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { addresseeOf } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const REASONS = ['failing', 'gone'] as const;

/** Tells the person of an endpoint that nothing more is sent to it. */
export const webhookStopped = defineTemplate({
  data: z.object({ endpoint: z.number(), url: z.string(), host: z.string(), reason: z.enum(REASONS) }),
  subject: (t, { host }) => t('mails:webhook_stopped.subject', { host }),
  texts: {
    cases: REASONS,
    caseOf: ({ reason }) => reason,
    keys: (ofCase) => ({ subject: 'webhook_stopped.subject', intro: `webhook_stopped.${ofCase}` }),
    values: ({ url, host }) => ({ url, host }),
    sample: (ofCase) => ({
      ...{ endpoint: 1, url: 'https://hooks.example.com/repairs', host: 'hooks.example.com' },
      reason: REASONS.find((reason) => reason === ofCase) ?? 'failing',
    }),
  },
  draw: (context, { endpoint, url, host, reason }) => {
    const { t, brand } = context;
    const text = t(`mails:webhook_stopped.${reason}`, { url });
    return (
      <MailFrame
        context={context}
        preview={text}
        title={t('mails:webhook_stopped.subject', { host })}
        footer={t('mails:webhook_stopped.footer', { brand: brand.name })}
      >
        <Intro context={context}>{text}</Intro>
        <MailButton
          context={context}
          path={`/webhooks/${endpoint}`}
          label={t('mails:webhook_stopped.open')}
        />
      </MailFrame>
    );
  },
  letters: tellOwner,
});

const stoppedEvent = z.object({ endpointId: z.number(), host: z.string(), reason: z.enum(REASONS) });

async function tellOwner(tx: Db, { data }: ToldEvent) {
  const { endpointId, host, reason } = stoppedEvent.parse(data);
  const endpoint = await tx.webhookEndpoint.findUnique({
    where: { id: endpointId },
    include: { user: { include: { company: true } } },
  });
  if (!endpoint?.user.active) return [];
  const { address, locale } = addresseeOf(endpoint.user);
  return [{ recipient: address, locale, data: { endpoint: endpointId, url: endpoint.url, host, reason } }];
}

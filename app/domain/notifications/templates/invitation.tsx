import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { renewInvitation } from '../../companies/invite-person.server';
import { mailLocale } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const eventData = z.object({ invitationId: z.number() });

/**
 * Carries the link by which somebody joins. To an address that has an account already it carries none and says so: whoever
 * invited is not told.
 */
export const invitation = defineTemplate({
  data: z.object({
    invitationId: z.number(),
    name: z.string(),
    /** Who invites; may be empty. */
    from: z.string(),
    /** The company that they join; empty: the operator. */
    company: z.string(),
    known: z.boolean(),
  }),
  subject: (t, { known }) => t(known ? 'mails:invitation.known.subject' : 'mails:invitation.subject'),
  texts: {
    cases: ['', 'known'],
    caseOf: ({ known }) => (known ? 'known' : ''),
    keys: (ofCase) =>
      ofCase === 'known'
        ? { subject: 'invitation.known.subject', intro: 'invitation.known.text' }
        : { subject: 'invitation.subject', intro: 'invitation.text' },
    values: ({ name, from, company }) => ({ name, from, company }),
    sample: (ofCase) => ({
      ...{ invitationId: 0, name: 'Petra Muster', from: 'Rita Beispiel', company: 'Muster AG' },
      known: ofCase === 'known',
    }),
  },
  secret: async (tx, { invitationId, known }) => (known ? '' : renewInvitation(tx, invitationId)),
  draw: (context, { name, from, company, known }, token) => {
    const { t, brand } = context;
    const words = { brand: brand.name, from: from || brand.name, company: company || brand.name };
    return (
      <MailFrame
        context={context}
        preview={t(known ? 'mails:invitation.known.text' : 'mails:invitation.preview', words)}
        title={t(known ? 'mails:invitation.known.subject' : 'mails:invitation.subject')}
        footer={t('mails:invitation.footer', words)}
      >
        <Text style={textStyle}>{t('mails:greeting', { name })}</Text>
        <Intro context={context}>
          {t(known ? 'mails:invitation.known.text' : 'mails:invitation.text', words)}
        </Intro>
        <MailButton
          context={context}
          path={known ? '/login' : `/invitation/${token}`}
          label={t(known ? 'mails:invitation.known.open' : 'mails:invitation.open')}
        />
        <Text style={quietStyle}>
          {t(known ? 'mails:invitation.known.ignore' : 'mails:invitation.ignore', words)}
        </Text>
      </MailFrame>
    );
  },
  letters: inviteByMail,
});

async function inviteByMail(tx: Db, { data, actorId }: ToldEvent) {
  const { invitationId } = eventData.parse(data);
  const found = await tx.invitation.findUnique({ where: { id: invitationId }, include: { company: true } });
  if (!found) return [];
  const [known, inviter] = await Promise.all([
    tx.user.findUnique({ where: { email: found.email }, select: { id: true } }),
    actorId === null ? null : tx.user.findUnique({ where: { id: actorId }, select: { name: true } }),
  ]);
  return [
    {
      recipient: found.email,
      locale: mailLocale(found.locale, found.company?.locale),
      data: {
        invitationId,
        name: found.name,
        from: inviter?.name ?? '',
        company: found.company?.name ?? '',
        known: known !== null,
      },
    },
  ];
}

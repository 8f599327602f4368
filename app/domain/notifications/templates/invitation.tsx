import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { renewFirstToken } from '../../auth/user-token.server';
import { renewInvitation } from '../../companies/invite-person.server';
import { mailLocale } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, quietStyle, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const eventData = z.union([z.object({ invitationId: z.number() }), z.object({ personId: z.number() })]);

/**
 * Carries the link by which somebody joins. To an address that has an account already it carries none and says so: whoever
 * invited is not told. Somebody whose account is there already, without a password, gets the link to choose one.
 */
export const invitation = defineTemplate({
  data: z.object({
    /** 0 for somebody who has an account. */
    invitationId: z.number(),
    /** Their account, which nobody has come into yet. */
    userId: z.number().nullable().default(null),
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
      ...{ known: ofCase === 'known', userId: null },
    }),
  },
  secret: async (tx, { invitationId, userId, known }) => {
    if (known) return '';
    return userId === null ? renewInvitation(tx, invitationId) : renewFirstToken(tx, userId);
  },
  draw: (context, { name, from, company, known, userId }, token) => {
    const { t, brand } = context;
    const page = userId === null ? 'invitation' : 'reset-password';
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
          path={known ? '/login' : `/${page}/${token}`}
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
  const about = eventData.parse(data);
  const inviter =
    actorId === null ? null : await tx.user.findUnique({ where: { id: actorId }, select: { name: true } });
  const found =
    'personId' in about ? await account(tx, about.personId) : await invited(tx, about.invitationId);
  if (!found) return [];
  const { recipient, locale, name, company, ...rest } = found;
  return [
    {
      recipient,
      locale: mailLocale(locale, company?.locale),
      data: { ...rest, name, from: inviter?.name ?? '', company: company?.name ?? '' },
    },
  ];
}

async function invited(tx: Db, invitationId: number) {
  const found = await tx.invitation.findUnique({ where: { id: invitationId }, include: { company: true } });
  if (!found) return null;
  const known = await tx.user.findUnique({ where: { email: found.email }, select: { id: true } });
  const { email: recipient, locale, name, company } = found;
  return { recipient, locale, name, company, invitationId, userId: null, known: known !== null };
}

async function account(tx: Db, userId: number) {
  const found = await tx.user.findFirst({
    where: { id: userId, active: true, erasedAt: null },
    include: { company: true },
  });
  if (!found) return null;
  const { email: recipient, locale, name, company } = found;
  return { recipient, locale, name, company, invitationId: 0, userId, known: false };
}

import { Text } from '@react-email/components';
import { z } from 'zod';
import type { Db } from '~/platform/db.server';
import { addresseeOf, masterOf, whoWants } from '../recipients.server';
import { MailButton } from './mail-button';
import { Intro, MailFrame, textStyle } from './mail-frame';
import { defineTemplate, type ToldEvent } from './template';

const cell = { ...textStyle, margin: 0, padding: '4px 0', verticalAlign: 'top' } as const;

/** Tells that a service order was approved, what it holds, and where the device goes. */
export const orderConfirmed = defineTemplate({
  data: z.object({
    number: z.string(),
    device: z.string(),
    identifier: z.string().nullable(),
    problem: z.string(),
    customer: z.string(),
    references: z.array(z.string()),
    location: z.object({ name: z.string(), address: z.string() }),
    /** Approved by itself, as a reseller's orders are. */
    automatic: z.boolean(),
    /** A service partner goes to the customer. */
    onsite: z.boolean().default(false),
  }),
  subject: (t, { number }) => t('mails:order_confirmed.subject', { number }),
  texts: {
    cases: [''],
    caseOf: () => '',
    keys: () => ({ subject: 'order_confirmed.subject', intro: 'order_confirmed.text' }),
    values: ({ number, device, identifier, customer, references, location }) => ({
      ...{ number, device, identifier: identifier ?? '', customer },
      ...{ references: references.join(', '), location: location.name },
    }),
    sample: () => ({
      ...{ number: 'RO-2026-000123', device: 'Fairphone 5', identifier: '356938035643809' },
      ...{
        problem: 'Display',
        customer: 'Muster AG',
        references: ['PO-4711'],
        automatic: false,
        onsite: false,
      },
      location: { name: 'Zürich', address: 'Werkstrasse 12, 8005 Zürich' },
    }),
  },
  draw: (context, data) => {
    const { t, brand } = context;
    const rows = [
      [t('mails:order_confirmed.number'), data.number],
      [t('mails:order_confirmed.customer'), data.customer],
      [t('mails:order_confirmed.device'), [data.device, data.identifier].filter(Boolean).join(' · ')],
      [t('mails:order_confirmed.problem'), data.problem],
      [t('mails:order_confirmed.references'), data.references.join(', ')],
      [t('mails:order_confirmed.location'), `${data.location.name}, ${data.location.address}`],
    ].filter(([, value]) => value !== '');
    return (
      <MailFrame
        context={context}
        preview={t('mails:order_confirmed.preview', { device: data.device })}
        title={t('mails:order_confirmed.title', { number: data.number })}
        footer={t('mails:order_confirmed.footer', { brand: brand.name })}
        optional
      >
        <Intro context={context}>
          {t(data.automatic ? 'mails:order_confirmed.text_automatic' : 'mails:order_confirmed.text')}
        </Intro>
        <table
          role="presentation"
          cellPadding={0}
          cellSpacing={0}
          width="100%"
          style={{ margin: '0 0 20px' }}
        >
          <tbody>
            {rows.map(([term, value]) => (
              <tr key={term}>
                <td style={{ ...cell, color: '#60646c', width: '34%', paddingRight: 12 }}>{term}: </td>
                <td style={{ ...cell, whiteSpace: 'pre-line', wordBreak: 'break-word' }}>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Text style={textStyle}>
          {data.onsite
            ? t('mails:order_confirmed.next_onsite')
            : t('mails:order_confirmed.next', { location: data.location.name })}
        </Text>
        <MailButton
          context={context}
          path={`/orders/${encodeURIComponent(data.number)}`}
          label={t('mails:order_confirmed.open')}
        />
      </MailFrame>
    );
  },
  // Orders of an import are told of in one mail when it ends.
  follows: ({ data }) => !(typeof data === 'object' && data !== null && 'import' in data),
  letters: tellOfOrder,
});

const PROBLEM_MAX = 600;

/** To the account's master address and, as their receipt, to the person who approved. */
async function tellOfOrder(tx: Db, event: ToldEvent) {
  if (event.orderId === null) return [];
  const order = await tx.order.findUniqueOrThrow({
    where: { id: event.orderId },
    include: { account: true, customer: true, location: true, submission: true },
  });
  // What an offer's acceptance makes is told of in one mail; what a contract's renewal makes is nobody's approval.
  if (order.offerId !== null || order.kind === 'plan') return [];
  const { account, location, submission, problem } = order;
  const approver =
    submission &&
    (await tx.user.findUnique({ where: { id: submission.approvedById }, include: { company: true } }));
  const data = {
    number: order.number,
    device: order.deviceName,
    identifier: order.imei ?? order.serial,
    problem: problem.length > PROBLEM_MAX ? `${problem.slice(0, PROBLEM_MAX).trimEnd()} …` : problem,
    customer: order.customer.name,
    references: order.customerReferences,
    location: { name: location.name, address: `${location.street}, ${location.postalCode} ${location.city}` },
    automatic: submission?.automatic ?? false,
    onsite: order.kind === 'onsite',
  };
  const candidates = [masterOf(account), ...(approver ? [addresseeOf(approver, account)] : [])];
  const recipients = await whoWants(tx, 'order-confirmed', candidates);
  return recipients.map((recipient) => ({ ...recipient, orderId: order.id, data }));
}

import { z } from 'zod';
import { makePreviews, requestPreviews } from './domain/attachments/make-previews.server';
import { cleanUp } from './domain/auth/clean-up.server';
import { forgetInvitations } from './domain/companies/accept-invitation.server';
import { automateOrders, followCancelledPlan } from './domain/contracts/automation.server';
import { expireOffers, remindOfOffers } from './domain/contracts/end-offer.server';
import { renewContracts } from './domain/contracts/renew-contracts.server';
import { storeOfferPaper } from './domain/documents/offer-document.server';
import { storeDecisionPaper } from './domain/documents/quote-document.server';
import { storeSettlementPaper } from './domain/documents/settlement-document.server';
import { issueShipmentPapers } from './domain/documents/shipment-papers.server';
import { tellOfEndingContracts } from './domain/notifications/ending-contracts.server';
import { guestMailJob, mailGuestLink } from './domain/notifications/guest-link-mail.server';
import { notifyOfEvent } from './domain/notifications/notify-of-event.server';
import { mailPasswordReset } from './domain/notifications/password-reset.server';
import { requeueMails } from './domain/notifications/requeue-mails.server';
import { sendMail } from './domain/notifications/send-mail.server';
import { foldTallies } from './domain/orders/fold-tallies.server';
import { checkImport } from './domain/orders/import/check-import.server';
import { createImport } from './domain/orders/import/create-import.server';
import { runImport } from './domain/orders/import/run-import.server';
import { answerTracking, trackJob } from './domain/orders/track-order.server';
import { escalateOverdue, remindPartners } from './domain/partners/deadlines.server';
import { removeFiles } from './domain/privacy/erased-files.server';
import { runRetention } from './domain/privacy/run-retention.server';
import { expireQuotes, followDecidedOrder, remindOfQuotes } from './domain/quotes/end-quote.server';
import { rebuildWhenPossible } from './domain/search/reindex.server';
import { indexChanges, requestIndexing } from './domain/search/sync.server';
import { disableSync } from './domain/search/sync-state.server';
import { requestPapersOfEvent } from './domain/shipments/papers.server';
import { followMovedOrder } from './domain/shipments/scan-difference.server';
import { cleanUpWebhooks, requeueWebhooks } from './domain/webhooks/clean-up.server';
import { queueWebhooks } from './domain/webhooks/queue-webhooks.server';
import { sendWebhook } from './domain/webhooks/send-webhook.server';
import { db, transaction } from './platform/db.server';
import type { Tasks } from './platform/jobs.server';
import { hasMeilisearch } from './platform/meilisearch.server';
import { sweepStorage } from './platform/storage.server';

type StoredEvent = NonNullable<Awaited<ReturnType<typeof findEvent>>>;

const findEvent = (id: bigint) => db().event.findUnique({ where: { id } });

/** Who wants to know of events. Each is told at least once of every event, so each must bear a repeat. */
const SUBSCRIBERS: ((event: StoredEvent) => Promise<unknown>)[] = [
  requestIndexing,
  notifyOfEvent,
  requestPapersOfEvent,
  followMovedOrder,
  followDecidedOrder,
  followCancelledPlan,
  queueWebhooks,
];

const eventId = z.string().regex(/^\d+$/);
const eventJob = z.object({ eventId });
const eventsJob = z.object({ eventIds: z.array(eventId) });
const mailJob = z.object({ mailId: z.number().int() });
const importJob = z.object({
  token: z.string(),
  choices: z.object({ duplicates: z.boolean(), customers: z.boolean() }).optional(),
});
const papersJob = z.object({ shipmentId: z.number().int(), actorId: z.number().int() });
const filesJob = z.object({ keys: z.array(z.string()) });
const offerJob = z.object({ offerId: z.number().int() });
const quoteJob = z.object({ quoteId: z.number().int() });
const settlementJob = z.object({ settlementId: z.number().int() });
const webhookJob = z.object({ messageId: z.string(), failing: z.boolean() });
const resetJob = z.object({ email: z.string() });

/** Every job of the portal, by name. */
export const tasks: Tasks = {
  async event(payload) {
    const event = await findEvent(BigInt(eventJob.parse(payload).eventId));
    if (event) for (const tell of SUBSCRIBERS) await tell(event);
  },
  async events(payload) {
    const ids = eventsJob.parse(payload).eventIds.map(BigInt);
    const events = await db().event.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
    for (const event of events) for (const tell of SUBSCRIBERS) await tell(event);
  },
  async 'mail.send'(payload, { job }) {
    await sendMail(mailJob.parse(payload).mailId, job.attempts >= job.max_attempts);
  },
  async 'requeue-mails'() {
    await requeueMails();
  },
  async 'password-reset'(payload) {
    await mailPasswordReset(resetJob.parse(payload).email);
  },
  async 'guest.mail'(payload) {
    await mailGuestLink(guestMailJob.parse(payload));
  },
  async 'guest.track'(payload) {
    await answerTracking(trackJob.parse(payload));
  },
  async 'import.check'(payload, { job }) {
    const { token } = importJob.parse(payload);
    await runImport(token, job.attempts >= job.max_attempts, () => checkImport(token));
  },
  async 'import.create'(payload, { job }) {
    const { token, choices = { duplicates: false, customers: false } } = importJob.parse(payload);
    await runImport(token, job.attempts >= job.max_attempts, () => createImport(token, choices));
  },
  async 'shipment.papers'(payload) {
    const { shipmentId, actorId } = papersJob.parse(payload);
    await issueShipmentPapers(shipmentId, actorId);
  },
  async 'quote.document'(payload) {
    await storeDecisionPaper(quoteJob.parse(payload).quoteId);
  },
  async 'settlement.document'(payload) {
    await storeSettlementPaper(settlementJob.parse(payload).settlementId);
  },
  async quotes() {
    await expireQuotes();
    await remindOfQuotes();
  },
  async partners() {
    await remindPartners();
    await escalateOverdue();
  },
  async 'offer.document'(payload) {
    await storeOfferPaper(offerJob.parse(payload).offerId);
  },
  async offers() {
    await expireOffers();
    await remindOfOffers();
    await automateOrders();
  },
  async 'plans.automate'() {
    await automateOrders();
  },
  async contracts() {
    await renewContracts();
    await tellOfEndingContracts();
  },
  async 'search.index'() {
    await indexChanges();
  },
  async 'search-changes'() {
    await requestIndexing();
  },
  async 'search.rebuild'() {
    await rebuildWhenPossible();
  },
  async 'privacy.files'(payload) {
    await removeFiles(filesJob.parse(payload).keys);
  },
  async retention() {
    await runRetention();
  },
  async tallies() {
    await foldTallies();
  },
  async 'attachment.previews'() {
    await makePreviews();
  },
  async 'outside.webhook'(payload, { abortSignal }) {
    await sendWebhook(webhookJob.parse(payload), abortSignal);
  },
  async 'requeue-webhooks'() {
    await requeueWebhooks();
  },
  async 'clean-up'() {
    await cleanUp();
    await forgetInvitations();
    await cleanUpWebhooks();
    await sweepStorage();
    await transaction(requestPreviews);
    if (!hasMeilisearch()) await disableSync();
  },
};

/** When which job runs by itself (UTC). A run that still waits is replaced by the next; `max` is its number of tries. */
export const crontab = `
* * * * * tallies ?max=3&jobKey=tallies&jobKeyMode=replace
23 1 * * * retention ?max=3&jobKey=retention&jobKeyMode=replace
*/5 * * * * quotes ?max=3&jobKey=quotes&jobKeyMode=replace
*/5 * * * * offers ?max=3&jobKey=offers&jobKeyMode=replace
17 * * * * contracts ?max=3&jobKey=contracts&jobKeyMode=replace
*/5 * * * * partners ?max=3&jobKey=partners&jobKeyMode=replace
*/10 * * * * requeue-mails ?max=3&jobKey=requeue-mails&jobKeyMode=replace
*/10 * * * * requeue-webhooks ?max=3&jobKey=requeue-webhooks&jobKeyMode=replace
7 * * * * clean-up ?max=3&jobKey=clean-up&jobKeyMode=replace
${hasMeilisearch() ? '* * * * * search-changes ?max=3&jobKey=search-changes&jobKeyMode=replace' : ''}
`;

import { db, transaction } from '~/platform/db.server';
import { enqueueSending } from './queue-mail.server';
import { isTemplateName, loadTemplate } from './templates';

const AT_ONCE = 500;

/**
 * Gives each mail that waits without a job that could send it a new one: a worker may have died during the last try.
 * @returns how many there were
 */
export async function requeueMails(): Promise<number> {
  const stranded = await db().$queryRaw<{ id: number; template: string }[]>`
    SELECT m.id, m.template FROM mails m
    WHERE m.state = 'queued' AND greatest(m.created_at, m.collects_until) < now() - interval '2 minutes'
      AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
        WHERE j.key = 'mail:' || m.id AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))
    ORDER BY m.id LIMIT ${AT_ONCE}`;
  for (const { id, template } of stranded) {
    const tries = isTemplateName(template) ? (await loadTemplate(template)).tries : 1;
    await transaction((tx) => enqueueSending(tx, id, tries));
  }
  return stranded.length;
}

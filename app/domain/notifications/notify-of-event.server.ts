import { transaction } from '~/platform/db.server';
import { queueMail } from './queue-mail.server';
import { queueNews } from './queue-news.server';
import { loadTemplate, templatesAfter } from './templates';
import type { ToldEvent } from './templates/template';

/** Queues the mails that follow from an event; a repeat queues nothing more. */
export async function notifyOfEvent(event: ToldEvent): Promise<void> {
  await queueNews(event);
  for (const name of templatesAfter(event.type)) {
    const template = await loadTemplate(name);
    if (template.follows?.(event) === false) continue;
    await transaction(async (tx) => {
      for (const letter of (await template.letters?.(tx, event)) ?? [])
        await queueMail(tx, {
          dedupeKey: `event:${event.id}:${letter.recipient}`,
          template: name,
          ...letter,
          data: letter.data as never,
        });
    });
  }
}

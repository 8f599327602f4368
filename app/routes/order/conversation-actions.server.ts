import { redirect } from '@remix-run/node';
import type { Viewer } from '~/domain/auth/rules';
import { postMessage } from '~/domain/messages/messages.server';
import { MESSAGE_FIELDS, type MessageKind } from '~/domain/messages/rules';
import { needsNoAnswer } from '~/domain/messages/waiting.server';
import { DomainError } from '~/platform/errors';
import { textFields } from '~/platform/http/form.server';

type Command = { viewer: Viewer; number: string; form: FormData };

/**
 * A form of the conversation has an intent and a field of its own. One that carries the field of another, or asks for another
 * kind than its own, is taken for none of them: what was typed as internal cannot become public.
 */
const write =
  (kind: MessageKind) =>
  async ({ viewer, number, form }: Command) => {
    const fields = textFields(form);
    const others = Object.values(MESSAGE_FIELDS).filter((field) => field !== MESSAGE_FIELDS[kind]);
    if (others.some((field) => field in fields) || (fields.kind ?? kind) !== kind)
      throw new DomainError('bad_form', 400);
    const id = await postMessage(viewer, number, kind, fields[MESSAGE_FIELDS[kind]] ?? '');
    return redirect(`/orders/${number}#message-${id}`);
  };

async function settle({ viewer, number }: Command) {
  await needsNoAnswer(viewer, number);
  return redirect(`/orders/${number}#conversation`);
}

/** What the forms of the conversation send, by their `intent`. */
export const CONVERSATION_COMMANDS = {
  message: write('message'),
  public_note: write('public_note'),
  internal_note: write('internal_note'),
  settle,
};

import { db, type Prisma, transaction } from '~/platform/db.server';
import { DomainError } from '~/platform/errors';
import type { Viewer } from '../auth/rules';
import { appendEvent } from '../events/append-event.server';
import { withChanges } from '../events/changes.server';
import type { QuestionForm } from './schema';

type Choice = { value: string; en: string; de: string };

/** Every question of the operator, also those no longer asked, in the order of the form. */
export function listQuestions() {
  return db().question.findMany({ orderBy: [{ active: 'desc' }, { position: 'asc' }, { id: 'asc' }] });
}

/** One question with its choices as the set-up form shows them; null when there is none. */
export async function getQuestion(id: number) {
  const question = await db().question.findUnique({ where: { id } });
  if (!question) return null;
  const choices = question.options as Choice[];
  return {
    ...question,
    choicesEn: choices.map((choice) => choice.en).join('\n'),
    choicesDe: choices.map((choice) => choice.de).join('\n'),
  };
}

/**
 * Adds a question, or changes the one with this id. A choice keeps its stored value as long as one of its names
 * stays, so that drafts already answered keep their answer.
 * @returns the question's id
 * Throws DomainError `not_found` (404).
 */
export function saveQuestion(viewer: Viewer, id: number | null, form: QuestionForm): Promise<number> {
  return transaction(async (tx) => {
    const before = id === null ? null : await tx.question.findUnique({ where: { id } });
    if (id !== null && !before) throw new DomainError('not_found', 404);
    const { choicesEn, choicesDe, ...columns } = form;
    const options = form.kind === 'choice' ? choicesOf(form, (before?.options ?? []) as Choice[]) : [];
    const data = { ...columns, options } satisfies Prisma.QuestionUncheckedUpdateInput;
    const saved = before
      ? await tx.question.update({ where: { id: before.id }, data })
      : await tx.question.create({ data });
    await appendEvent(tx, {
      type: before ? 'question.changed' : 'question.added',
      actorId: viewer.userId,
      visibility: 'internal',
      data: { questionId: saved.id, ...withChanges(before, data) },
    });
    return saved.id;
  });
}

function choicesOf({ choicesEn, choicesDe }: QuestionForm, before: Choice[]): Choice[] {
  const taken = new Set<string>();
  const known = choicesEn.map((en, index) => {
    const same =
      before.find((choice) => choice.en === en) ?? before.find((choice) => choice.de === choicesDe[index]);
    if (!same || taken.has(same.value)) return null;
    taken.add(same.value);
    return same.value;
  });
  return choicesEn.map((en, index) => {
    const value = known[index] ?? freeValue(en, taken);
    taken.add(value);
    return { value, en, de: choicesDe[index] ?? en };
  });
}

function freeValue(label: string, taken: Set<string>): string {
  const word =
    label
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .slice(0, 40) || 'choice';
  for (let n = 1; ; n++) {
    const value = n === 1 ? word : `${word}_${n}`;
    if (!taken.has(value)) return value;
  }
}

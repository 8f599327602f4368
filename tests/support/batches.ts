/**
 * What `ask` gives for each of `things`, in their order; at most eight are under way at once. For requests that do not look at
 * what the others leave behind.
 */
export async function inBatches<Thing, Answer>(
  things: readonly Thing[],
  ask: (thing: Thing) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < things.length; from += 8)
    answers.push(...(await Promise.all(things.slice(from, from + 8).map(ask))));
  return answers;
}

import { expect, it } from 'vitest';
import type { Viewer } from '~/domain/auth/rules';
import { LiveLine } from '~/domain/messages/live-line';

const viewer = {} as Viewer;
const change = (topic: string, type = 'order.moved') => ({ topic, type });

it('keeps one of each change for a reader who is slow, and of too many only that everything changed', async () => {
  const line = new LiveLine(viewer, () => undefined);
  for (let round = 0; round < 1_000; round++) line.tell(change('RO-1', round % 2 ? 'a' : 'b'));
  line.tellUntil(7);
  expect((await line.next()).value).toEqual({ id: 7, changes: [change('RO-1', 'b'), change('RO-1', 'a')] });
  for (let n = 0; n < 100_000; n++) line.tell(change(`RO-${n}`));
  expect((await line.next()).value).toEqual({ id: 7, changes: [{ topic: '*', type: '*' }] });
});

it('wakes whoever waits, ends once and is silent then', async () => {
  let ends = 0;
  const line = new LiveLine(viewer, () => {
    ends += 1;
  });
  const waiting = line.next();
  line.tell(change('RO-1'));
  expect((await waiting).value?.changes).toEqual([change('RO-1')]);
  const last = line.next();
  line.end();
  line.end();
  line.tell(change('RO-2'));
  expect([(await last).done, (await line.next()).done, ends]).toEqual([true, true, 1]);
});

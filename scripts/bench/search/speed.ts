import type { Viewer } from '../../../app/domain/auth/rules';
import { readPage } from '../../../app/domain/search/documents.server';
import type { SearchEngine } from '../../../app/domain/search/engine';
import { rebuildIndex } from '../../../app/domain/search/reindex.server';
import { parseQuery } from '../../../app/domain/search/rules';
import { suggest } from '../../../app/domain/search/suggest.server';
import { seededRandom } from '../../seed/random';
import type { Figure } from '../figures';
import { interleaved, median, p95, timed } from '../measure';
import type { Truth } from './truth';
import { identifiersOf, wordsOf } from './typing';

const ROUNDS = 3;
const RUNS = 200;
const REBUILDS = 2;
const PAGE = 4_000;
/** As many as suggestions are made from. */
const LIMIT = 30;

/** Suggestions for what people have typed so far, beside the engine alone with the same text. */
export async function measureSuggestions(
  truth: Truth,
  engine: SearchEngine,
  viewer: Viewer,
): Promise<Figure[]> {
  const random = seededRandom(7);
  const texts = Array.from({ length: RUNS }, () => {
    const order = random.pick(truth.orders);
    const { text } = random.pick(identifiersOf(order));
    const words = wordsOf(`${order.device} ${order.customer}`).filter((word) => word.length > 3);
    const typed = words.length > 0 && random.chance(0.6) ? random.pick(words) : text.slice(-random.int(4, 6));
    return typed.slice(0, random.int(4, 10));
  });
  const text = (run: number) => texts[run % RUNS] ?? '';
  const whole = (run: number) => suggest(viewer, text(run));
  const alone = (run: number) => engine.find(viewer, parseQuery(text(run)), LIMIT);
  await interleaved(RUNS, whole, alone);
  const rounds: { whole: number; alone: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = await interleaved(RUNS, whole, alone);
    rounds.push({ whole: p95(a), alone: p95(b) });
  }
  const name = `search.${engine.name}`;
  return [
    { name: `${name}.suggest.p95`, value: median(rounds.map((round) => round.whole)), unit: 'ms' },
    { name: `${name}.engine.p95`, value: median(rounds.map((round) => round.alone)), unit: 'ms' },
    {
      name: `${name}.suggest-of-engine`,
      value: median(rounds.map((round) => round.whole / round.alone)),
      unit: '×',
      limit: { max: 2 },
    },
  ];
}

/** A rebuild of the index beside reading what its documents are made of, in the same pages. */
export async function measureRebuild(): Promise<Figure[]> {
  const rounds: { read: number; built: number }[] = [];
  for (let round = 0; round < REBUILDS; round++) {
    let orders = 0;
    const readMs = await timed(async () => {
      orders = await readEverything();
    });
    const buildMs = await timed(async () => {
      if ((await rebuildIndex()) !== orders) throw new Error('The index does not have every order.');
    });
    rounds.push({ read: (orders / readMs) * 1000, built: (orders / buildMs) * 1000 });
  }
  return [
    {
      name: 'search.rebuild.documents',
      value: median(rounds.map(({ built }) => built)),
      unit: 'documents/s',
    },
    { name: 'search.rebuild.rows', value: median(rounds.map(({ read }) => read)), unit: 'rows/s' },
    {
      name: 'search.rebuild.documents-of-rows',
      value: Math.max(...rounds.map(({ built, read }) => (built / read) * 100)),
      unit: '%',
      limit: { min: 30 },
    },
  ];
}

async function readEverything(): Promise<number> {
  let after = 0;
  for (let orders = 0; ; ) {
    const { rows } = await readPage(after, PAGE);
    const last = rows.at(-1);
    if (!last) return orders;
    orders += rows.length;
    after = last.id;
  }
}

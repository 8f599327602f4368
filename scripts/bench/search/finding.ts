import type { Viewer } from '../../../app/domain/auth/rules';
import { searchOrders } from '../../../app/domain/search/queries.server';
import { type Random, seededRandom } from '../../seed/random';
import type { Figure } from '../figures';
import { type KnownOrder, maySee, type Truth, viewersOf } from './truth';
import { type Identifier, identifiersOf, spellingsOf, typoIn, withOneWrongDigit, wordsOf } from './typing';

/** How many of each are tried. */
export type Amounts = { identifiers: number; strangers: number; typos: number };

const SEED = 3;
const LANES = 8;
/** So many of the best hits are looked at. */
const LOOKED_AT = 30;
const FIRST = 5;

/** Runs `work` for each item, some at a time. @returns how many of them it calls wrong, the first few shown */
async function countWrong<T>(
  items: readonly T[],
  work: (item: T) => Promise<string | null>,
  say: (line: string) => void,
): Promise<number> {
  const next = items.values();
  let wrong = 0;
  const lane = async () => {
    for (const item of next) {
      const complaint = await work(item);
      if (complaint !== null && ++wrong <= 5) say(`  ${complaint}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return wrong;
}

type Asked = { truth: Truth; engine: string; amounts: Amounts; say: (line: string) => void };

/** What the search finds with the engine that this process uses now. */
export async function measureFinding(asked: Asked): Promise<Figure[]> {
  const samples = sampleIdentifiers(asked.truth, asked.amounts.identifiers);
  return [
    await rankOne(asked, samples),
    await neighbours(asked, samples),
    await strangers(asked),
    ...(await typos(asked)),
  ];
}

type Sample = { order: KnownOrder; identifier: Identifier; viewer: Viewer };

function sampleIdentifiers({ orders }: Truth, count: number): Sample[] {
  const random = seededRandom(SEED);
  return Array.from({ length: count }, () => {
    const order = random.pick(orders);
    return { order, identifier: random.pick(identifiersOf(order)), viewer: random.pick(viewersOf(order)) };
  });
}

async function rankOne({ truth, engine, say }: Asked, samples: Sample[]): Promise<Figure> {
  say(`${samples.length} identifiers in 8 spellings (${engine})`);
  const typed = samples.flatMap((sample) =>
    spellingsOf(sample.identifier).map((text) => ({ ...sample, text })),
  );
  const wrong = await countWrong(
    typed,
    async ({ order, viewer, text, identifier }) => {
      const [first] = (await searchOrders(viewer, text, LOOKED_AT)).ids;
      // Several orders may have the same reference or device, and numbers of several years the same count.
      const right =
        first !== undefined &&
        (first === order.id || truth.ownersOf(text).has(first) || truth.ownersOf(identifier.text).has(first));
      return right ? null : `${viewer.role}: «${text}» gives ${first ?? 'nothing'}, not ${order.id}`;
    },
    say,
  );
  const value = 100 * (1 - wrong / typed.length);
  return { name: `search.${engine}.identifiers`, value, unit: '%', limit: { min: 100 } };
}

async function neighbours({ truth, engine, say }: Asked, samples: Sample[]): Promise<Figure> {
  say(`${samples.length} identifiers with a wrong digit (${engine})`);
  const random = seededRandom(SEED + 1);
  const typed = samples.flatMap(({ identifier, viewer }) => {
    const text = withOneWrongDigit(identifier.text, random);
    return text === null ? [] : [{ text, viewer }];
  });
  const value = await countWrong(
    typed,
    async ({ text, viewer }) => {
      const { exact, closest } = await searchOrders(viewer, text, LOOKED_AT);
      const named = exact ?? closest;
      const id = named === null ? undefined : truth.byNumber.get(named)?.id;
      const right = named === null || (id !== undefined && truth.ownersOf(text).has(id));
      return right ? null : `${viewer.role}: «${text}» is taken for ${named}`;
    },
    say,
  );
  return { name: `search.${engine}.neighbours`, value, unit: '', limit: { max: 0 } };
}

/** Something to look for: a piece of an identifier, of a number, or words of the order. */
function randomQuery(order: KnownOrder, random: Random): string {
  const { text } = random.pick(identifiersOf(order));
  const from = random.int(0, Math.max(0, text.length - 4));
  const words = wordsOf(`${order.device} ${order.customer}`).filter((word) => word.length > 2);
  const word = words.length > 0 ? random.pick(words) : text;
  return random.weighted([
    [text, 3],
    [text.slice(from), 2],
    [text.slice(from, from + random.int(3, 8)), 3],
    [word, 1],
    [`${word} ${random.pick(wordsOf(order.customer))}`, 1],
    [order.customer, 1],
  ]);
}

async function strangers({ truth, engine, amounts, say }: Asked): Promise<Figure> {
  const random = seededRandom(SEED + 2);
  const partnered = truth.orders.find(({ partnerId, kind }) => partnerId !== null && kind === 'onsite');
  const asked = Array.from({ length: amounts.strangers }, () =>
    randomQuery(random.pick(truth.orders), random),
  );
  const typed = asked.flatMap((text) => {
    const others = viewersOf(random.pick(truth.orders));
    const viewers = others.filter(({ role }) => role !== 'partner' && role !== 'administrator');
    const partner = partnered ? viewersOf(partnered).filter(({ role }) => role === 'partner') : [];
    return [...viewers, ...partner].map((viewer) => ({ text, viewer }));
  });
  say(`${asked.length} random queries by every role but the administrator's (${engine})`);
  const value = await countWrong(
    typed,
    async ({ text, viewer }) => {
      const { ids, exact, closest } = await searchOrders(viewer, text, LOOKED_AT);
      const named = exact ?? closest;
      const found = [...ids.map((id) => truth.byId.get(id)), ...(named ? [truth.byNumber.get(named)] : [])];
      const right = found.every((order) => maySee(viewer, order));
      return right ? null : `${viewer.role} ${viewer.companyId} sees a stranger's order by «${text}»`;
    },
    say,
  );
  return { name: `search.${engine}.strangers`, value, unit: '', limit: { max: 0 } };
}

/** Names of customers and of devices that an administrator types with errors; one word may mean either. */
async function typos({ truth, engine, amounts, say }: Asked): Promise<Figure[]> {
  const min = engine === 'meilisearch' ? 98 : 90;
  const figures: Figure[] = [];
  for (const field of ['customer', 'device'] as const) {
    const random = seededRandom(SEED + 3);
    const known = new Set(
      truth.orders.flatMap((order) => wordsOf(`${order.customer} ${order.device} ${order.problem}`)),
    );
    const names = [...new Set(truth.orders.map((order) => order[field]))];
    const made = Array.from({ length: amounts.typos }, () => {
      const name = random.pick(names);
      return { name, typo: typoIn(name, known, random) };
    }).filter(({ typo }) => typo !== null);
    say(`${made.length} mistyped names of a ${field} (${engine})`);
    const [anybody] = viewersOf(truth.orders[0] as KnownOrder);
    const wrong = await countWrong(
      made,
      async ({ name, typo }) => {
        if (!typo || !anybody) return null;
        const { ids } = await searchOrders(anybody, typo.typed, FIRST);
        const alone = !typo.typed.includes(' ');
        const right = ids.some((id) => {
          const { customer = '', device = '' } = truth.byId.get(id) ?? {};
          if (alone) return wordsOf(`${customer} ${device}`).includes(typo.word);
          return wordsOf(name).every((word) => wordsOf({ customer, device }[field]).includes(word));
        });
        return right ? null : `«${typo.typed}» does not give ${name}`;
      },
      say,
    );
    const value = 100 * (1 - wrong / made.length);
    figures.push({ name: `search.${engine}.typos.${field}`, value, unit: '%', limit: { min } });
  }
  return figures;
}

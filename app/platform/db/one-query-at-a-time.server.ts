import { PrismaPg } from '@prisma/adapter-pg';

type Query = Parameters<Transaction['queryRaw']>[0];
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;
type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/**
 * Prisma over a pool of PostgreSQL connections, where a transaction asks one query after another. Prisma reads the relations of a row
 * at once, also within a transaction, which has one connection only: pg 8 puts such queries in a queue and warns, pg 9 refuses them.
 */
export class PrismaPgInTurn extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => inTurn(await start(isolation));
    return adapter;
  }
}

function inTurn(tx: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const afterLast = <Answer>(ask: (query: Query) => Promise<Answer>) => {
    return (query: Query) => {
      const answer = last.then(() => ask(query));
      last = answer.catch(() => undefined);
      return answer;
    };
  };
  tx.queryRaw = afterLast(tx.queryRaw.bind(tx));
  tx.executeRaw = afterLast(tx.executeRaw.bind(tx));
  return tx;
}

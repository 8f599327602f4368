import { connect, createServer, type Server } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PrismaPgInTurn } from '~/platform/db/one-query-at-a-time.server';
import { versionProblem } from '~/platform/postgres/external.server';
import { DatabaseUnavailable, openDatabase } from '~/platform/postgres/server.server';
import { execute, startTestServer } from '../support/database';

let server: { url: string; stop(): Promise<void> };
beforeAll(async () => {
  server = await startTestServer();
}, 30_000);
afterAll(() => server.stop());

/** What an operator reads when `databaseUrl` does not work: always one sentence, never the password. */
async function refusal(databaseUrl: string): Promise<string> {
  const error = await openDatabase({ dataDir: '/nowhere', databaseUrl }).catch((caught: unknown) => caught);
  if (!(error instanceof DatabaseUnavailable)) throw new Error('it was not refused');
  expect(error.message).toMatch(/^[^\n]+\.$/);
  expect(error.message).not.toContain('s3cret');
  return error.message;
}

async function listen(peer: Server): Promise<number> {
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  const address = peer.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test('a reachable server is taken as it is, and outlives its use', async () => {
  const database = await openDatabase({ dataDir: '/nowhere', databaseUrl: server.url });
  expect(database).toMatchObject({ url: server.url, owned: 'external' });
  await database.stop();
  expect(await execute(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('what a transaction is asked at once, it asks one after another', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on('warning', warn);
  const pool = new pg.Pool({ connectionString: server.url, max: 1 });
  const adapter = await new PrismaPgInTurn(pool, { disposeExternalPool: true }).connect();
  const tx = await adapter.startTransaction();
  const ask = (sql: string) => tx.queryRaw({ sql, args: [], argTypes: [] });
  const answers = await Promise.allSettled(
    ['SELECT 1', 'SAVEPOINT a', 'wrong', 'ROLLBACK TO a', 'SELECT 2'].map(ask),
  );
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : 'wrong'))).toEqual([
    [[1]],
    [],
    'wrong',
    [],
    [[2]],
  ]);
  await tx.rollback();
  await adapter.dispose();
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});

test('nobody listens: refused after a few seconds', async () => {
  const before = Date.now();
  expect(await refusal('postgresql://portal:s3cret@127.0.0.1:1/portal')).toBe(
    'No PostgreSQL answers at 127.0.0.1:1: start it, or correct DATABASE_URL.',
  );
  expect(Date.now() - before).toBeGreaterThan(4_000);
});

test('a server that comes up while it is waited for is taken', async () => {
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  const url = new URL(server.url);
  const behind = Number(url.port);
  url.port = String(port);
  const opening = openDatabase({ dataDir: '/nowhere', databaseUrl: url.toString() });
  await new Promise((resolve) => setTimeout(resolve, 600));
  const relay = createServer((socket) => {
    const upstream = connect(behind, '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
    for (const end of [socket, upstream]) end.on('error', () => undefined);
  }).listen(port, '127.0.0.1');
  await expect(opening).resolves.toMatchObject({ owned: 'external' });
  relay.close();
});

test('an unknown host, a wrong password, a missing database and nonsense each have their sentence', async () => {
  const wrong = (change: (url: URL) => void) => {
    const url = new URL(server.url);
    change(url);
    return refusal(url.toString());
  };
  expect(await wrong((url) => (url.password = 's3cret'))).toMatch(/does not accept the user and password/);
  expect(await wrong((url) => (url.pathname = '/missing'))).toMatch(/has no database "missing"/);
  expect(await refusal('postgresql://portal:s3cret@no-such-host.invalid/portal')).toMatch(
    /is not known here/,
  );
  expect(await refusal('mysql://portal:s3cret@127.0.0.1/portal')).toMatch(/must look like postgresql:/);
  expect(await refusal('postgresql://portal:s3cret@[broken/portal')).toMatch(/cannot be used/);
});

test('what listens but is no PostgreSQL is refused', async () => {
  const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const port = await listen(other);
  expect(await refusal(`postgresql://portal:s3cret@127.0.0.1:${port}/portal`)).toMatch(/cannot be used/);
  other.close();
});

test.each([
  [90624, 'DATABASE_URL leads to PostgreSQL 9, and the portal needs PostgreSQL 15 or newer.'],
  [140011, 'DATABASE_URL leads to PostgreSQL 14, and the portal needs PostgreSQL 15 or newer.'],
  [150000, null],
  [180004, null],
])('server version %i', (version, problem) => {
  expect(versionProblem(version)).toBe(problem);
});

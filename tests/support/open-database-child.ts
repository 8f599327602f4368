import { openDatabase } from '../../app/platform/postgres/server.server';

/** Opens the database of the folder in the first argument, reports what it got, and stops when told to. */
async function main(): Promise<void> {
  const database = await openDatabase({
    dataDir: process.argv[2] ?? '',
    settings: { shared_buffers: '16MB' },
  });
  process.send?.({ url: database.url });
  process.once('message', () => {
    void database.stop().then(() => process.disconnect());
  });
}

main().catch((error: Error) => {
  process.send?.({ error: error.message, name: error.name });
  process.disconnect();
});

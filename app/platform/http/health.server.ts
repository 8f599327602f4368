import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';
import { pool } from '../db.server';
import { env } from '../env.server';
import { searchState } from '../meilisearch.server';
import { metricsText } from '../metrics.server';
import { pendingMigrations } from '../migrate.server';
import { storageState } from '../storage.server';

/** A part that says nothing for so long is not there. */
const LATE_MS = 3_000;

type State = { ok: boolean; state: string };

async function check(probe: () => Promise<string>): Promise<State> {
  try {
    const late = sleep(LATE_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('late')));
    return { ok: true, state: await Promise.race([probe(), late]) };
  } catch {
    return { ok: false, state: 'unavailable' };
  }
}

/** The state of every part that the portal needs: database, migrations, search, storage, mail. */
async function readiness(): Promise<Record<string, State>> {
  const database = await check(async () => {
    await pool().query('SELECT 1');
    return 'connected';
  });
  const migrations = database.ok
    ? await check(async () => {
        const pending = await pendingMigrations(pool());
        if (pending.length > 0) throw new Error('pending');
        return 'applied';
      })
    : { ok: false, state: 'unknown' };
  return {
    database,
    migrations,
    search: { ok: database.ok, state: await searchState() },
    // Without it the portal goes on, but for files.
    storage: { ok: true, state: (await check(storageState)).state },
    mail: { ok: true, state: env().SMTP_URL ? 'smtp' : 'mailbox' },
  };
}

/**
 * GET /healthz (the process), /readyz (its parts, 503 when one is missing) and /metrics: at these addresses alone, so that a proxy
 * which keeps them inside need not know others.
 */
export function healthRoutes(): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/healthz', (_, response) => void response.json({ ok: true }));
  router.get('/readyz', async (_, response, next) => {
    try {
      const parts = await readiness();
      const ok = Object.values(parts).every((part) => part.ok);
      response.status(ok ? 200 : 503).json({ ok, ...parts });
    } catch (error) {
      next(error);
    }
  });
  router.get('/metrics', async (_, response, next) => {
    try {
      response.type('text/plain; version=0.0.4').send(await metricsText());
    } catch (error) {
      next(error);
    }
  });
  return router;
}

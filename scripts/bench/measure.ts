import autocannon from 'autocannon';

/** The value below which `share` (0 to 1) of the values lie: nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
export const p95 = (values: readonly number[]) => percentile(values, 0.95);

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** How often `work`, repeated for `seconds`, ran in a second. */
export async function repeatedFor(seconds: number, work: () => unknown): Promise<number> {
  const started = performance.now();
  let runs = 0;
  while (performance.now() - started < seconds * 1000) {
    await work();
    runs += 1;
  }
  return (runs / (performance.now() - started)) * 1000;
}

/**
 * Runs two works in turn, so that whatever else the machine does meets both.
 * @returns the milliseconds of each run
 */
export async function interleaved(
  runs: number,
  first: (run: number) => unknown,
  second: (run: number) => unknown,
): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    times[0].push(await timed(() => first(run)));
    times[1].push(await timed(() => second(run)));
  }
  return times;
}

/** Requests per second that the paths get from `url` with eight connections. Throws an Error unless all answer 200. */
export async function requestsPerSecond(
  url: string,
  paths: readonly string[],
  cookie: string,
  seconds: number,
): Promise<number> {
  const result = await autocannon({
    url,
    connections: 8,
    duration: seconds,
    requests: paths.map((path) => ({ path, headers: { cookie } })),
  });
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] === 0) {
    throw new Error(
      `${paths[0]}: ${result['2xx']} good answers, ${result.non2xx} others, ${result.errors} errors`,
    );
  }
  return result['2xx'] / result.duration;
}

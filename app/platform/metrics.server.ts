import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { singleton } from './singleton';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const metrics = () =>
  singleton('metrics', () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const registers = [registry];
    return {
      registry,
      requests: new Counter({
        name: 'portal_http_requests_total',
        help: 'HTTP requests answered',
        labelNames: ['method', 'status'],
        registers,
      }),
      duration: new Histogram({
        name: 'portal_http_request_duration_seconds',
        help: 'Time to answer an HTTP request',
        labelNames: ['method'],
        buckets: SECONDS,
        registers,
      }),
      jobs: new Counter({
        name: 'portal_jobs_total',
        help: 'Jobs that this process ran, by how they ended',
        labelNames: ['task', 'outcome'],
        registers,
      }),
      jobDuration: new Histogram({
        name: 'portal_job_duration_seconds',
        help: 'Time that a job took',
        labelNames: ['task'],
        buckets: [...SECONDS, 30, 120],
        registers,
      }),
    };
  });

/** Counts an answered request. */
export function countRequest(method: string, status: number, milliseconds: number): void {
  metrics().requests.inc({ method, status });
  metrics().duration.observe({ method }, milliseconds / 1000);
}

/** Counts a job that ended: `done` or `failed`. */
export function countJob(task: string, outcome: string, milliseconds: number): void {
  metrics().jobs.inc({ task, outcome });
  metrics().jobDuration.observe({ task }, milliseconds / 1000);
}

/** Values that are looked up when the metrics are read, by their names. Each gauge has one label, or none. */
export type Lookup = {
  name: string;
  help: string;
  label?: string;
  values: () => Promise<[label: string, value: number][]>;
};

/** Adds gauges whose values are looked up when they are read. What cannot be looked up is absent, and the rest is there. */
export function addLookups(lookups: readonly Lookup[]): void {
  const { registry } = metrics();
  for (const { name, help, label, values } of lookups) {
    if (registry.getSingleMetric(name)) continue;
    new Gauge({
      name,
      help,
      labelNames: label ? [label] : [],
      registers: [registry],
      async collect() {
        this.reset();
        for (const [value, count] of await values().catch(() => []))
          if (label) this.set({ [label]: value }, count);
          else this.set(count);
      },
    });
  }
}

/** The metrics of this process in the Prometheus text format. */
export function metricsText(): Promise<string> {
  return metrics().registry.metrics();
}

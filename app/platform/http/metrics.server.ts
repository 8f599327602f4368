import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { singleton } from '../singleton';

const metrics = () =>
  singleton('metrics', () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    return {
      registry,
      requests: new Counter({
        name: 'portal_http_requests_total',
        help: 'HTTP requests answered',
        labelNames: ['method', 'status'],
        registers: [registry],
      }),
      duration: new Histogram({
        name: 'portal_http_request_duration_seconds',
        help: 'Time to answer an HTTP request',
        labelNames: ['method'],
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        registers: [registry],
      }),
    };
  });

/** Counts an answered request. */
export function countRequest(method: string, status: number, milliseconds: number): void {
  metrics().requests.inc({ method, status });
  metrics().duration.observe({ method }, milliseconds / 1000);
}

/** The metrics of this process in the Prometheus text format. */
export function metricsText(): Promise<string> {
  return metrics().registry.metrics();
}

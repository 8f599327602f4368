import { availableParallelism, cpus, totalmem } from 'node:os';

/** One measured value. With `limit` it has to be met: at least it (`min`) or at most it (`max`). */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  limit?: { min: number } | { max: number };
};

/** Whether a figure meets its limit; null where it has none. */
export function passes({ value, limit }: Figure): boolean | null {
  if (!limit) return null;
  return 'min' in limit ? value >= limit.min : value <= limit.max;
}

/** What the figures were measured on. */
export function machineFacts(): Record<string, string | number> {
  return {
    node: process.version,
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
  };
}

/** Prints the figures as a table for people. */
export function printTable(figures: readonly Figure[], facts: Record<string, string | number>): void {
  const rows = figures.map((figure) => {
    const { name, value, unit, limit } = figure;
    const pass = passes(figure);
    const target = limit ? ('min' in limit ? `≥ ${limit.min}` : `≤ ${limit.max}`) : '';
    return [name, `${round(value)} ${unit}`.trim(), target, pass === null ? '' : pass ? 'pass' : 'FAIL'];
  });
  const all = [['figure', 'value', 'target', ''], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  console.log(
    Object.entries(facts)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · '),
  );
}

/** The figures as one object: `{ name: { value, unit, target?, pass? } }`. */
export function asJson(figures: readonly Figure[], facts: Record<string, string | number>): string {
  const entries = figures.map((figure) => {
    const { name, value, unit, limit } = figure;
    return [
      name,
      { value: round(value), unit, ...(limit && { target: limit, pass: passes(figure) }) },
    ] as const;
  });
  return JSON.stringify({ machine: facts, figures: Object.fromEntries(entries) });
}

const round = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

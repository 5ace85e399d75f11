import { median } from '../../bench/figures.js';

/** A sample of a server's memory, in bytes. */
export interface MemorySample {
  readonly heapUsed: number;
  readonly rss: number;
}

/** By how many bytes the memory grew, from the median of the second fifth of a run to that of its last fifth. */
export function growthOf(samples: readonly MemorySample[]): MemorySample {
  const fifth = Math.floor(samples.length / 5);
  const early = samples.slice(fifth, 2 * fifth);
  const late = samples.slice(-fifth);
  const growth = (key: keyof MemorySample) =>
    median(late.map((one) => one[key])) - median(early.map((one) => one[key]));
  return { heapUsed: growth('heapUsed'), rss: growth('rss') };
}

/** The value below which so many hundredths of the values lie. */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? 0;
}

/** Splits figures into groups of so many, in order; the last group takes the rest. */
export function cut(figures: readonly number[], size: number): readonly (readonly number[])[] {
  const portions = Math.max(1, Math.floor(figures.length / size));
  return Array.from({ length: portions }, (_, i) =>
    figures.slice(i * size, i === portions - 1 ? undefined : (i + 1) * size),
  );
}

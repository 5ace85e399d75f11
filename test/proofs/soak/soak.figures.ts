import { median } from '../../bench/figures.js';

/** One look at a server's memory, in bytes. */
export interface MemorySample {
  readonly heapUsed: number;
  readonly rss: number;
}

/** By how many bytes the memory grew: from the median of the second fifth of a run to that of its last. */
export function growthOf(samples: readonly MemorySample[]): MemorySample {
  const fifth = Math.floor(samples.length / 5);
  const early = samples.slice(fifth, 2 * fifth);
  const late = samples.slice(-fifth);
  const growth = (key: keyof MemorySample) =>
    median(late.map((one) => one[key])) - median(early.map((one) => one[key]));
  return { heapUsed: growth('heapUsed'), rss: growth('rss') };
}

/** The value below which so many hundredths lie. */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? 0;
}

/** Figures in portions of so many, in their order; the rest belongs to the last. */
export function cut(figures: readonly number[], size: number): readonly (readonly number[])[] {
  const portions = Math.max(1, Math.floor(figures.length / size));
  return Array.from({ length: portions }, (_, i) =>
    figures.slice(i * size, i === portions - 1 ? undefined : (i + 1) * size),
  );
}

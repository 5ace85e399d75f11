import fc from 'fast-check';
import { frameEnds } from './log.layout.js';

/** What a crash may leave of the log. SQLite reads it up to its first damage, so that every damage truncates it. */
export interface Truncation {
  readonly name: string;
  apply(log: Buffer): Buffer;
}

/** Only so many bytes are left. */
export function cut(length: number): Truncation {
  return { name: `cut after ${length} bytes`, apply: (log) => log.subarray(0, length) };
}

/** One byte has changed. */
export function flipped(at: number, mask: number): Truncation {
  return {
    name: `byte ${at} xor ${mask}`,
    apply: (log) => {
      const damaged = Buffer.from(log);
      damaged[at] = (damaged[at] ?? 0) ^ mask;
      return damaged;
    },
  };
}

/** So many bytes never reached the disk, although later ones did. */
export function unwritten(from: number, bytes: number): Truncation {
  return {
    name: `${bytes} bytes unwritten from ${from}`,
    apply: (log) => Buffer.from(log).fill(0, from, Math.min(from + bytes, log.length)),
  };
}

const SECTOR_BYTES = 512;

/** The log cut at the end of every frame, and random truncations. */
export function someTruncations(log: Buffer, seed: number, count: number): readonly Truncation[] {
  const within = fc.integer({ min: 0, max: log.length - 1 });
  const random = fc.oneof(
    { weight: 3, arbitrary: within.map(cut) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(within, fc.integer({ min: 1, max: 255 }))
        .map(([at, mask]) => flipped(at, mask)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(within, fc.integer({ min: 1, max: 64 }))
        .map(([at, sectors]) => unwritten(at - (at % SECTOR_BYTES), sectors * SECTOR_BYTES)),
    },
  );
  return [
    cut(0),
    ...frameEnds(log).map(cut),
    ...fc.sample(fc.noBias(random), { seed, numRuns: count }),
  ];
}

/** Every prefix of the log, byte by byte. */
export function* everyPrefix(log: Buffer): Iterable<Truncation> {
  for (let length = 0; length <= log.length; length += 1) yield cut(length);
}

import fc from 'fast-check';
import { frameEnds } from './log.layout.js';

/** What a crash may leave of the log. */
export interface Tear {
  readonly name: string;
  apply(log: Buffer): Buffer;
}

/** The log ends after so many bytes. */
export function cut(length: number): Tear {
  return { name: `cut after ${length} bytes`, apply: (log) => log.subarray(0, length) };
}

/** One byte of the log is another. */
export function flipped(at: number, mask: number): Tear {
  return {
    name: `byte ${at} xor ${mask}`,
    apply: (log) => {
      const torn = Buffer.from(log);
      torn[at] = (torn[at] ?? 0) ^ mask;
      return torn;
    },
  };
}

/** So many bytes never reached the disk, although later ones did: the file was made longer first. */
export function unwritten(from: number, bytes: number): Tear {
  return {
    name: `${bytes} bytes unwritten from ${from}`,
    apply: (log) => Buffer.from(log).fill(0, from, Math.min(from + bytes, log.length)),
  };
}

const SECTOR_BYTES = 512;

/** Cuts at the end of every frame, and random tears. */
export function someTears(log: Buffer, seed: number): readonly Tear[] {
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
    ...fc.sample(fc.noBias(random), { seed, numRuns: 400 }),
  ];
}

/** Every prefix of the log, byte by byte. */
export function* everyPrefix(log: Buffer): Iterable<Tear> {
  for (let length = 0; length <= log.length; length += 1) yield cut(length);
}

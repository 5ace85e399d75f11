import { createHash } from 'node:crypto';

const FAILING = 0.3;
const DUPLICATES = 0.2;

/** How many attempts of an order's handler fail: the same in every run with the same seed. */
export function failuresOf(seed: number, orderUuid: string): number {
  let failures = 0;
  while (chance(`${seed} fails ${orderUuid} ${failures + 1}`) < FAILING) failures += 1;
  return failures;
}

/** Whether the nth webhook is a duplicate of an earlier one. */
export function isDuplicate(seed: number, nth: number): boolean {
  return nth > 0 && chance(`${seed} copy ${nth}`) < DUPLICATES;
}

/** A number below `count`, for the nth webhook. */
export function pick(seed: number, nth: number, count: number): number {
  return Math.floor(chance(`${seed} pick ${nth}`) * count);
}

/** A number from 0 to 1. */
function chance(what: string): number {
  return createHash('sha1').update(what).digest().readUInt32BE() / 2 ** 32;
}

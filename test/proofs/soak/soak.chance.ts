import { createHash } from 'node:crypto';

const FAILING = 0.3;
const DUPLICATES = 0.2;

/** Whether a handler fails at an order, at a try of it: the same in every run with the same seed. */
export function failsAt(seed: number, orderUuid: string, attempt: number): boolean {
  return chance(`${seed} fails ${orderUuid} ${attempt}`) < FAILING;
}

/** Whether the nth webhook is a copy of an earlier one. */
export function isDuplicate(seed: number, nth: number): boolean {
  return nth > 0 && chance(`${seed} copy ${nth}`) < DUPLICATES;
}

/** One of so many, for the nth webhook. */
export function pick(seed: number, nth: number, count: number): number {
  return Math.floor(chance(`${seed} pick ${nth}`) * count);
}

/** From 0 to 1. */
function chance(what: string): number {
  return createHash('sha1').update(what).digest().readUInt32BE() / 2 ** 32;
}

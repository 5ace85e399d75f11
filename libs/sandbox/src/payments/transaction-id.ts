import { randomInt } from 'node:crypto';

/**
 * Generates transaction ids in the gateway's form: `invoice_` and 13 hex digits, as PHP's `uniqid` gives them from
 * seconds and microseconds (docs/gateway-api.md, Create a payment: `invoice_67d2a3f8b12e1`). Each is greater than the one before.
 */
export class TransactionIds {
  #last = 0n;

  next(now: Date): string {
    const microseconds = now.getTime() * 1000 + randomInt(1000);
    const seconds = BigInt(Math.floor(microseconds / 1_000_000));
    const id = (seconds << 20n) | BigInt(microseconds % 1_000_000);
    this.#last = id > this.#last ? id : this.#last + 1n;
    return `invoice_${this.#last.toString(16).padStart(13, '0')}`;
  }
}

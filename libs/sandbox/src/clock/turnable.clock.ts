import { SandboxClock } from '../payments/payment.js';

/**
 * The machine's clock with an offset. While work of a later time is done it stands still at that time, so that
 * everything in the sandbox sees the same hour.
 */
export class TurnableClock extends SandboxClock {
  #offsetMs: number;
  #heldAt: number | null = null;

  /** @param offsetMs how far it is ahead of the machine's clock, in milliseconds. */
  constructor(offsetMs = 0) {
    super();
    this.#offsetMs = offsetMs;
  }

  now(): Date {
    return new Date(this.#heldAt ?? Date.now() + this.#offsetMs);
  }

  /** How far it is ahead of the machine's clock, in milliseconds. */
  get offsetMs(): number {
    return this.#heldAt === null ? this.#offsetMs : this.#heldAt - Date.now();
  }

  /** Stands still at a time. */
  holdAt(time: Date): void {
    this.#heldAt = time.getTime();
  }

  /** Runs on from where it stood still. */
  release(): void {
    this.#offsetMs = this.offsetMs;
    this.#heldAt = null;
  }

  /** Shows the machine's time again. */
  restart(): void {
    this.#offsetMs = 0;
    this.#heldAt = null;
  }
}

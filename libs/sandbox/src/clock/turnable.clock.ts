import { SandboxClock } from '../sandbox.clock.js';

/**
 * The machine's clock with an offset, which may be frozen. While work of a later time is done it stands still at that
 * time, so that everything in the sandbox sees the same hour.
 */
export class TurnableClock extends SandboxClock {
  #offsetMs: number;
  #frozenAt: number | null;
  #heldAt: number | null = null;

  /**
   * @param offsetMs how far it is ahead of the machine's clock, in milliseconds.
   * @param frozenAt the time that it stands still at, in milliseconds since 1970; null when it runs.
   */
  constructor(offsetMs = 0, frozenAt: number | null = null) {
    super();
    this.#offsetMs = offsetMs;
    this.#frozenAt = frozenAt;
  }

  now(): Date {
    return new Date(this.#standsAt ?? Date.now() + this.#offsetMs);
  }

  /** How far it is ahead of the machine's clock, in milliseconds. */
  get offsetMs(): number {
    return this.#standsAt === null ? this.#offsetMs : this.#standsAt - Date.now();
  }

  /** Whether it stands still until somebody turns or releases it. */
  get frozen(): boolean {
    return this.#frozenAt !== null;
  }

  /** Stands still from now on, until it is turned or released. */
  freeze(): void {
    this.#frozenAt ??= this.now().getTime();
  }

  /** Runs on from where it was frozen. */
  release(): void {
    this.#offsetMs = this.offsetMs;
    this.#frozenAt = null;
  }

  /** Shows a time for as long as work of that time is done. */
  holdAt(time: Date): void {
    this.#heldAt = time.getTime();
  }

  /** Goes on from the time that it was held at: it runs, or if it is frozen, stands still there. */
  letGo(): void {
    this.#offsetMs = this.offsetMs;
    if (this.#frozenAt !== null) this.#frozenAt = this.#heldAt ?? this.#frozenAt;
    this.#heldAt = null;
  }

  /** Shows the machine's time again, and runs. */
  restart(): void {
    this.#offsetMs = 0;
    this.#frozenAt = null;
    this.#heldAt = null;
  }

  get #standsAt(): number | null {
    return this.#heldAt ?? this.#frozenAt;
  }
}

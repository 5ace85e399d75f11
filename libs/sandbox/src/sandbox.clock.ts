/**
 * The sandbox's clock, which everything in the sandbox reads: the machine's clock plus an offset, unless it is frozen.
 * While work of a later time runs, the clock is held at that time.
 */
export class SandboxClock {
  #heldAt: number | null = null;

  /**
   * @param aheadMs how far it is ahead of the machine's clock, in milliseconds.
   * @param frozenAt the time it is frozen at, in milliseconds since 1970; null when it runs.
   */
  constructor(
    private aheadMs = 0,
    private frozenAt: number | null = null,
  ) {}

  now(): Date {
    return new Date(this.#stoppedAt ?? Date.now() + this.aheadMs);
  }

  /** How far it is ahead of the machine's clock, in milliseconds. */
  get offsetMs(): number {
    return this.#stoppedAt === null ? this.aheadMs : this.#stoppedAt - Date.now();
  }

  get frozen(): boolean {
    return this.frozenAt !== null;
  }

  freeze(): void {
    this.frozenAt ??= this.now().getTime();
  }

  /** Runs again, from the time it was frozen at. */
  release(): void {
    this.aheadMs = this.offsetMs;
    this.frozenAt = null;
  }

  /** Shows a time while the work of that time runs. */
  holdAt(time: Date): void {
    this.#heldAt = time.getTime();
  }

  /** Ends the hold: runs on from that time, or stays frozen at it. */
  endHold(): void {
    this.aheadMs = this.offsetMs;
    if (this.frozenAt !== null) this.frozenAt = this.#heldAt ?? this.frozenAt;
    this.#heldAt = null;
  }

  /** Shows the machine's time again, and runs. */
  reset(): void {
    this.aheadMs = 0;
    this.frozenAt = null;
    this.#heldAt = null;
  }

  get #stoppedAt(): number | null {
    return this.#heldAt ?? this.frozenAt;
  }
}

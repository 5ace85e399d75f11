import type { DeliveryAttempt } from './delivery.attempt.js';

interface RunningAttempt {
  readonly attempt: DeliveryAttempt;
  /** Resolves when its end is stored, or can't be. */
  readonly ended: Promise<void>;
}

/** The attempts that run in this process. */
export class RunningAttempts {
  private readonly attempts = new Map<string, RunningAttempt>();
  private readonly calls = new Map<string, number>();

  get size(): number {
    return this.attempts.size;
  }

  /** The tokens of their leases. */
  get tokens(): readonly string[] {
    return [...this.attempts.keys()];
  }

  /** The ids of their deliveries. */
  get deliveryIds(): readonly number[] {
    return [...this.attempts.values()].map(({ attempt }) => attempt.deliveryId);
  }

  /** How many calls of a handler are running. Once a call has ended, storing its end doesn't count. */
  callsOf(handler: string): number {
    return this.calls.get(handler) ?? 0;
  }

  callStarted(handler: string): void {
    this.calls.set(handler, this.callsOf(handler) + 1);
  }

  callEnded(handler: string): void {
    this.calls.set(handler, this.callsOf(handler) - 1);
  }

  add(attempt: DeliveryAttempt, ended: Promise<void>): void {
    this.attempts.set(attempt.token, { attempt, ended });
  }

  remove({ token }: DeliveryAttempt): void {
    this.attempts.delete(token);
  }

  /** Aborts the signals of these attempts, as far as they still run. */
  abort(tokens: readonly string[]): void {
    tokens.forEach((token) => this.attempts.get(token)?.attempt.abort());
  }

  /** Resolves when all of them have ended. */
  async ended(): Promise<void> {
    await Promise.all([...this.attempts.values()].map(({ ended }) => ended));
  }

  /** Resolves when all of them have ended, at the latest after a time in milliseconds. */
  async waitForAll(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([this.ended(), timeout]);
    clearTimeout(timer);
  }
}

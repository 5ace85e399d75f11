const FIRST_MS = 1_000;
const MAX_MS = 60_000;

interface Backoff {
  readonly failures: number;
  /** Undefined once the wait is over. */
  readonly timer: NodeJS.Timeout | undefined;
}

/**
 * Delays webhooks whose attempts could not be recorded, for example because the disk is full. They are still due, so
 * without a wait they would be sent in a loop. The waits are real time and grow from a second to a minute.
 */
export class WebhookBackoff {
  readonly #backoffs = new Map<string, Backoff>();

  /** @param onEnd called when a wait is over. */
  constructor(private readonly onEnd: () => void) {}

  /** The webhooks that are waiting. */
  get ids(): readonly string[] {
    return [...this.#backoffs].flatMap(([id, { timer }]) => (timer === undefined ? [] : [id]));
  }

  /** Makes a webhook wait, longer after each failure in a row. */
  delay(id: string): void {
    const failures = (this.#backoffs.get(id)?.failures ?? 0) + 1;
    const end = () => {
      this.#backoffs.set(id, { failures, timer: undefined });
      this.onEnd();
    };
    const timer = setTimeout(end, Math.min(FIRST_MS * 2 ** (failures - 1), MAX_MS)).unref();
    this.#backoffs.set(id, { failures, timer });
  }

  /** Removes a webhook whose attempt was recorded. */
  remove(id: string): void {
    clearTimeout(this.#backoffs.get(id)?.timer);
    this.#backoffs.delete(id);
  }

  clear(): void {
    for (const id of this.#backoffs.keys()) this.remove(id);
  }
}

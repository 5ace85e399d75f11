const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;

interface Pause {
  readonly failures: number;
  /** Undefined once the pause is over. */
  readonly timer: NodeJS.Timeout | undefined;
}

/**
 * Webhooks whose attempts could not be written down, because the disk is full for one. In the log they are still due,
 * so without a pause they would be sent again without end. The pauses are by the machine's clock, as disks are, and
 * grow from a second to a minute.
 */
export class WebhookPauses {
  readonly #pauses = new Map<string, Pause>();

  /** @param over is called when a pause is over. */
  constructor(private readonly over: () => void) {}

  /** The webhooks that pause now. */
  get ids(): readonly string[] {
    return [...this.#pauses].flatMap(([id, { timer }]) => (timer === undefined ? [] : [id]));
  }

  /** Lets one pause, longer with each time in a row. */
  pause(id: string): void {
    const failures = (this.#pauses.get(id)?.failures ?? 0) + 1;
    const timer = setTimeout(
      () => {
        this.#pauses.set(id, { failures, timer: undefined });
        this.over();
      },
      Math.min(SHORTEST_MS * 2 ** (failures - 1), LONGEST_MS),
    ).unref();
    this.#pauses.set(id, { failures, timer });
  }

  /** Forgets one whose attempt was written down. */
  forget(id: string): void {
    clearTimeout(this.#pauses.get(id)?.timer);
    this.#pauses.delete(id);
  }

  /** Forgets all. */
  clear(): void {
    for (const id of this.#pauses.keys()) this.forget(id);
  }
}

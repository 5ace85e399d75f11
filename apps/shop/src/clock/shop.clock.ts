import type { OnApplicationShutdown } from '@nestjs/common';
import type { ShopConfig } from '../shop.config.js';

const ASK_EVERY_MS = 1000;
const TIMEOUT_MS = 1000;

/** What `GET /_sandbox/clock` answers, as far as the shop reads it. */
interface SandboxTime {
  readonly now: string;
  readonly frozen: boolean;
}

/**
 * The time at the gateway. A real gateway's is the machine's; the sandbox has a clock that developers turn, and its
 * payments begin and end by that clock. So the shop asks for it every second, and before each order and webhook: the
 * webhook of a payment that expires is sent while the clock is being turned.
 */
export class ShopClock implements OnApplicationShutdown {
  private readonly url: string | null;
  private aheadMs = 0;
  private frozenAt: number | null = null;
  private timer: NodeJS.Timeout | undefined;
  private questions = 0;
  private answered = 0;

  constructor({ sandboxUrl }: Pick<ShopConfig, 'sandboxUrl'>) {
    this.url = sandboxUrl && `${sandboxUrl}/_sandbox/clock`;
  }

  /** Asks for the time now, and then every second. */
  async start(): Promise<void> {
    if (this.url === null) return;
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), ASK_EVERY_MS).unref();
  }

  /** The time at the gateway. */
  now(): Date {
    return new Date(this.frozenAt ?? Date.now() + this.aheadMs);
  }

  /** Asks the sandbox for its time. Without an answer, the time goes on as it did. */
  async refresh(): Promise<void> {
    const question = (this.questions += 1);
    const time = await this.ask();
    // An answer that was overtaken by a later one may be of before the clock was turned.
    if (time === null || question < this.answered) return;
    const now = Date.parse(time.now);
    if (Number.isNaN(now)) return;
    this.answered = question;
    this.aheadMs = now - Date.now();
    this.frozenAt = time.frozen ? now : null;
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async ask(): Promise<SandboxTime | null> {
    if (this.url === null) return null;
    try {
      const answer = await fetch(this.url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      return answer.ok ? ((await answer.json()) as SandboxTime) : null;
    } catch {
      // The sandbox starts at the same time as the shop, and may not listen yet.
      return null;
    }
  }
}

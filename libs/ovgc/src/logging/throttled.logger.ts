import { Logger } from '@nestjs/common';

/** In milliseconds. */
const WINDOW_MS = 1000;

type Level = 'warn' | 'error';

interface Entry {
  readonly level: Level;
  readonly message: string;
  readonly detail: string | undefined;
}

/** The second that began with a line. */
interface Window {
  readonly endsAt: number;
  readonly timer: NodeJS.Timeout;
  leftOut: number;
  last: Entry | null;
}

/**
 * A logger that writes at most one line a second of each kind. Whatever floods the app, such as a full disk or somebody
 * who guesses secrets, doesn't flood its log. The first line of a kind is written at once. If others follow within the
 * second, the last of them is written at its end, with the number of those that were left out.
 */
export class ThrottledLogger {
  private readonly logger: Logger;
  private readonly windows = new Map<string, Window>();

  /** @param context as Nest's loggers have it, such as `OvgcWebhooks` */
  constructor(context: string) {
    this.logger = new Logger(context);
  }

  /** @param kind lines of the same kind share one line a second */
  warn(kind: string, message: string): void {
    this.log(kind, { level: 'warn', message, detail: undefined });
  }

  /**
   * @param kind lines of the same kind share one line a second
   * @param detail such as a stack
   */
  error(kind: string, message: string, detail?: string): void {
    this.log(kind, { level: 'error', message, detail });
  }

  private log(kind: string, entry: Entry): void {
    const window = this.windows.get(kind);
    if (window === undefined) {
      this.write(entry);
      this.begin(kind);
      return;
    }
    window.leftOut += 1;
    window.last = entry;
    // A timer may be late, or gone.
    if (performance.now() >= window.endsAt) this.end(kind, window);
  }

  private begin(kind: string): void {
    const window: Window = {
      endsAt: performance.now() + WINDOW_MS,
      timer: setTimeout(() => this.end(kind, window), WINDOW_MS).unref(),
      leftOut: 0,
      last: null,
    };
    this.windows.set(kind, window);
  }

  private end(kind: string, { timer, leftOut, last }: Window): void {
    clearTimeout(timer);
    this.windows.delete(kind);
    if (last === null) return;
    const others = leftOut - 1;
    this.write(
      others === 0 ? last : { ...last, message: `${last.message} (${others} more of this kind)` },
    );
    this.begin(kind);
  }

  private write({ level, message, detail }: Entry): void {
    if (detail === undefined) this.logger[level](message);
    else this.logger[level](message, detail);
  }
}

import type { SharedDatabase } from '../../support/shared.database.js';
import type { Call } from '../../support/shop.handlers.js';
import type { Ending } from './shop.program.js';

interface Heard {
  /** Since it was stored or replayed. */
  attempts: number;
  /** How many processes there had been when it was called last. */
  process: number;
  readonly key: string;
  /** A call of it has succeeded, and its process lived to write that down. */
  done: boolean;
}

interface Open {
  readonly call: Call;
  readonly end: (ending: 'succeeds' | 'fails') => void;
}

/** Does in the name of the handlers what a program says, and sees to it that they are called as they may be. */
export class HandlerWatch {
  /** By handler and event, in the order of their first calls. */
  readonly heard = new Map<string, Heard>();
  /** Calls that have not ended. */
  private open: Open[] = [];
  /** Calls that succeeded since the watch last looked. */
  private succeeded: string[] = [];
  private calls = 0;
  private process = 0;

  constructor(
    private readonly endings: readonly Ending[],
    private readonly database: SharedDatabase,
    private readonly violations: string[],
  ) {}

  readonly answer = (call: Call): Promise<void> => {
    this.check(call);
    const ending = this.endings[this.calls++] ?? 'succeeds';
    return new Promise((resolve, reject) => {
      const end = (how: 'succeeds' | 'fails') => {
        this.open = this.open.filter((one) => one.call !== call);
        if (how === 'fails') return reject(new Error(`try ${call.delivery.attempt} failed`));
        this.succeeded.push(nameOf(call));
        resolve();
      };
      this.open.push({ call, end });
      call.delivery.signal.addEventListener('abort', () => end('fails'));
      if (ending !== 'hangs') end(ending);
    });
  };

  /** Ends what hangs. */
  endAll(ending: 'succeeds' | 'fails'): void {
    this.open.forEach(({ end }) => end(ending));
  }

  /** The process is still there, with all that followed from what its handlers did. */
  lived(): void {
    const { length: leased } = this.database.rows(
      'select 1 from ovgc_deliveries where lease_token is not null',
    );
    if (leased !== this.open.length) {
      this.violations.push(`${leased} deliveries are leased, and ${this.open.length} run`);
    }
    for (const name of this.succeeded.splice(0)) this.markDone(name);
  }

  /** The process is gone, and with it what its handlers were at; what was written down before stays. */
  ended(): void {
    this.process += 1;
    this.open = [];
    const done = this.namesOf('completed');
    for (const name of this.succeeded.splice(0)) if (done.has(name)) this.markDone(name);
  }

  /** What was given up is going to be called again, counted anew. */
  replaying(): void {
    for (const name of this.namesOf('dead_lettered')) {
      const heard = this.heard.get(name);
      if (heard) heard.attempts = 0;
    }
  }

  /** From now on everything succeeds. */
  calm(): void {
    this.calls = this.endings.length;
    this.endAll('succeeds');
  }

  private check(call: Call): void {
    const name = nameOf(call);
    const { idempotencyKey: key, attempt } = call.delivery;
    const before = this.heard.get(name) ?? { attempts: 0, process: 0, key, done: false };
    const violate = (what: string) => this.violations.push(`${name} (try ${attempt}): ${what}`);
    if (before.done) violate('it is done');
    if (before.key !== key) violate('it has another key than before');
    if ([...this.heard].some(([other, heard]) => other !== name && heard.key === key)) {
      violate('its key is that of another');
    }
    // A try whose process ended before the handler was called is counted all the same.
    const uncalled = attempt - before.attempts - 1;
    if (uncalled < 0 || uncalled > this.process - before.process) violate('it is miscounted');
    if (this.open.some((one) => sameLine(one.call, call))) violate('another one is running');
    if (this.hasOlder(call)) violate('an older one is open');
    this.heard.set(name, { ...before, attempts: attempt, process: this.process });
  }

  private hasOlder({ handler, event }: Call): boolean {
    const rows = this.database.rows(
      `select 1 from ovgc_deliveries as older join ovgc_deliveries as own using (order_uuid, handler)
       where own.event_id = ? and own.handler = ? and older.id < own.id and older.state = 'pending'`,
      event.id,
      handler,
    );
    return rows.length > 0;
  }

  private namesOf(state: 'completed' | 'dead_lettered'): ReadonlySet<string> {
    const rows = this.database.rows<{ name: string }>(
      `select handler || ' ' || event_id as name from ovgc_deliveries where state = ?`,
      state,
    );
    return new Set(rows.map(({ name }) => name));
  }

  private markDone(name: string): void {
    const heard = this.heard.get(name);
    if (heard) heard.done = true;
  }
}

function nameOf({ handler, event }: Call): string {
  return `${handler} ${event.id}`;
}

function sameLine(a: Call, b: Call): boolean {
  return a.handler === b.handler && a.event.payment.orderUuid === b.event.payment.orderUuid;
}

import type { SharedDatabase } from '../../support/shared.database.js';
import type { Call } from '../../support/shop.handlers.js';
import type { Ending } from './shop.program.js';

interface Received {
  /** Since it was stored or replayed. */
  attempts: number;
  /** The number of the process that called it last. */
  process: number;
  readonly key: string;
  /** A call has succeeded, and its process has stored that. */
  done: boolean;
}

interface Open {
  readonly call: Call;
  readonly end: (ending: 'succeeds' | 'fails') => void;
}

/** Plays the handlers as a program says, and checks that each call is allowed. */
export class HandlerWatch {
  /** By handler and event, in the order of their first calls. */
  readonly received = new Map<string, Received>();
  /** Calls that have not ended. */
  private open: Open[] = [];
  /** Calls that succeeded since the last check. */
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
        if (how === 'fails') return reject(new Error(`attempt ${call.delivery.attempt} failed`));
        this.succeeded.push(nameOf(call));
        resolve();
      };
      this.open.push({ call, end });
      call.delivery.signal.addEventListener('abort', () => end('fails'));
      if (ending !== 'hangs') end(ending);
    });
  };

  /** Ends the calls that hang. */
  endAll(ending: 'succeeds' | 'fails'): void {
    this.open.forEach(({ end }) => end(ending));
  }

  /** Checks a process that has survived its step. */
  lived(): void {
    const { length: leased } = this.database.rows(
      'select 1 from ovgc_deliveries where lease_token is not null',
    );
    if (leased !== this.open.length) {
      this.violations.push(`${leased} deliveries are leased, but ${this.open.length} are running`);
    }
    for (const name of this.succeeded.splice(0)) this.markDone(name);
  }

  /** The process is gone with its open calls; only what it had stored counts. */
  ended(): void {
    this.process += 1;
    this.open = [];
    const done = this.namesOf('completed');
    for (const name of this.succeeded.splice(0)) if (done.has(name)) this.markDone(name);
  }

  /** Dead-lettered deliveries start again, with their attempts counted from zero. */
  replaying(): void {
    for (const name of this.namesOf('dead_lettered')) {
      const received = this.received.get(name);
      if (received) received.attempts = 0;
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
    const before = this.received.get(name) ?? { attempts: 0, process: 0, key, done: false };
    const violate = (what: string) => this.violations.push(`${name} (attempt ${attempt}): ${what}`);
    if (before.done) violate('it was already done');
    if (before.key !== key) violate('its idempotency key has changed');
    if ([...this.received].some(([other, one]) => other !== name && one.key === key)) {
      violate('another delivery has the same idempotency key');
    }
    // An attempt counts even if its process crashed before it called the handler.
    const uncalled = attempt - before.attempts - 1;
    if (uncalled < 0 || uncalled > this.process - before.process)
      violate('its attempts are miscounted');
    if (this.open.some((one) => isSameOrder(one.call, call)))
      violate('another event of the same order is being handled');
    if (this.hasOlder(call)) violate('an older event of the same order is pending');
    this.received.set(name, { ...before, attempts: attempt, process: this.process });
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
    const received = this.received.get(name);
    if (received) received.done = true;
  }
}

function nameOf({ handler, event }: Call): string {
  return `${handler} ${event.id}`;
}

function isSameOrder(a: Call, b: Call): boolean {
  return a.handler === b.handler && a.event.payment.orderUuid === b.event.payment.orderUuid;
}

import type { SharedDatabase } from '../../support/shared.database.js';
import type { Call } from '../../support/shop.handlers.js';

interface DeliveryRow {
  readonly id: number;
  /** Handler and event. */
  readonly name: string;
  readonly line: string;
  readonly state: 'pending' | 'completed' | 'dead_lettered';
  readonly attempts: number;
  readonly token: string | null;
  readonly until: number | null;
  readonly error: string | null;
}

type Ending = 'succeeds' | 'fails';

const ROWS = `select id, handler || ' ' || event_id as name, handler || ' ' || order_uuid as line, state, attempts,
  lease_token as token, lease_until as until, last_error as error from ovgc_deliveries order by id`;

/** Sees to it that deliveries change hands only as they may, whoever works on them. */
export class DeliveryWatch {
  private rows: ReadonlyMap<string, DeliveryRow> = new Map();
  /** Tries that were called, and how those that ended did. */
  private readonly tries = new Map<string, Ending | null>();
  private readonly keys = new Map<string, string>();

  constructor(
    private readonly database: SharedDatabase,
    private readonly violations: string[],
  ) {}

  /** A handler is called. */
  called({ handler, event, delivery }: Call): void {
    const name = `${handler} ${event.id}`;
    const own = this.rows.get(name);
    const violate = (what: string) =>
      this.violations.push(`${name} (try ${delivery.attempt}): ${what}`);
    if (this.tries.has(tryOf(name, delivery.attempt))) violate('it is called twice');
    this.tries.set(tryOf(name, delivery.attempt), null);
    if ((this.keys.get(name) ?? delivery.idempotencyKey) !== delivery.idempotencyKey) {
      violate('it has another key than before');
    }
    this.keys.set(name, delivery.idempotencyKey);
    if (!own || own.attempts < delivery.attempt) return void violate('nobody has taken it');
    // One who was taken over may not know it yet: it will not have a say.
    if (!isHeld(own, delivery.attempt)) return;
    for (const other of this.rows.values()) {
      if (other.line !== own.line || other === own) continue;
      if (other.id < own.id && other.state === 'pending') violate('an older one is open');
      if (isHeld(other, other.attempts)) violate('another one is running');
    }
  }

  /** A handler has ended. */
  ended({ handler, event, delivery }: Call, ending: Ending): void {
    this.tries.set(tryOf(`${handler} ${event.id}`, delivery.attempt), ending);
  }

  /** Looks at what has changed since it looked last: at most one transaction has been committed. */
  look(): void {
    const rows = new Map(this.database.rows<DeliveryRow>(ROWS).map((row) => [row.name, row]));
    for (const row of rows.values()) {
      const before = this.rows.get(row.name);
      if (before) this.compare(before, row);
    }
    this.rows = rows;
  }

  private compare(before: DeliveryRow, row: DeliveryRow): void {
    const violate = (what: string) =>
      this.violations.push(`${row.name} (try ${row.attempts}): ${what}`);
    if (before.state === 'completed' && JSON.stringify(before) !== JSON.stringify(row)) {
      violate('it was done and has changed');
    }
    if (row.token !== null && row.token !== before.token) {
      if (row.attempts !== before.attempts + 1) violate('its try is not counted');
      if (before.until !== null && before.until > Date.now()) violate('it was taken too early');
    }
    if (row.token === null && before.token !== null) {
      const ending = this.tries.get(tryOf(row.name, before.attempts));
      const says = row.state === 'completed' ? 'succeeds' : 'fails';
      if (ending !== says) violate(`it is ${row.state}, but its try ${String(ending)}`);
      if (says === 'fails' && row.error !== failureOf(before.attempts)) {
        violate(`somebody else settled it: ${row.error}`);
      }
    }
  }
}

/** What a handler fails with. */
export function failureOf(attempt: number): string {
  return `try ${attempt} failed`;
}

function isHeld({ token, attempts }: DeliveryRow, attempt: number): boolean {
  return token !== null && attempts === attempt;
}

function tryOf(name: string, attempt: number): string {
  return `${name} ${attempt}`;
}

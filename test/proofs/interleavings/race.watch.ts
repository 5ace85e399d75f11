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

/** Checks that deliveries move between machines only in allowed ways. */
export class DeliveryWatch {
  private rows: ReadonlyMap<string, DeliveryRow> = new Map();
  /** The attempts that were made, and how each ended. */
  private readonly attempts = new Map<string, Ending | null>();
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
      this.violations.push(`${name} (attempt ${delivery.attempt}): ${what}`);
    if (this.attempts.has(attemptOf(name, delivery.attempt))) violate('it is called twice');
    this.attempts.set(attemptOf(name, delivery.attempt), null);
    if ((this.keys.get(name) ?? delivery.idempotencyKey) !== delivery.idempotencyKey) {
      violate('its idempotency key has changed');
    }
    this.keys.set(name, delivery.idempotencyKey);
    if (!own || own.attempts < delivery.attempt) return void violate('nobody has claimed it');
    // A machine that has lost its lease may not know it yet; its result won't be stored.
    if (!isHeld(own, delivery.attempt)) return;
    for (const other of this.rows.values()) {
      if (other.line !== own.line || other === own) continue;
      if (other.id < own.id && other.state === 'pending')
        violate('an older event of the same order is pending');
      if (isHeld(other, other.attempts))
        violate('another event of the same order is being handled');
    }
  }

  /** A handler has ended. */
  ended({ handler, event, delivery }: Call, ending: Ending): void {
    this.attempts.set(attemptOf(`${handler} ${event.id}`, delivery.attempt), ending);
  }

  /** Checks what has changed since the last check, in which at most one transaction was committed. */
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
      this.violations.push(`${row.name} (attempt ${row.attempts}): ${what}`);
    if (before.state === 'completed' && JSON.stringify(before) !== JSON.stringify(row)) {
      violate('it changed after it was done');
    }
    if (row.token !== null && row.token !== before.token) {
      if (row.attempts !== before.attempts + 1) violate('its attempt is not counted');
      if (before.until !== null && before.until > Date.now()) violate('it was claimed too early');
    }
    if (row.token === null && before.token !== null) {
      const ending = this.attempts.get(attemptOf(row.name, before.attempts));
      const says = row.state === 'completed' ? 'succeeds' : 'fails';
      if (ending !== says) violate(`it is ${row.state}, but its attempt ${String(ending)}`);
      if (says === 'fails' && row.error !== failureOf(before.attempts)) {
        violate(`another attempt completed it: ${row.error}`);
      }
    }
  }
}

/** The error of an attempt that fails. */
export function failureOf(attempt: number): string {
  return `attempt ${attempt} failed`;
}

function isHeld({ token, attempts }: DeliveryRow, attempt: number): boolean {
  return token !== null && attempts === attempt;
}

function attemptOf(name: string, attempt: number): string {
  return `${name} ${attempt}`;
}

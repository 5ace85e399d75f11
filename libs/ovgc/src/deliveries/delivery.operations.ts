import { randomUUID } from 'node:crypto';
import { leaseDeliveries, leaseToken, selectDue } from '../ledger/claims.queries.js';
import {
  bringFirstAttemptsForward,
  bringForward,
  type DeliveryWithEvent,
} from '../ledger/deliveries.queries.js';
import {
  type AttemptEnd,
  endLeases,
  renewLeases,
  selectEnded,
  selectLeased,
} from '../ledger/leases.queries.js';
import { groupBy } from '../ledger/ledger.sql.js';
import { forEachInput, type Operation } from '../ledger/unit-of-work.js';
import { recover, type RetryOptions } from './retry.policy.js';

/** A delivery that this process has claimed. */
export interface ClaimedDelivery extends DeliveryWithEvent {
  readonly leaseToken: string;
  readonly firstAttemptAt: number;
}

/** Which deliveries to claim, and for how long. */
export interface Claim {
  readonly handler: string;
  /** The ids of deliveries that run in this process already. */
  readonly excluding: readonly number[];
  readonly leaseMs: number;
  readonly limit: number;
}

/** Claims deliveries of a handler that are due. Returns them as they are now, with the new attempt counted. */
export const claimDue = forEachInput(
  async (trx, { handler, excluding, leaseMs, limit }: Claim, { account, steadyNow: now }) => {
    const due = await selectDue(trx, account.name, { handler, excluding, now, limit });
    if (due.length === 0) return { output: [] };
    const holder = randomUUID();
    const ids = due.map(({ id }) => id);
    await leaseDeliveries(trx, ids, { holder, now, until: now + leaseMs });
    const output: readonly ClaimedDelivery[] = due.map((delivery) => ({
      ...delivery,
      attempts: delivery.attempts + 1,
      firstAttemptAt: delivery.firstAttemptAt ?? now,
      leaseToken: leaseToken(holder, delivery.id),
    }));
    return { output };
  },
);

/** An attempt and how it ended. */
export interface AttemptToEnd {
  readonly deliveryId: number;
  /** Of its lease. */
  readonly token: string;
  readonly end: AttemptEnd;
}

/**
 * Stores how attempts ended. Returns false for an attempt whose delivery was taken over by another claim. An attempt
 * whose end is stored already counts as stored: the answer of that commit may have been lost.
 */
export const endAttempts: Operation<AttemptToEnd, boolean> = async (trx, attempts) => {
  const stored = new Set<AttemptToEnd>();
  for (const alike of groupBy(attempts, ({ end }) => JSON.stringify(end)).values()) {
    const { end } = alike[0];
    const tokens = alike.map(({ token }) => token);
    const held = new Set(await endLeases(trx, tokens, end));
    const lost = alike.filter(({ token }) => !held.has(token)).map((one) => one.deliveryId);
    const before = new Set(lost.length === 0 ? [] : await selectEnded(trx, lost, end));
    alike
      .filter(({ deliveryId, token }) => held.has(token) || before.has(deliveryId))
      .forEach((one) => stored.add(one));
  }
  return { outputs: attempts.map((one) => stored.has(one)) };
};

/** Renews leases for `leaseMs` from now. Returns the tokens of the leases that are still held. */
export const renew = forEachInput(
  async (
    trx,
    { tokens, leaseMs }: { readonly tokens: readonly string[]; readonly leaseMs: number },
    { steadyNow: now },
  ) => ({ output: await renewLeases(trx, tokens, now + leaseMs) }),
);

/**
 * Ends the attempts that an earlier process left running. Only one process uses a ledger at a time, so that process is
 * known to be gone. Returns the deliveries that are dead-lettered by this.
 */
export const recoverInterrupted = forEachInput(
  async (trx, options: RetryOptions, { account, steadyNow: now }) => {
    // What was stored while the machine's clock was ahead would wait until that time comes.
    await bringForward(trx, account.name, { now, latest: now + options.maxDelayMs });
    await bringFirstAttemptsForward(trx, account.name, now);
    const output: DeliveryWithEvent[] = [];
    for (const delivery of await selectLeased(trx, account.name)) {
      const { attempts: attempt, firstAttemptAt, leaseToken: token } = delivery;
      const ended = { attempt, firstAttemptAt: firstAttemptAt ?? now, endedAt: now };
      const end = recover(ended, options);
      await endLeases(trx, token === null ? [] : [token], end);
      if (end.state === 'dead_lettered') output.push({ ...delivery, ...end });
    }
    return { output };
  },
);

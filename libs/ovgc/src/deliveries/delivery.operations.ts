import { randomUUID } from 'node:crypto';
import {
  bringForward,
  type DeliverySearch,
  type DeliveryWithEvent,
  selectDue,
} from '../ledger/deliveries.queries.js';
import {
  leaseDeliveries,
  leaseToken,
  renewLeases,
  selectLeased,
  selectSettled,
  settleDeliveries,
  type Settlement,
} from '../ledger/leases.queries.js';
import { groupBy } from '../ledger/ledger.sql.js';
import { eachAlone, type LedgerOperation } from '../ledger/group-commit.js';
import type { DeliveryOptions } from '../ovgc.options.js';
import { interrupted } from './retry.policy.js';

/** A delivery that this process may work on, for as long as it holds the token. */
export interface LeasedDelivery extends DeliveryWithEvent {
  readonly leaseToken: string;
  readonly firstAttemptAt: number;
}

/** Takes what is due, up to a limit. */
export const takeDue = eachAlone(
  async (
    trx,
    search: DeliverySearch & {
      readonly account: string;
      readonly leaseMs: number;
      readonly limit: number;
    },
  ): Promise<LeasedDelivery[]> => {
    const due = await selectDue(trx, search.account, search);
    if (due.length === 0) return [];
    const holder = randomUUID();
    const ids = due.map(({ id }) => id);
    const until = search.now + search.leaseMs;
    await leaseDeliveries(trx, ids, { holder, now: search.now, until });
    return due.map((delivery) => ({
      ...delivery,
      attempts: delivery.attempts + 1,
      firstAttemptAt: delivery.firstAttemptAt ?? search.now,
      leaseToken: leaseToken(holder, delivery.id),
    }));
  },
);

/** A try that has ended, and how that settles its delivery. */
export interface SettledTry {
  /** Of the delivery. */
  readonly id: number;
  readonly token: string;
  readonly settlement: Settlement;
}

/**
 * Settles tries; answers false for one whose delivery somebody else has taken over. One that was settled so before,
 * by a commit whose answer got lost, is settled.
 */
export const settle: LedgerOperation<SettledTry, boolean> = async (trx, tries) => {
  const settled = new Set<SettledTry>();
  for (const alike of groupBy(tries, ({ settlement }) => JSON.stringify(settlement)).values()) {
    const { settlement } = alike[0];
    const tokens = alike.map(({ token }) => token);
    const held = new Set(await settleDeliveries(trx, tokens, settlement));
    const lost = alike.filter(({ token }) => !held.has(token)).map(({ id }) => id);
    const before = new Set(lost.length === 0 ? [] : await selectSettled(trx, lost, settlement));
    alike
      .filter(({ id, token }) => held.has(token) || before.has(id))
      .forEach((one) => settled.add(one));
  }
  return tries.map((one) => settled.has(one));
};

/** Keeps what is being worked on; answers the tokens of what is still held. */
export const renew = eachAlone(
  (trx, { tokens, until }: { readonly tokens: readonly string[]; readonly until: number }) =>
    renewLeases(trx, tokens, until),
);

/**
 * Settles the tries that an earlier process left open, which is known to be gone; answers those that are given up by
 * it.
 */
export const recoverInterrupted = eachAlone(
  async (
    trx,
    search: {
      readonly account: string;
      readonly options: DeliveryOptions;
      readonly now: number;
    },
  ): Promise<DeliveryWithEvent[]> => {
    const { account, now, options } = search;
    // What was stored while the machine's clock was ahead would wait until the time is really there.
    await bringForward(trx, account, { now, latest: now + options.maxDelayMs });
    const givenUp: DeliveryWithEvent[] = [];
    for (const delivery of await selectLeased(trx, account)) {
      const { attempts: attempt, firstAttemptAt, leaseToken: token } = delivery;
      const ended = { attempt, firstAttemptAt: firstAttemptAt ?? now, endedAt: now };
      const settlement = interrupted(ended, options);
      await settleDeliveries(trx, token === null ? [] : [token], settlement);
      if (settlement.state === 'failed') givenUp.push({ ...delivery, ...settlement });
    }
    return givenUp;
  },
);

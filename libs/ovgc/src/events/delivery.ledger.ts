import { randomUUID } from 'node:crypto';
import {
  type DeliveryWithEvent,
  leaseDeliveries,
  releaseLeases,
  renewLeases,
  selectDue,
  settleDelivery,
  type Settlement,
} from '../ledger/deliveries.queries.js';
import { eachAlone } from '../ledger/group-commit.js';

/** A delivery that this process may work on, for as long as it holds the token. */
export interface LeasedDelivery extends DeliveryWithEvent {
  readonly leaseToken: string;
  readonly firstAttemptAt: number;
}

/** Takes what is due, up to a limit. */
export const takeDue = eachAlone(
  async (
    trx,
    search: {
      readonly account: string;
      readonly handlers: readonly string[];
      readonly now: number;
      readonly leaseMs: number;
      readonly limit: number;
    },
  ): Promise<LeasedDelivery[]> => {
    const due = await selectDue(trx, search.account, search);
    const leased = due.map((delivery) => ({
      ...delivery,
      attempts: delivery.attempts + 1,
      firstAttemptAt: delivery.firstAttemptAt ?? search.now,
      leaseToken: randomUUID(),
    }));
    await leaseDeliveries(
      trx,
      leased.map(({ id, leaseToken }) => ({ id, token: leaseToken })),
      { now: search.now, until: search.now + search.leaseMs },
    );
    return leased;
  },
);

/** Settles a try; answers false when somebody else has taken the delivery over. */
export const settle = eachAlone(
  (trx, { token, settlement }: { readonly token: string; readonly settlement: Settlement }) =>
    settleDelivery(trx, token, settlement),
);

/** Keeps what is being worked on. */
export const renew = eachAlone(
  (trx, { tokens, until }: { readonly tokens: readonly string[]; readonly until: number }) =>
    renewLeases(trx, tokens, until),
);

/** Takes everything up again that a process left behind which is known to be gone. */
export const releaseAll = eachAlone((trx, account: string) => releaseLeases(trx, account));

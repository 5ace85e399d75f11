import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { describeCommits } from './ledger.contract.commits.js';
import { describeReview } from './ledger.contract.review.js';
import { describeDeliveries } from './ledger.contract.deliveries.js';
import { describeLeases } from './ledger.contract.leases.js';
import { describePayments } from './ledger.contract.payments.js';
import { describeReassign } from './ledger.contract.reassign.js';
import { describeRetention } from './ledger.contract.retention.js';
import { describeWebhooks } from './ledger.contract.webhooks.js';

/** A ledger under test, empty. */
export interface OpenedLedger {
  readonly ledger: Ledger;
  /** Closes it and takes away what it leaves behind. */
  close(): Promise<void>;
}

/**
 * What any ledger holds, whatever database is under it.
 *
 * @param open opens an empty one, for each test
 */
export function describeLedger(name: string, open: () => Promise<OpenedLedger>): void {
  describe(`a ledger in ${name}`, () => {
    let opened: OpenedLedger;
    const ledger = () => opened.ledger;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    describePayments(ledger);
    describeReview(ledger);
    describeWebhooks(ledger);
    describeDeliveries(ledger);
    describeReassign(ledger);
    describeLeases(ledger);
    describeRetention(ledger);
    describeCommits(ledger);
  });
}

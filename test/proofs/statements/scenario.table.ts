import {
  OvgcDeliveryNotFoundError,
  OvgcWebhookAlreadyResolvedError,
} from '../../../libs/ovgc/src/ovgc.errors.js';
import type { OvgcModuleOptions } from '../../../libs/ovgc/src/ovgc.options.js';
import { CHECKOUT_WINDOW_MS } from '../../../libs/ovgc/src/payments/payment.js';
import { transactionOf } from '../../support/gateway.in-process.js';
import { MINUTE, type ScenarioShop, SECOND, TIMEOUT } from './scenario.shop.js';

/** What happens to a shop, from its start to its end. */
export interface Scenario {
  readonly options?: Partial<OvgcModuleOptions>;
  readonly run: (shop: ScenarioShop) => Promise<void>;
}

const DAY = 24 * 60 * MINUTE;
/** After this long without a webhook a payment expires. */
const EXPIRY = CHECKOUT_WINDOW_MS + TIMEOUT + MINUTE;

async function sell(shop: ScenarioShop, order: string): Promise<void> {
  await shop.order(order);
  await shop.webhook(order);
  await shop.delivered();
}

function unlessNotFound(error: unknown): void {
  if (!(error instanceof OvgcDeliveryNotFoundError)) throw error;
}

function unlessResolved(error: unknown): void {
  if (!(error instanceof OvgcWebhookAlreadyResolvedError)) throw error;
}

/** Together they execute every statement of the ledger. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a sale, and duplicates of its webhook': {
    run: async (shop) => {
      await shop.start();
      await sell(shop, 'A');
      await Promise.all([shop.webhook('A'), shop.webhook('A')]);
      await shop.order('A');
      await shop.stop();
    },
  },

  'orders and webhooks at the same instant': {
    run: async (shop) => {
      await shop.start();
      await Promise.all([shop.order('A'), shop.order('B'), shop.order('C')]);
      await Promise.all([shop.webhook('A'), shop.webhook('B', 'declined'), shop.webhook('C')]);
      await shop.delivered();
    },
  },

  'a webhook before the answer of its create call': {
    run: async (shop) => {
      await shop.start();
      shop.react('A', 'creates, answers late');
      const ordered = shop.order('A');
      await shop.tick();
      await shop.webhook('A');
      shop.gateway.calm();
      await ordered;
      await shop.delivered();
    },
  },

  'a payment after a decline, and a decline after a payment': {
    run: async (shop) => {
      await shop.start();
      await shop.order('A');
      await shop.webhook('A', 'declined');
      await shop.delivered();
      await shop.webhook('A');
      await shop.delivered();
      await shop.order('B');
      await shop.webhook('B');
      await shop.webhook('B', 'declined');
      await shop.delivered();
      await shop.ask(({ payments }) => payments.list({ review: 'conflicted' }));
      const { nextCursor } = await shop.ask(({ payments }) =>
        payments.list({ status: 'Paid', limit: 1 }),
      );
      await shop.ask(({ payments }) => payments.list({ cursor: nextCursor ?? '' }));
    },
  },

  'an expired payment, and a late success': {
    run: async (shop) => {
      await shop.start();
      await shop.order('A');
      await shop.tick(EXPIRY);
      await shop.until(`ovgc_payments where status = 'Expired'`);
      await shop.webhook('A');
      await shop.delivered();
    },
  },

  'an unmatched webhook, and an unrecognised one': {
    run: async (shop) => {
      await shop.start();
      await shop.webhook('nobody');
      await shop.webhook('nobody', 'refunded');
      await shop.until('ovgc_webhooks where reported_at is not null');
      await shop.ask(({ webhooks }) => webhooks.counts());
      await shop.ask(({ webhooks }) => webhooks.list({ state: 'unmatched' }));
    },
  },

  'webhooks that a person decides': {
    run: async (shop) => {
      await shop.start();
      await shop.order('A');
      await shop.webhook('A', 'refunded');
      await shop.webhook('nobody');
      const who = { by: 'ada', note: 'paid in the dashboard' };
      const decide = async (
        state: 'unmatched' | 'unrecognised',
        ...decision: readonly ['succeeded', object] | readonly ['ignored', object]
      ) => {
        const { webhooks: open } = await shop.ask(({ webhooks }) => webhooks.list({ state }));
        const [id = '', [said, options]] = [open[0]?.id, decision];
        await shop.ask(({ webhooks }) =>
          // A decision whose answer was lost has already been made.
          webhooks.resolve(id, said, { ...who, ...options }).catch(unlessResolved),
        );
      };
      await decide('unrecognised', 'succeeded', { force: true });
      await decide('unmatched', 'ignored', { force: true });
      await shop.ask(({ webhooks }) => webhooks.list({ state: 'resolved' }));
      await shop.delivered();
    },
  },

  'a lost answer that is repeated, and a refusal': {
    run: async (shop) => {
      await shop.start();
      shop.react('A', 'creates, loses the answer');
      await shop.order('A', { successUrl: 'https://shop.example/old' });
      await shop.order('A', { successUrl: 'https://shop.example/new' });
      shop.react('B', 'refuses');
      await shop.order('B');
      await shop.order('B');
      await shop.ask(({ payments }) => payments.counts());
      await shop.ask(({ payments }) => payments.list());
      await shop.ask(({ payments }) => payments.findByTransaction(transactionOf('A')));
      await shop.delivered();
    },
  },

  'deliveries that are dead-lettered, then replayed': {
    options: { deliveries: { maxRetryDurationMs: 0 } },
    run: async (shop) => {
      let isRepaired = false;
      shop.handle = () => {
        if (!isRepaired) throw new Error('not yet');
      };
      await shop.start();
      for (const order of ['A', 'B', 'C']) await shop.order(order);
      await shop.delivered();
      isRepaired = true;
      await shop.ask(({ deliveries }) => deliveries.counts());
      const { deliveries: failed } = await shop.ask(({ deliveries }) =>
        deliveries.list({ state: 'dead_lettered', limit: 1 }),
      );
      await shop.ask(({ deliveries }) =>
        // A replay whose answer was lost has already happened.
        deliveries.replay(failed[0]?.id ?? '').catch(unlessNotFound),
      );
      await shop.until(`ovgc_deliveries where state = 'completed'`);
      await shop.ask(({ deliveries }) => deliveries.replayAll({ handler: 'nobody' }));
      await shop.ask(({ deliveries }) => deliveries.replayAll());
      await shop.delivered();
    },
  },

  'a handler that fails, then takes a long time': {
    run: async (shop) => {
      const ends: (() => void)[] = [];
      shop.handle = ({ delivery: { attempt } }) => {
        if (attempt === 1) throw new Error('not yet');
        return new Promise<void>((resolve) => ends.push(resolve));
      };
      await shop.start();
      await shop.order('A');
      await shop.webhook('A');
      // Until the handler is called again and its lease has been renewed a few times.
      for (let i = 0; i < 6; i += 1) await shop.tick(SECOND);
      shop.handle = () => undefined;
      ends.forEach((end) => end());
      await shop.delivered();
    },
  },

  'two crashes while a handler runs': {
    run: async (shop) => {
      shop.handle = () => new Promise(() => undefined);
      await shop.start();
      await shop.order('A');
      await shop.tick();
      shop.crash();
      await shop.start();
      await shop.tick();
      shop.crash();
      shop.handle = () => undefined;
      await shop.start();
      await shop.delivered();
    },
  },

  'a sale without handlers, delivered later': {
    run: async (shop) => {
      await shop.start('without handlers');
      await sell(shop, 'A');
      await shop.ask(({ deliveries }) => deliveries.counts());
      await shop.ask(({ deliveries }) => deliveries.listUnhandled());
      await shop.stop();
      await shop.start();
      await shop.ask(({ deliveries }) => deliveries.deliverUnhandled());
      await shop.delivered();
    },
  },

  'orders whose status the gateway is asked for': {
    options: { orderStatus: { pendingTimeoutMs: 10 * DAY } },
    run: async (shop) => {
      const { statuses } = shop;
      await shop.start();
      await Promise.all([shop.order('A'), shop.order('B'), shop.order('C')]);
      statuses.set(transactionOf('A'), 'Declined');
      await shop.ask(({ payments }) => payments.reconcile('A'));
      statuses.set(transactionOf('B'), 'Expired');
      statuses.set(transactionOf('C'), 'Paid');
      await shop.tick(EXPIRY);
      await shop.until(`ovgc_payments where status = 'Expired'`);
      await shop.until(`ovgc_payments where gateway_status = 'Paid'`);
      await shop.ask(({ payments }) => payments.list({ review: 'unconfirmed' }));
      await shop.delivered();
    },
  },

  'a sale that is delivered, then pruned': {
    options: { pruneAfterDays: 1 },
    run: async (shop) => {
      await shop.start();
      await sell(shop, 'A');
      await shop.tick(2 * DAY);
      await shop.until('ovgc_events', false);
      await shop.until('ovgc_webhooks', false);
      await shop.webhook('A');
    },
  },
};

import { OvgcDeliveryNotFoundError } from '../../../libs/ovgc/src/ovgc.errors.js';
import type { OvgcModuleOptions } from '../../../libs/ovgc/src/ovgc.options.js';
import { CHECKOUT_WINDOW_MS } from '../../../libs/ovgc/src/payments/payment.js';
import { transactionOf } from './shop.gateway.js';
import { MINUTE, PATIENCE, SECOND, type World } from './shop.world.js';

/** Something that happens to a shop, from its start to its end. */
export interface History {
  readonly options?: Partial<OvgcModuleOptions>;
  readonly live: (world: World) => Promise<void>;
}

const DAY = 24 * 60 * MINUTE;
/** When a payment that nobody spoke of is taken for expired. */
const SILENCE = CHECKOUT_WINDOW_MS + PATIENCE + MINUTE;

async function sell(world: World, order: string): Promise<void> {
  await world.order(order);
  await world.hear(order);
  await world.rest();
}

function unlessNotFound(error: unknown): void {
  if (!(error instanceof OvgcDeliveryNotFoundError)) throw error;
}

/** Together they make the ledger execute all that it has. */
export const HISTORIES: Readonly<Record<string, History>> = {
  'a sale, and copies of its webhook': {
    live: async (world) => {
      await world.start();
      await sell(world, 'A');
      await Promise.all([world.hear('A'), world.hear('A')]);
      await world.order('A');
      await world.stop();
    },
  },

  'orders and webhooks that come together': {
    live: async (world) => {
      await world.start();
      await Promise.all([world.order('A'), world.order('B'), world.order('C')]);
      await Promise.all([world.hear('A'), world.hear('B', 'declined'), world.hear('C')]);
      await world.rest();
    },
  },

  'a webhook before the answer that it belongs to': {
    live: async (world) => {
      await world.start();
      world.gateway.next('A', 'answers late');
      const ordered = world.order('A');
      await world.tick();
      await world.hear('A');
      world.gateway.answerLate();
      await ordered;
      await world.rest();
    },
  },

  'a second card, and a decline after it': {
    live: async (world) => {
      await world.start();
      await world.order('A');
      await world.hear('A', 'declined');
      await world.rest();
      await world.hear('A');
      await world.rest();
      await world.order('B');
      await world.hear('B');
      await world.hear('B', 'declined');
      await world.rest();
      await world.ask(({ payments }) => payments.list({ review: 'conflicted' }));
      const { nextCursor } = await world.ask(({ payments }) =>
        payments.list({ status: 'Paid', limit: 1 }),
      );
      await world.ask(({ payments }) => payments.list({ cursor: nextCursor ?? '' }));
    },
  },

  'silence, and a late success': {
    live: async (world) => {
      await world.start();
      await world.order('A');
      await world.tick(SILENCE);
      await world.until(`ovgc_payments where status = 'Expired'`);
      await world.hear('A');
      await world.rest();
    },
  },

  'webhooks of nobody, and of nothing that is known': {
    live: async (world) => {
      await world.start();
      await world.hear('nobody');
      await world.hear('nobody', 'refunded');
      await world.until('ovgc_webhooks where reported_at is not null');
      await world.ask(({ webhooks }) => webhooks.counts());
      await world.ask(({ webhooks }) => webhooks.list({ state: 'unmatched' }));
    },
  },

  'orders in doubt, mended and refused': {
    live: async (world) => {
      await world.start();
      world.gateway.next('A', 'loses its answer');
      await world.order('A', { successUrl: 'https://shop.example/old' });
      await world.order('A', { successUrl: 'https://shop.example/new' });
      world.gateway.next('B', 'refuses');
      await world.order('B');
      await world.order('B');
      await world.ask(({ payments }) => payments.counts());
      await world.ask(({ payments }) => payments.list());
      await world.ask(({ payments }) => payments.findByTransaction(transactionOf('A')));
      await world.rest();
    },
  },

  'a handler that is given up, and replayed': {
    options: { deliveries: { maxRetryDurationMs: 0 } },
    live: async (world) => {
      let isMended = false;
      world.handle = () => {
        if (!isMended) throw new Error('not yet');
      };
      await world.start();
      for (const order of ['A', 'B', 'C']) await world.order(order);
      await world.rest();
      isMended = true;
      await world.ask(({ deliveries }) => deliveries.counts());
      const { deliveries: failed } = await world.ask(({ deliveries }) =>
        deliveries.list({ state: 'dead_lettered', limit: 1 }),
      );
      await world.ask(({ deliveries }) =>
        // A replay whose answer got lost has taken place.
        deliveries.replay(failed[0]?.id ?? '').catch(unlessNotFound),
      );
      await world.until(`ovgc_deliveries where state = 'completed'`);
      await world.ask(({ deliveries }) => deliveries.replayAll({ handler: 'nobody' }));
      await world.ask(({ deliveries }) => deliveries.replayAll());
      await world.rest();
    },
  },

  'a handler that fails, then takes long': {
    live: async (world) => {
      const ends: (() => void)[] = [];
      world.handle = ({ delivery: { attempt } }) => {
        if (attempt === 1) throw new Error('not yet');
        return new Promise<void>((resolve) => ends.push(resolve));
      };
      await world.start();
      await world.order('A');
      await world.hear('A');
      // Until it is called again, and its lease has been renewed some times.
      for (let i = 0; i < 6; i += 1) await world.tick(SECOND);
      world.handle = () => undefined;
      ends.forEach((end) => end());
      await world.rest();
    },
  },

  'a crash while a handler runs, twice': {
    live: async (world) => {
      world.handle = () => new Promise(() => undefined);
      await world.start();
      await world.order('A');
      await world.tick();
      world.crash();
      await world.start();
      await world.tick();
      world.crash();
      world.handle = () => undefined;
      await world.start();
      await world.rest();
    },
  },

  'a sale that nobody hears of until later': {
    live: async (world) => {
      await world.start('deaf');
      await sell(world, 'A');
      await world.ask(({ deliveries }) => deliveries.counts());
      await world.ask(({ deliveries }) => deliveries.listUnhandled());
      await world.stop();
      await world.start();
      await world.ask(({ deliveries }) => deliveries.deliverUnhandled());
      await world.rest();
    },
  },

  'orders that the gateway is asked about': {
    options: { orderStatus: { pendingTimeoutMs: 10 * DAY } },
    live: async (world) => {
      const { stands } = world.gateway;
      await world.start();
      await Promise.all([world.order('A'), world.order('B'), world.order('C')]);
      stands.set(transactionOf('A'), 'Declined');
      await world.ask(({ payments }) => payments.reconcile('A'));
      stands.set(transactionOf('B'), 'Expired');
      stands.set(transactionOf('C'), 'Paid');
      await world.tick(SILENCE);
      await world.until(`ovgc_payments where status = 'Expired'`);
      await world.until(`ovgc_payments where gateway_status = 'Paid'`);
      await world.ask(({ payments }) => payments.list({ review: 'unconfirmed' }));
      await world.rest();
    },
  },

  'a sale that is done with, and pruned': {
    options: { pruneAfterDays: 1 },
    live: async (world) => {
      await world.start();
      await sell(world, 'A');
      await world.tick(2 * DAY);
      await world.until('ovgc_events', false);
      await world.until('ovgc_webhooks', false);
      await world.hear('A');
    },
  },
};

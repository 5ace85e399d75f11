import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OvgcOrderMismatchError, type Payment } from 'nestjs-ovgc';
import { API_KEY } from '../../support/app.js';
import { ChaosGateway, type ReadRequest } from './chaos.gateway.js';
import { ChaosShop } from './chaos.shop.js';
import { outages, Storm } from './storm.js';
import { callsOf, otherAmount, requestOf, usualAmount } from './storm.plan.js';

// Holds rule 7: create is safe to repeat.
// Holds rule 8: errors say what happened to the money.
// Holds rule 9: secrets never leave.
// Holds rule 10: amounts are exact decimals.

/** More calls: `npm run prove:outgoing`; the same ones again: `CHAOS_SEED=…`. */
const CALLS = Number(process.env['CHAOS_CALLS'] ?? 2500);
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 2 ** 31);
/** How often each shop is closed and started again. */
const LIVES = 5;

/** How many orders are asked for at once after the storm. */
const ASKED_AT_ONCE = 100;

/** The retries of each shop: one makes a single attempt for each call, the other one repeats it. */
const SHOPS = [0, 2];

/** Each of them must have come up; otherwise the storm was too small. */
const EVERY_ENDING = [
  'payment',
  'gateway_unavailable not_sent',
  'gateway_unavailable unknown',
  'validation_failed rejected',
  'validation_failed unknown',
  'unauthorized rejected',
  'unexpected_answer unknown',
  'order_mismatch not_sent',
];

describe(`createPaymentRequest, on a gateway that fails in every way (CHAOS_SEED=${seed})`, () => {
  let gateway: ChaosGateway;
  let folder: string;
  const shops: ChaosShop[] = [];

  beforeAll(async () => {
    gateway = await ChaosGateway.start(seed);
    folder = mkdtempSync(join(tmpdir(), 'ovgc-chaos-'));
  });
  afterAll(async () => {
    await Promise.all(shops.map((shop) => shop.close()));
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  it(
    'creates one transaction for each order, and reports each failure correctly',
    async () => {
      const calm = new AbortController();
      const weather = outages(gateway, calm.signal);
      const storms = await Promise.all(SHOPS.map((retries, i) => passStorm(i, retries))).finally(
        () => calm.abort(),
      );
      await weather;
      expect(storms.flatMap(({ untruths }) => untruths).slice(0, 3)).toEqual([]);
      const sent = ({ notSent }: Storm) =>
        notSent.filter((call) => gateway.requestsOf(call).length > 0);
      expect(storms.flatMap(sent)).toEqual([]);
      expect(gateway.allRequests().filter(isNotAsAsked)).toEqual([]);
      const endings = storms.flatMap((storm) => [...storm.endings]);
      expect(endings).toEqual(expect.arrayContaining(EVERY_ENDING));

      gateway.recover();
      const payments = await Promise.all(storms.map(({ shop, orders }) => settle(shop, orders)));
      const orders = storms.flatMap((storm) => [...storm.orders]);
      expect(payments.flat().map(inShort)).toEqual(orders.map((order) => held(order, gateway)));
      expect(gateway.payments.orders.toSorted()).toEqual(orders.toSorted());
      expect(storms.flatMap(({ shop }) => shop.log).join('\n')).not.toContain(API_KEY);
      expect(bytesOf(folder).includes(API_KEY)).toBe(false);
    },
    300_000 + CALLS * 20,
  );

  async function passStorm(digit: number, retries: number): Promise<Storm> {
    const shop = new ChaosShop(gateway.baseUrl, {
      ledger: { sqlite: join(folder, `shop-${digit}.db`) },
      timeoutMs: 1000,
      retries,
    });
    shops.push(shop);
    const storm = new Storm(shop, gateway, retries === 0);
    const calls = callsOf(digit, seed, Math.ceil(CALLS / SHOPS.length));
    const length = Math.ceil(calls.length / LIVES);
    for (let life = 0; life < LIVES; life += 1) {
      await storm.pass(calls.slice(life * length, (life + 1) * length));
    }
    return storm;
  }
});

/** Asks for every order again, twice at once. An order's first call may have asked for its other amount. */
async function settle(shop: ChaosShop, orders: ReadonlySet<string>): Promise<Payment[]> {
  await shop.open({ timeoutMs: 60_000 });
  const ask = async (order: string) => {
    const call = { id: `after the storm`, order, amount: usualAmount(order) };
    try {
      return await shop.payments.createPaymentRequest(requestOf(call));
    } catch (error) {
      if (!(error instanceof OvgcOrderMismatchError)) throw error;
      return shop.payments.createPaymentRequest(requestOf({ ...call, amount: otherAmount(order) }));
    }
  };
  const payments = new Map<string, Payment>();
  const waiting = [...orders].values();
  await Promise.all(
    // Each call is a connection of its own, and a machine has only some ten thousand ports.
    Array.from({ length: ASKED_AT_ONCE }, async () => {
      for (const order of waiting) {
        const [first, second] = await Promise.all([ask(order), ask(order)]);
        expect(second).toEqual(first);
        payments.set(order, first);
      }
    }),
  );
  await shop.close();
  return [...orders].flatMap((order) => payments.get(order) ?? []);
}

function isNotAsAsked({ order, apiKey, amount }: ReadRequest): boolean {
  const amounts = [usualAmount(order), otherAmount(order)].map(Number);
  return apiKey !== API_KEY || !amounts.includes(Number(amount));
}

function inShort({ orderUuid, transactionId, url, amount }: Payment): unknown {
  return { orderUuid, transactionId, url, amount: Number(amount) };
}

function held(orderUuid: string, gateway: ChaosGateway): unknown {
  const { transactionId, url, amount } = gateway.payments.of(orderUuid) ?? {};
  return { orderUuid, transactionId, url, amount: Number(amount) };
}

function bytesOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

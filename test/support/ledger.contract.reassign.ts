import fc from 'fast-check';
import {
  insertDeliveries,
  selectDeliveries,
} from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import { insertEvents } from '../../libs/ovgc/src/ledger/events.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import {
  countOpenDeliveries,
  type HandlerMove,
  moveDeliveries,
} from '../../libs/ovgc/src/ledger/reassign.queries.js';
import { ACCOUNT, deliveryRow, eventRow, write } from './ledger.rows.js';

const NOW = 5000;
const TYPES = ['ovgc.payment.succeeded'];

const event = fc.record({
  account: fc.constantFrom(ACCOUNT, ACCOUNT, ACCOUNT, 'eu'),
  name: fc.constantFrom(...TYPES, ...TYPES, 'ovgc.payment.declined'),
});
const delivery = fc.record({
  event: fc.nat({ max: 5 }),
  handler: fc.constantFrom('from', 'from', 'to', 'other'),
  state: fc.constantFrom('pending', 'dead_lettered', 'completed'),
  leaseUntil: fc.constantFrom(null, null, NOW, NOW + 1),
  attempts: fc.nat({ max: 9 }),
  idempotencyKey: fc.constantFrom(null, null, 'an earlier key'),
});
const scenario = fc.record({
  events: fc.array(event, { minLength: 6, maxLength: 6 }),
  deliveries: fc.uniqueArray(delivery, {
    maxLength: 14,
    selector: (one) => `${one.event} ${one.handler}`,
  }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

export function describeReassign(ledger: () => Ledger): void {
  const move = (moved: HandlerMove) =>
    write(ledger(), (trx) => moveDeliveries(trx, ACCOUNT, moved, NOW));
  const open = (handler: string) => countOpenDeliveries(ledger().reader, ACCOUNT, handler);

  /** Stores a scenario under names of its own: the runs of a property share a ledger. */
  async function store({ events, deliveries }: Scenario, run: string): Promise<void> {
    const rows = events.map(({ account, name }, i) => ({
      ...eventRow(`${run} ${i}`, `order ${run} ${i}`, account),
      name,
    }));
    await write(ledger(), async (trx) => {
      await insertEvents(trx, rows);
      await insertDeliveries(
        trx,
        deliveries.map(({ event: i, handler, leaseUntil, ...change }) => ({
          ...deliveryRow(`${run} ${i}`, `${handler} ${run}`),
          orderUuid: `order ${run} ${i}`,
          account: events[i]?.account ?? ACCOUNT,
          leaseUntil,
          leaseToken: leaseUntil === null ? null : `${run} ${handler} ${i}`,
          ...change,
        })),
      );
    });
  }

  async function stored(run: string) {
    const page = { state: null, limit: 500, below: null };
    const rows = [
      ...(await selectDeliveries(ledger().reader, ACCOUNT, page)),
      ...(await selectDeliveries(ledger().reader, 'eu', page)),
    ];
    return rows
      .filter(({ eventId }) => eventId.startsWith(`${run} `))
      .toSorted((a, b) => a.id - b.id);
  }

  describe('the deliveries of a handler that was renamed', () => {
    it('move to the other one with their idempotency keys, unless it could fulfil somebody twice', async () => {
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(scenario, async (given) => {
          runs += 1;
          const run = `run ${runs}`;
          const [from, to] = [`from ${run}`, `to ${run}`];
          await store(given, run);
          const before = await stored(run);
          const moved = await move({ from, to, types: TYPES });
          const after = await stored(run);

          const moves = ({
            id,
            account,
            eventId,
            handler,
            state,
            leaseUntil,
            name,
          }: (typeof before)[0]) =>
            account === ACCOUNT &&
            handler === from &&
            state !== 'completed' &&
            (leaseUntil ?? 0) <= NOW &&
            TYPES.includes(name) &&
            !before.some(
              (other) => other.id !== id && other.eventId === eventId && other.handler === to,
            );
          expect(after).toEqual(
            before.map((row) =>
              moves(row)
                ? {
                    ...row,
                    handler: to,
                    idempotencyKey: row.idempotencyKey ?? `${row.eventId}/${from}`,
                    leaseToken: null,
                    leaseUntil: null,
                  }
                : row,
            ),
          );
          expect(moved).toBe(before.filter(moves).length);
          const left = after.filter(
            ({ account, handler, state }) =>
              account === ACCOUNT && handler === from && state !== 'completed',
          );
          expect(await open(from)).toBe(left.length);
          // A second time, there is nothing more to move.
          expect(await move({ from, to, types: TYPES })).toBe(0);
        }),
        { numRuns: 60 },
      );
    });

    it('come back to the first with the key that they had there', async () => {
      await write(ledger(), async (trx) => {
        await insertEvents(trx, [eventRow('e1')]);
        await insertDeliveries(trx, [deliveryRow('e1', 'p.onPaid')]);
      });
      expect(await move({ from: 'p.onPaid', to: 'c.onPaid', types: TYPES })).toBe(1);
      expect(await move({ from: 'c.onPaid', to: 'p.onPaid', types: TYPES })).toBe(1);
      const page = { state: null, limit: 9, below: null };
      expect(await selectDeliveries(ledger().reader, ACCOUNT, page)).toMatchObject([
        { handler: 'p.onPaid', idempotencyKey: 'e1/p.onPaid' },
      ]);
    });
  });
}

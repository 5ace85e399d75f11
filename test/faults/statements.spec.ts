import { setTimeout as sleep } from 'node:timers/promises';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import { openLedgerOn } from '../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { resolveOptions } from '../../libs/ovgc/src/ovgc.options.check.js';
import { OvgcRuntime } from '../../libs/ovgc/src/ovgc.runtime.js';
import { eventually, request, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { DurableEar } from '../support/handlers.js';
import { type Host, startHost } from '../support/host.js';
import { type Fault, FaultyDatabase } from './faulty.database.js';

const ORDER = 'ORDER-1';

describe('a fault at any one statement of the ledger', () => {
  let gateway: ScriptedGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it.each<[Fault['kind'], string]>([
    ['fails', 'SQLITE_BUSY'],
    ['fails', 'SQLITE_FULL'],
    ['answer lost', 'SQLITE_IOERR'],
  ])(
    'that %s (%s) loses nothing and fulfils nothing twice',
    async (kind, code) => {
      const { statements } = await sell(gateway, null);
      expect(statements.length).toBeGreaterThan(20);
      const sales = statements.map((text, at) => sell(gateway, { at, kind, code }, text));
      for (const sale of await Promise.all(sales)) {
        expect(sale).toMatchObject({
          status: 'Paid',
          succeededEvents: 1,
          keys: 1,
          counts: { pending: 0, failed: 0, unheard: 0 },
        });
      }
    },
    60_000,
  );
});

/** One payment from beginning to end, as a shop and a gateway go about it that try again when they are told to. */
async function sell(gateway: ScriptedGateway, fault: Fault | null, at = 'no fault') {
  const host = await startHost(DurableEar);
  const database = new FaultyDatabase(fault);
  const ledger = await openLedgerOn(database, ':memory:');
  const runtime = new OvgcRuntime(partsOf(host, gateway.baseUrl), ledger);
  runtime.discoverHandlers(['default']);
  database.begin();
  await insist(() => runtime.start());
  await insist(() => runtime.payments.createPaymentRequest(request(ORDER)));
  // Only when nothing else is under way does a word that got lost stay lost.
  await sleep(100);
  const { webhook_secret: _, ...body } = succeeded(transactionOf(ORDER));
  await Promise.all([1, 2, 3].map(() => insist(() => runtime.receiver.receive({ ...body }))));
  const settled = async () => (await insist(() => runtime.deliveries.counts())).done === 2;
  await eventually(`all is delivered in spite of a fault at: ${at}`, settled, 20_000);

  const { deliveries } = await insist(() => runtime.deliveries.list());
  const heard = host.get(DurableEar).of('succeeded');
  const result = {
    statements: [...database.executed],
    status: (await runtime.payments.findByOrder(ORDER))?.status,
    succeededEvents: deliveries.filter(({ event }) => event.id.endsWith('payment.succeeded'))
      .length,
    keys: new Set(heard.map(({ delivery }) => delivery.idempotencyKey)).size,
    counts: await runtime.deliveries.counts(),
  };
  await runtime.drain();
  await runtime.close();
  await host.close();
  return result;
}

function partsOf(host: Host, baseUrl: string): ConstructorParameters<typeof OvgcRuntime>[0] {
  const options = resolveOptions({
    apiKey: 'key',
    webhookSecret: 'secret',
    ledger: 'memory',
    baseUrl,
    sweepEveryMs: 100,
    // A lease whose taking got lost is nobody's until it runs out.
    deliveries: { leaseMs: 1000 },
  });
  return {
    account: 'default',
    options,
    emitter: host.get(EventEmitter2),
    readiness: host.get(EventEmitterReadinessWatcher),
    discovery: host.get(DiscoveryService, { strict: false }),
    scanner: new MetadataScanner(),
    now: Date.now,
  };
}

/** Tries again, as the gateway does after a 503 and a shop after an error that is retryable. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

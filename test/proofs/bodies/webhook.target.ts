import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  EventEmitter2,
  EventEmitterModule,
  EventEmitterReadinessWatcher,
} from '@nestjs/event-emitter';

import { Test } from '@nestjs/testing';
import { OnPaymentSucceeded, OvgcModule, type PaymentSucceededEvent } from 'nestjs-ovgc';
import { insertIntents } from '../../../libs/ovgc/src/ledger/payments.queries.js';
import { openSqliteLedger } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import type { OvgcOptions } from '../../../libs/ovgc/src/ovgc.options.js';
import { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import { OVGC_OPTIONS } from '../../../libs/ovgc/src/ovgc.tokens.js';
import { RecordingListener } from '../../support/handlers.js';
import { logInto } from '../../support/log.js';
import { ACCOUNT, paymentRow, write } from '../../support/ledger.rows.js';
import { eventually } from '../../support/app.js';
import { API_KEY, SECRET } from './webhook.secrets.js';

const TABLES = ['ovgcDeliveries', 'ovgcEvents', 'ovgcWebhookCandidates', 'ovgcWebhooks'] as const;
const IN_A_YEAR = Date.now() + 365 * 24 * 3600 * 1000;

@Injectable()
class Fulfilment {
  readonly received: PaymentSucceededEvent[] = [];

  @OnPaymentSucceeded()
  fulfil(event: PaymentSucceededEvent): void {
    this.received.push(event);
  }
}

/** An app with the module, and everything it exposes. */
export type Target = Awaited<ReturnType<typeof startTarget>>;

export type Rows = Awaited<ReturnType<Target['rows']>>;

/** Starts a real app on a ledger that the test can read, with a pending payment for each transaction. */
export async function startTarget(transactions: readonly string[]) {
  const ledger = await openSqliteLedger(':memory:');
  const log: string[] = [];
  const moduleRef = await Test.createTestingModule({
    imports: [
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot({
        apiKey: API_KEY,
        webhookSecret: SECRET,
        ledger: 'memory',
        deliveries: { concurrency: 200 },
      }),
    ],
    providers: [RecordingListener, Fulfilment],
  })
    .overrideProvider(OvgcComposition)
    .useFactory({
      inject: [OVGC_OPTIONS, ModulesContainer, EventEmitter2, EventEmitterReadinessWatcher],
      factory: (
        options: OvgcOptions,
        modules: ModulesContainer,
        emitter: EventEmitter2,
        readiness: EventEmitterReadinessWatcher,
      ) =>
        new OvgcComposition(
          {
            account: ACCOUNT,
            options,
            modules,
            emitter,
            readiness,
          },
          ledger,
        ),
    })
    .compile();
  const app = moduleRef.createNestApplication({ logger: logInto(log) });
  await app.listen(0, '127.0.0.1');
  const fulfilment = app.get(Fulfilment);
  const plain = app.get(RecordingListener);

  const unpaid = transactions.map((transactionId) =>
    paymentRow(`order of ${transactionId}`, { transactionId, expiresAt: IN_A_YEAR }),
  );
  await write(ledger, (trx) => insertIntents(trx, unpaid));
  return {
    url: await app.getUrl(),
    log: log as readonly string[],
    /** The transactions that the handler has fulfilled. */
    fulfilled: () => fulfilment.received.map(({ payment }) => payment.transactionId),
    events: () => [
      fulfilment.received,
      plain.payments,
      plain.rejected,
      plain.unmatched,
      plain.unrecognised,
      plain.deadLettered,
    ],
    /** What the ledger has stored since `begin`. */
    rows: async () => ({
      moved: await ledger.reader
        .selectFrom('ovgcPayments')
        .selectAll()
        .where('status', '!=', 'Pending')
        .execute(),
      webhooks: await ledger.reader.selectFrom('ovgcWebhooks').selectAll().execute(),
      events: await ledger.reader.selectFrom('ovgcEvents').selectAll().execute(),
      deliveries: await ledger.reader.selectFrom('ovgcDeliveries').selectAll().execute(),
    }),
    /** Makes every payment pending again, and deletes the rest. */
    async begin(): Promise<void> {
      await write(ledger, async (trx) => {
        for (const table of TABLES) await trx.deleteFrom(table).execute();
        await trx
          .updateTable('ovgcPayments')
          .set({ status: 'Pending', paidAt: null })
          .where('status', '!=', 'Pending')
          .execute();
      });
      log.length = 0;
      fulfilment.received.length = 0;
      for (const list of [plain.payments, plain.rejected, plain.unmatched, plain.unrecognised]) {
        list.length = 0;
      }
    },
    /** Resolves when every delivery is done. */
    settled: () =>
      eventually('every delivery is done', async () => {
        const { open } = await ledger.reader
          .selectFrom('ovgcDeliveries')
          .select((eb) => eb.fn.countAll<number>().as('open'))
          .where('state', '!=', 'completed')
          .executeTakeFirstOrThrow();
        return open === 0;
      }),
    close: () => app.close(),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { ConsoleLogger, Injectable } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { Test } from '@nestjs/testing';
import { createSandbox, type Sandbox } from 'ovgc-sandbox';
import {
  InjectOvgcPayments,
  OnPaymentCreated,
  OvgcModule,
  type OvgcModuleOptions,
  OvgcPaymentsService,
  OvgcWebhooksService,
  type PaymentCreatedEvent,
} from 'nestjs-ovgc';
import { ovgcIdle } from 'nestjs-ovgc/testing';
import { request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { OPTIONS } from '../support/boots.js';
import { startGateway } from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';

const HOUR = 60 * 60 * 1000;

describe('ovgcIdle', () => {
  let sandbox: Sandbox;
  let app: RunningApp;
  let recorder: RecordingHandler;
  let ended: string[];

  beforeEach(async () => {
    sandbox = await createSandbox();
    await start();
  });
  afterEach(async () => {
    await sandbox.close();
    await app.close();
  });

  async function start(options: Partial<OvgcModuleOptions> = {}): Promise<void> {
    app = await startApp({
      baseUrl: sandbox.apiUrl,
      providers: [RecordingHandler, RecordingListener],
      options: {
        apiKey: sandbox.apiKey,
        webhookSecret: sandbox.webhookSecret,
        clock: sandbox.clock,
        jobIntervalMs: HOUR,
        ...options,
      },
    });
    recorder = app.app.get(RecordingHandler);
    ended = [];
    recorder.behave = async ({ id }) => {
      await sleep(50);
      ended.push(id.split('.').at(-1) ?? '');
    };
    sandbox.setWebhookUrl(`${app.url}/webhooks/ovgc`);
  }
  const create = (order: string) => app.payments.createPaymentRequest(request(order));

  it('waits for the durable handlers of webhooks that were answered, and of what they caused', async () => {
    await create('A');
    await sandbox.pay('A');
    await sandbox.idle();
    await ovgcIdle(app.app);
    expect(ended).toEqual(['created', 'succeeded']);
  });

  it('waits for more calls than run at once', async () => {
    await app.close();
    await start({ deliveries: { concurrency: 2 } });
    await Promise.all(['A', 'B', 'C', 'D', 'E'].map(create));
    await ovgcIdle(app.app);
    expect(ended).toHaveLength(5);
    expect(await app.deliveries.counts()).toMatchObject({ pending: 0, completed: 5 });
  });

  it('waits for payments that a handler creates', async () => {
    recorder.behave = async ({ payment: { orderUuid } }) => {
      if (orderUuid.length < 4) await create(`${orderUuid}A`);
      ended.push(orderUuid);
    };
    await create('A');
    await ovgcIdle(app.app);
    expect(ended.toSorted()).toEqual(['A', 'AA', 'AAA', 'AAAA']);
  });

  it('expires what the clock says, and reports what is unmatched, without a wait for jobIntervalMs', async () => {
    sandbox.setWebhookUrl(null);
    await create('A');
    await app.webhook({ ...succeeded('invoice_nobodys'), webhook_secret: sandbox.webhookSecret });
    await sandbox.clock.advance('36m');
    await ovgcIdle(app.app);
    expect(ended).toEqual(['created', 'expired']);
    expect(app.app.get(RecordingListener).unmatched).toHaveLength(1);
    expect(await app.app.get(OvgcWebhooksService).counts()).toMatchObject({ unmatched: 1 });
  });

  it('waits for no retry that isn’t due, and for one that is', async () => {
    await app.close();
    await start({ deliveries: { initialDelayMs: HOUR, maxDelayMs: HOUR } });
    recorder.behave = (_event, { attempt }) => {
      if (attempt === 1) throw new Error('not the first time');
    };
    await create('A');
    await ovgcIdle(app.app);
    expect(recorder.of('created')).toHaveLength(1);
    sandbox.setWebhookUrl(null);
    await sandbox.clock.advance('1h');
    await ovgcIdle(app.app);
    expect(recorder.of('created')).toHaveLength(2);
  });

  it('resolves at once when there is nothing to do, and after the app was closed', async () => {
    await ovgcIdle(app.app);
    await app.close();
    await ovgcIdle(app.app);
    expect(ended).toEqual([]);
  });

  it('waits for all accounts, and for what one makes another do', async () => {
    @Injectable()
    class Tills {
      readonly told: string[] = [];
      constructor(
        @InjectOvgcPayments('books') readonly books: OvgcPaymentsService,
        @InjectOvgcPayments('music') readonly music: OvgcPaymentsService,
      ) {}

      @OnPaymentCreated()
      async follow({ payment: { account, orderUuid } }: PaymentCreatedEvent): Promise<void> {
        await sleep(20);
        this.told.push(`${account} ${orderUuid}`);
        const other = account === 'books' ? this.music : this.books;
        if (orderUuid.length < 4) await other.createPaymentRequest(request(`${orderUuid}A`));
      }
    }
    const gateway = await startGateway();
    const account = (name: string) =>
      OvgcModule.forRoot({ ...OPTIONS, name, baseUrl: gateway.baseUrl, isGlobal: true });
    const module = await Test.createTestingModule({
      imports: [EventEmitterModule.forRoot(), account('books'), account('music')],
      providers: [Tills],
    })
      .setLogger(new ConsoleLogger({ logLevels: [] }))
      .compile();
    await module.init();
    const { books, told } = module.get(Tills);
    await books.createPaymentRequest(request('A'));
    await ovgcIdle(module);
    expect(told).toEqual(['books A', 'music AA', 'books AAA', 'music AAAA']);
    await module.close();
    await gateway.close();
  });

  it('says so when the app has no module, or has not started', async () => {
    const none = await Test.createTestingModule({}).compile();
    await expect(ovgcIdle(none)).rejects.toThrow('this app has no OvgcModule');
    const later = await Test.createTestingModule({
      imports: [EventEmitterModule.forRoot(), OvgcModule.forRoot(OPTIONS)],
    }).compile();
    await expect(ovgcIdle(later)).rejects.toThrow('call app.init() or app.listen() first');
    await later.init();
    await ovgcIdle(later);
    await later.close();
  });
});

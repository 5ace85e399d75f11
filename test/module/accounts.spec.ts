import { Injectable } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { Test } from '@nestjs/testing';
import {
  InjectOvgcDeliveries,
  InjectOvgcPayments,
  InjectOvgcWebhooks,
  OnPaymentSucceeded,
  OvgcDeliveriesService,
  OvgcModule,
  OvgcPaymentsService,
  OvgcWebhooksService,
  type PaymentSucceededEvent,
} from 'nestjs-ovgc';
import { eventually, request, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { moduleOf, OPTIONS } from '../support/boots.js';

describe('OvgcModule with several accounts', () => {
  let gateway: ScriptedGateway;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('serves two accounts side by side, each with its route, its secret and its payments', async () => {
    @Injectable()
    class Tills {
      constructor(
        @InjectOvgcPayments('books') readonly books: OvgcPaymentsService,
        @InjectOvgcPayments('music') readonly music: OvgcPaymentsService,
        @InjectOvgcDeliveries('books') readonly ofBooks: OvgcDeliveriesService,
        @InjectOvgcDeliveries('music') readonly ofMusic: OvgcDeliveriesService,
        @InjectOvgcWebhooks('books') readonly toBooks: OvgcWebhooksService,
        @InjectOvgcWebhooks('music') readonly toMusic: OvgcWebhooksService,
      ) {}
      readonly heard: string[] = [];

      @OnPaymentSucceeded({ account: 'music' })
      onMusic({ payment }: PaymentSucceededEvent): void {
        this.heard.push(`music ${payment.account}`);
      }

      @OnPaymentSucceeded()
      onAny({ payment }: PaymentSucceededEvent): void {
        this.heard.push(`any ${payment.account}`);
      }
    }
    const account = (name: string, webhookSecret: string) =>
      OvgcModule.forRoot({
        ...OPTIONS,
        name,
        webhookSecret,
        baseUrl: gateway.baseUrl,
        isGlobal: true,
        webhook: { path: `webhooks/${name}` },
      });
    const module = await Test.createTestingModule({
      imports: [
        EventEmitterModule.forRoot(),
        account('books', 'secret-of-books'),
        account('music', 'secret-of-music'),
        moduleOf(Tills),
      ],
    }).compile();
    const app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const tills = app.get(Tills, { strict: false });
    await tills.books.createPaymentRequest(request('ONE'));
    const { transactionId } = await tills.music.createPaymentRequest(request('TWO'));
    const post = (path: string, webhookSecret: string, of = transactionId) =>
      fetch(`${url}/webhooks/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...succeeded(of), webhook_secret: webhookSecret }),
      });
    expect((await post('books', 'secret-of-music')).status).toBe(401);
    expect((await post('music', 'secret-of-music')).status).toBe(200);
    expect(await tills.books.findByTransaction(transactionId)).toBeNull();
    expect(await tills.music.findByOrder('TWO')).toMatchObject({
      status: 'Paid',
      account: 'music',
    });
    await eventually('both handlers were called', () => tills.heard.length === 2);
    expect(tills.heard.toSorted()).toEqual(['any music', 'music music']);
    const sent = async (service: OvgcDeliveriesService) =>
      (await service.list()).deliveries.map(({ event }) => event.payment.account);
    expect(await sent(tills.ofBooks)).toEqual([]);
    expect(await sent(tills.ofMusic)).toEqual(['music', 'music']);
    await post('music', 'secret-of-music', 'invoice_unknown');
    expect(await tills.toBooks.counts()).toMatchObject({ unmatched: 0 });
    expect(await tills.toMusic.counts()).toMatchObject({ unmatched: 1 });
    await app.close();
  });
});

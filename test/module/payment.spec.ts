import { Injectable } from '@nestjs/common';
import { OnPaymentSucceeded, type PaymentDelivery, type PaymentSucceededEvent } from 'nestjs-ovgc';
import { eventually, request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';

@Injectable()
class Fulfilment {
  readonly heard: { event: PaymentSucceededEvent; delivery: PaymentDelivery }[] = [];

  @OnPaymentSucceeded()
  fulfil(event: PaymentSucceededEvent, delivery: PaymentDelivery): void {
    this.heard.push({ event, delivery });
  }
}

describe('a payment', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;

  beforeEach(async () => {
    gateway = await startGateway();
    app = await startApp({ baseUrl: gateway.baseUrl, providers: [Fulfilment] });
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  it('is created, paid by the webhook, and handed to the durable handler once', async () => {
    const payment = await app.payments.createPaymentRequest(request('ORDER-1'));
    expect(payment).toMatchObject({
      status: 'Pending',
      amount: '25.00',
      transactionId: transactionOf('ORDER-1'),
    });

    expect(await app.webhook(succeeded(payment.transactionId))).toEqual({
      status: 200,
      text: '{"received":true}',
    });

    expect(await app.payments.findByOrder('ORDER-1')).toMatchObject({ status: 'Paid' });
    const { heard } = app.app.get(Fulfilment);
    await eventually('the handler was called', () => heard.length === 1);
    expect(heard[0]?.event.payment.metadata).toEqual({ basket: 7 });
    expect(heard[0]?.delivery).toMatchObject({ attempt: 1 });
  });
});

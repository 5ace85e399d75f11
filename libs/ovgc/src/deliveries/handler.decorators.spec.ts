import {
  handlerMarks,
  OnPaymentConflicted,
  OnPaymentCreated,
  OnPaymentDeclined,
  OnPaymentExpired,
  OnPaymentSucceeded,
  type PaymentDelivery,
} from './handler.decorators.js';
import type { PaymentEvent, PaymentSucceededEvent } from '../events/payment.events.js';

class Fulfilment {
  @OnPaymentCreated()
  created(): void {}

  @OnPaymentSucceeded({ name: 'fulfilment', account: 'eu' })
  async fulfil(_event: PaymentSucceededEvent, _delivery: PaymentDelivery): Promise<number> {
    return 1;
  }

  @OnPaymentDeclined()
  @OnPaymentExpired({ name: 'release' })
  release(_event: PaymentEvent): void {}

  @OnPaymentConflicted()
  conflicted(_event: PaymentEvent): void {}

  plain(): void {}

  // @ts-expect-error The event of a declined payment has no `late`.
  @OnPaymentDeclined()
  wrongEvent(_event: PaymentSucceededEvent): void {}

  // @ts-expect-error A handler receives two arguments.
  @OnPaymentSucceeded()
  tooMuch(_event: PaymentEvent, _delivery: PaymentDelivery, _more: string): void {}
}

class Special extends Fulfilment {
  override plain(): void {}

  override conflicted(): void {}
}

/** Returns the marks on a method of a class. */
function marksOn(of: typeof Fulfilment, method: keyof Fulfilment) {
  return handlerMarks(of.prototype[method]);
}

describe('a durable handler’s decorator', () => {
  it('marks the method with the type of event that it listens to', () => {
    expect(marksOn(Fulfilment, 'created')).toEqual([{ type: 'ovgc.payment.created', options: {} }]);
    expect(marksOn(Fulfilment, 'conflicted')).toEqual([
      { type: 'ovgc.payment.conflicted', options: {} },
    ]);
  });

  it('keeps the name and the account from its options', () => {
    expect(marksOn(Fulfilment, 'fulfil')).toEqual([
      { type: 'ovgc.payment.succeeded', options: { name: 'fulfilment', account: 'eu' } },
    ]);
  });

  it('can be combined with another', () => {
    expect(marksOn(Fulfilment, 'release')).toEqual([
      { type: 'ovgc.payment.expired', options: { name: 'release' } },
      { type: 'ovgc.payment.declined', options: {} },
    ]);
  });

  it('marks no other method, and doesn’t change the method', async () => {
    expect(marksOn(Fulfilment, 'plain')).toEqual([]);
    expect(handlerMarks(() => undefined)).toEqual([]);
    await expect(
      new Fulfilment().fulfil({} as PaymentSucceededEvent, {} as PaymentDelivery),
    ).resolves.toBe(1);
  });

  it('is inherited with the method, but not by a method that overrides it', () => {
    expect(marksOn(Special, 'created')).toHaveLength(1);
    expect(marksOn(Special, 'conflicted')).toEqual([]);
  });
});

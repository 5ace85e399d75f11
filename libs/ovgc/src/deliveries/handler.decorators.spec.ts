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

  @OnPaymentExpired({ name: 'give back' })
  override release(_event: PaymentEvent): void {}
}

/** Returns the marks on a method of a class. */
function marksOn(of: typeof Fulfilment, method: keyof Fulfilment) {
  return handlerMarks(of.prototype).get(method) ?? [];
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
    expect(handlerMarks({}).size).toBe(0);
    await expect(
      new Fulfilment().fulfil({} as PaymentSucceededEvent, {} as PaymentDelivery),
    ).resolves.toBe(1);
  });

  it('is inherited with the method, and by a method that overrides it', () => {
    expect(marksOn(Special, 'created')).toEqual(marksOn(Fulfilment, 'created'));
    expect(marksOn(Special, 'conflicted')).toEqual(marksOn(Fulfilment, 'conflicted'));
  });

  it('replaces the inherited one of the same type of event, and no other', () => {
    expect(marksOn(Special, 'release')).toEqual([
      { type: 'ovgc.payment.expired', options: { name: 'give back' } },
      { type: 'ovgc.payment.declined', options: {} },
    ]);
    expect(marksOn(Fulfilment, 'release')).toHaveLength(2);
  });

  it('refuses a static method: no instance has it', () => {
    expect(() => {
      class Shop {
        @OnPaymentSucceeded()
        static fulfil(): void {}
      }
      return Shop;
    }).toThrow(
      /Shop\.fulfil would never be called: it is static\. Make it a method of an instance/,
    );
  });

  it('refuses a method that is named by a symbol: its deliveries have no name to be stored under', () => {
    const fulfil = Symbol('fulfil');
    expect(() => {
      class Shop {
        // @ts-expect-error The name of a handler is a text.
        @OnPaymentSucceeded()
        [fulfil](): void {}
      }
      return Shop;
    }).toThrow(/Shop\.Symbol\(fulfil\) would never be called: its name is a symbol/);
  });
});

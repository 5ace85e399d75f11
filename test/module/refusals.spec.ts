import { Injectable, Scope } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import {
  OnPaymentSucceeded,
  OvgcModule,
  type OvgcModuleExtras,
  type OvgcModuleOptions,
} from 'nestjs-ovgc';
import { SECRET } from '../support/app.js';
import { Boots, moduleOf, OPTIONS } from '../support/boots.js';

class Hearing {
  @OnPaymentSucceeded()
  hear(): void {}
}

describe('OvgcModule refuses to start, and says what to do,', () => {
  const boots = new Boots();
  const boot = boots.boot.bind(boots);
  afterEach(() => boots.close());

  it('without EventEmitterModule', async () => {
    await expect(boot(OvgcModule.forRoot(OPTIONS))).rejects.toThrow(
      /add EventEmitterModule\.forRoot\(\)/,
    );
  });

  it.each<[string, object, RegExp]>([
    ['no apiKey', { apiKey: undefined }, /apiKey is missing or empty: set it to your API key/],
    ['an empty apiKey', { apiKey: '' }, /apiKey is missing/],
    [
      'an apiKey with a line break',
      { apiKey: 'key\n' },
      /apiKey has white space at its beginning or end/,
    ],
    ['a ledger in memory by its file name', { ledger: { sqlite: ':memory:' } }, /ledger must be/],
    ['a number given as a text', { timeoutMs: '500' }, /timeoutMs must be an integer/],
    ['a time that no timer takes', { jobIntervalMs: 2 ** 40 }, /jobIntervalMs must not be greater/],
    ['no webhookSecret', { webhookSecret: undefined }, /webhookSecret is missing/],
    ['an empty list of secrets', { webhookSecret: [] }, /webhookSecret is missing/],
    ['an empty secret among others', { webhookSecret: ['a', ''] }, /webhookSecret is missing/],
    ['no ledger', { ledger: undefined }, /ledger is missing/],
    ['a ledger nobody knows', { ledger: 'disk' }, /ledger must be \{ sqlite/],
    ['a ledger without a name', { ledger: { sqlite: '  ' } }, /ledger must be \{ sqlite/],
    [
      'two ledgers in one',
      { ledger: { sqlite: 'a.db', postgres: 'postgres://b' } },
      /ledger must be \{ sqlite/,
    ],
    ['a base URL that is none', { baseUrl: 'localhost' }, /baseUrl must be an http\(s\) URL/],
    [
      'a base URL with a query',
      { baseUrl: 'https://gateway.test/api?v=1' },
      /baseUrl must be an http\(s\) URL without a query or fragment/,
    ],
    [
      'a base URL with a fragment',
      { baseUrl: 'https://gateway.test/api#v1' },
      /baseUrl must be an http\(s\) URL without a query or fragment/,
    ],
    ['a key of two lines', { apiKey: 'key\nkey' }, /apiKey holds a line break/],
    [
      'a path that a browser would cut',
      { orderStatus: { path: '/status#{transaction_id}' } },
      /orderStatus\.path must begin with \/, hold \{transaction_id\} and no #/,
    ],
    ['a timeout of zero', { timeoutMs: 0 }, /timeoutMs must not be less than 1/],
    ['a misspelt option', { timeoutMS: 5 }, /timeoutMS is not an option/],
    [
      'a misspelt option of deliveries',
      { deliveries: { concurency: 5 } },
      /deliveries\.concurency is not an option/,
    ],
    [
      'a wrong option of deliveries',
      { deliveries: { concurrency: 0 } },
      /deliveries\.concurrency must not be less/,
    ],
  ])('with %s', async (_name, change, message) => {
    const options = { ...OPTIONS, ...change } as OvgcModuleOptions;
    const starting = boot(EventEmitterModule.forRoot(), OvgcModule.forRoot(options));
    await expect(starting).rejects.toThrow(message);
    await expect(starting).rejects.toMatchObject({ code: 'configuration' });
    await expect(starting).rejects.not.toThrow(SECRET);
  });

  it.each<[string, OvgcModuleExtras, RegExp]>([
    ['name', { webhook: { path: 'elsewhere' } }, /two registrations have the name default/],
    [
      'path',
      { name: 'eu', webhook: { path: 'webhooks/ovgc' } },
      /have the webhook path webhooks\/ovgc/,
    ],
    [
      'path, with slashes around it',
      { name: 'eu', webhook: { path: '/webhooks/ovgc/' } },
      /have the webhook path webhooks\/ovgc/,
    ],
  ])('with two registrations of one %s', async (_name, extras, message) => {
    const starting = boot(
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot(OPTIONS),
      OvgcModule.forRoot({ ...OPTIONS, ...extras }),
    );
    await expect(starting).rejects.toThrow(message);
  });

  it('with a name that no event could be called by', () => {
    expect(() => OvgcModule.forRoot({ ...OPTIONS, name: 'a/b' })).toThrow(/name must be 1 to 64/);
  });

  it.each([Scope.REQUEST, Scope.TRANSIENT])('with a durable handler of scope %p', async (scope) => {
    @Injectable({ scope })
    class Fleeting {
      @OnPaymentSucceeded()
      hear(): void {}
    }
    const starting = boot(
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot(OPTIONS),
      moduleOf(Fleeting),
    );
    await expect(starting).rejects.toThrow(/Fleeting\.hear is not a method of a singleton/);
  });

  it.each([
    ['its class', Hearing],
    ['a text', 'HEARING'],
  ])(
    'with a durable handler that a factory makes for each request, by %s',
    async (_name, provide) => {
      const perRequest = { provide, useClass: Hearing, scope: Scope.REQUEST };
      const byFactory = { provide, useFactory: () => new Hearing(), scope: Scope.REQUEST };
      const provider = provide === Hearing ? byFactory : perRequest;
      const starting = boot(
        EventEmitterModule.forRoot(),
        OvgcModule.forRoot(OPTIONS),
        moduleOf(provider),
      );
      await expect(starting).rejects.toThrow(/Hearing\.hear is not a method of a singleton/);
    },
  );

  it('with a durable handler that injects what is made for each request', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Tenant {}
    @Injectable()
    class PerTenant {
      constructor(readonly tenant: Tenant) {}

      @OnPaymentSucceeded()
      hear(): void {}
    }
    const starting = boot(
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot(OPTIONS),
      moduleOf(Tenant, PerTenant),
    );
    await expect(starting).rejects.toThrow(/PerTenant\.hear is not a method of a singleton/);
  });

  it('with a durable handler that something else has taken the place of', async () => {
    @Injectable()
    class Replaced extends Hearing {
      override hear = undefined as never;
    }
    const starting = boot(
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot(OPTIONS),
      moduleOf(Replaced),
    );
    await expect(starting).rejects.toThrow(
      /Replaced\.hear would never be called: the instance has no function of this name/,
    );
  });

  it('with two durable handlers of one name', async () => {
    @Injectable()
    class First {
      @OnPaymentSucceeded({ name: 'fulfil' })
      one(): void {}

      @OnPaymentSucceeded({ name: 'fulfil' })
      other(): void {}
    }
    const Providers = moduleOf(First);
    await expect(
      boot(EventEmitterModule.forRoot(), OvgcModule.forRoot(OPTIONS), Providers),
    ).rejects.toThrow(/two durable handlers are named fulfil/);
  });

  it.each([
    [
      { account: 'books' },
      /Listener\.hear would never be called: it listens to the account books, which is not registered/,
    ],
    [{ name: '' }, /the name of the durable handler Listener\.hear is empty/],
  ])('with a durable handler that could not be called (%j)', async (options, message) => {
    class Listener {
      @OnPaymentSucceeded(options)
      hear(): void {}
    }
    const starting = boot(
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot(OPTIONS),
      moduleOf(Listener),
    );
    await expect(starting).rejects.toThrow(message);
  });
});

import { handlersOf, type Host, startHost } from '../../../../test/support/host.js';
import { OnPaymentCreated, OnPaymentDeclined, OnPaymentSucceeded } from './handler.decorators.js';

class Fulfilment {
  @OnPaymentSucceeded()
  fulfil(): void {}

  @OnPaymentDeclined({ name: 'mail' })
  @OnPaymentSucceeded({ name: 'mail' })
  mail(): void {}

  @OnPaymentCreated({ account: 'books' })
  reserve(): void {}
}

describe('the registry of durable handlers', () => {
  let host: Host;

  beforeAll(async () => {
    host = await startHost(Fulfilment, { provide: 'ALIAS', useExisting: Fulfilment });
  });
  afterAll(() => host.close());

  const registry = (account: string) => handlersOf(host, account, ['music', 'books']);

  it('has the names of the handlers by the type of event that they listen to', () => {
    expect([...registry('music').byType()]).toEqual([
      ['ovgc.payment.succeeded', ['Fulfilment.fulfil', 'mail']],
      ['ovgc.payment.declined', ['mail']],
    ]);
    expect(registry('music').namesFor('ovgc.payment.succeeded')).toEqual([
      'Fulfilment.fulfil',
      'mail',
    ]);
    expect(registry('music').namesFor('ovgc.payment.created')).toEqual([]);
  });

  it('has each name once', () => {
    expect(registry('music').names()).toEqual(['Fulfilment.fulfil', 'mail']);
  });

  it('leaves out the handlers of other accounts', () => {
    expect(registry('books').byType().get('ovgc.payment.created')).toEqual(['Fulfilment.reserve']);
    expect(registry('music').byType().has('ovgc.payment.created')).toBe(false);
  });

  it('finds a handler by its name and type of event', () => {
    const handlers = registry('music');
    expect(handlers.find('mail', 'ovgc.payment.declined')).toMatchObject({ name: 'mail' });
    expect(handlers.find('mail', 'ovgc.payment.created')).toBeUndefined();
    expect(handlers.find('Fulfilment.fulfil', 'ovgc.payment.declined')).toBeUndefined();
  });
});

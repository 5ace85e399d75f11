import { faultProblem } from './fault.request.js';

describe('a request for a fault', () => {
  it.each([
    { target: 'api', kind: 'status', status: 503, count: 2 },
    { target: 'checkout', kind: 'lost_answer', filter: { path: '/pay', orderUuid: 'ORDER-1' } },
    { target: 'webhook', kind: 'delay', delayMs: 5_000, probability: 0.5, seed: 0 },
    {
      target: 'webhook',
      kind: 'drift',
      variant: 'no_success',
      filter: { event: 'payment.declined' },
    },
    { target: 'api', kind: 'drop', filter: { orderUuid: undefined }, count: undefined },
  ])('can be %j', (request) => {
    expect(faultProblem(request)).toBeNull();
  });

  it.each([
    [{}, /target must be one of api, checkout, webhook/],
    [{ target: 'toString', kind: 'drop' }, /target must be/],
    [{ target: 'api' }, /kind of a fault of the api must be one of status, delay, timeout/],
    [{ target: 'api', kind: 'duplicate' }, /must be one of status, delay, timeout, drop/],
    [{ target: 'checkout', kind: 'reorder' }, /fault of the checkout must be one of status/],
    [{ target: 'webhook', kind: 'status', status: 500 }, /webhook must be one of delay, timeout/],
    [{ target: 'api', kind: 'status' }, /from 400 to 599/],
    [{ target: 'api', kind: 'status', status: 200 }, /from 400 to 599/],
    [{ target: 'api', kind: 'delay' }, /delayMs must be/],
    [{ target: 'api', kind: 'delay', delayMs: '5' }, /delayMs must be/],
    [{ target: 'api', kind: 'drop', status: 500 }, /status belongs to/],
    [{ target: 'api', kind: 'drop', delayMs: 5 }, /delayMs belongs to/],
    [{ target: 'api', kind: 'drop', variant: 'nested' }, /variant belongs to/],
    [{ target: 'webhook', kind: 'drift' }, /drift of the webhook must be one of nested, status_/],
    [{ target: 'api', kind: 'drift', variant: 'no_success' }, /drift of the api must be one of/],
    [{ target: 'api', kind: 'drop', count: 0 }, /count must be/],
    [{ target: 'api', kind: 'drop', count: 1.5 }, /count must be/],
    [
      { target: 'api', kind: 'drop', count: 1, probability: 1 },
      /give count or probability, not both/,
    ],
    [{ target: 'api', kind: 'drop', probability: 0 }, /above 0, up to 1/],
    [{ target: 'api', kind: 'drop', probability: 1.1 }, /above 0, up to 1/],
    [{ target: 'api', kind: 'drop', probability: '0.5' }, /above 0, up to 1/],
    [{ target: 'api', kind: 'drop', seed: 1 }, /seed belongs to a probability/],
    [{ target: 'api', kind: 'drop', probability: 1, seed: -1 }, /seed must be a whole number/],
    [
      { target: 'api', kind: 'drop', filter: 'ORDER-1' },
      /can have orderUuid, transactionId, path;/,
    ],
    [{ target: 'api', kind: 'drop', filter: { event: 'x' } }, /path, but not "event"/],
    [{ target: 'webhook', kind: 'drop', filter: { path: '/' } }, /event, but not "path"/],
    [
      { target: 'webhook', kind: 'drop', filter: { event: 5 } },
      /filter.event must be a text that is not empty/,
    ],
    [{ target: 'webhook', kind: 'drop', filter: { event: 'Paid' } }, /one of payment.succeeded/],
  ])('is refused when it is %j', (request, message) => {
    expect(faultProblem(request)).toMatch(message);
  });
});

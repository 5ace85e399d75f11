import { SandboxRequestError } from '../sandbox.errors.js';
import { readFaultHeader } from './fault.text.js';

describe('the header x-sandbox-fault', () => {
  it.each([
    ['lost_answer', { target: 'api', kind: 'lost_answer' }],
    ['status=503', { target: 'api', kind: 'status', status: 503 }],
    ['delay=2s', { target: 'api', kind: 'delay', delayMs: 2_000 }],
    ['delay=250', { target: 'api', kind: 'delay', delayMs: 250 }],
    ['drift=nested', { target: 'api', kind: 'drift', variant: 'nested' }],
    ['api.drop', { target: 'api', kind: 'drop' }],
  ])('%s affects the call', (header, own) => {
    expect(readFaultHeader(header, 'api')).toEqual({ own, later: [] });
  });

  it('affects what comes later of the payment, several at once', () => {
    const header = 'malformed, webhook.duplicate,checkout.lost_answer';
    expect(readFaultHeader(header, 'api')).toEqual({
      own: { target: 'api', kind: 'malformed' },
      later: [
        { target: 'webhook', kind: 'duplicate' },
        { target: 'checkout', kind: 'lost_answer' },
      ],
    });
  });

  it('asks for nothing when it is not there', () => {
    expect(readFaultHeader(undefined, 'checkout')).toEqual({ own: null, later: [] });
  });

  it.each([
    ['', 'api', /x-sandbox-fault: "" is not a fault; write/],
    ['fire', 'api', /"fire" is not a fault: kind of a fault of the api must be one of status/],
    ['webhook.status=500', 'api', /kind of a fault of the webhook must be one of delay/],
    ['shop.drop', 'api', /target must be one of api, checkout, webhook/],
    ['status', 'api', /status must be the HTTP status/],
    ['status=ok', 'api', /status must be the HTTP status/],
    ['delay=soon', 'api', /delayMs must be/],
    ['drop=1', 'api', /drop takes no value/],
    ['drop, reset', 'api', /give one fault for the request itself, not two/],
    ['drift=nested', 'checkout', /kind of a fault of the checkout must be one of/],
    [
      'api.drop',
      'checkout',
      /"api.drop" affects API calls, but a customer’s request comes after them/,
    ],
  ] as const)('%j on a call to the %s is refused', (header, target, message) => {
    expect(() => readFaultHeader(header, target)).toThrow(message);
    expect(() => readFaultHeader(header, target)).toThrow(SandboxRequestError);
  });
});

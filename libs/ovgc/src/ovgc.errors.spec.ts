import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { ConsoleLogger } from '@nestjs/common';
import {
  type Answer,
  json,
  reset,
  type ScriptedGateway,
  silence,
  startGateway,
  text,
} from '../../../test/support/gateway.js';
import { GatewayClient } from './gateway/gateway.client.js';
import { GatewayHttp } from './gateway/gateway.http.js';
import { OvgcError } from './ovgc.errors.js';
import { redactionOf } from './ovgc.secrets.js';

// Holds rule 8: errors say what happened to the money.

const API_KEY = 'key_0f5c2d97';

/** An error as every common way of printing shows it. */
function printed(error: unknown): string {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    }),
  );
  try {
    for (const logger of [new ConsoleLogger('Test'), new ConsoleLogger('Test', { json: true })]) {
      logger.error(error);
      logger.error('it failed', error);
      logger.error('it failed', error instanceof Error ? error.stack : '');
    }
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  return [
    ...written,
    inspect(error, { depth: Infinity, showHidden: true, getters: true }),
    JSON.stringify(error),
    String(error),
    error instanceof Error ? error.stack : '',
    inspect(structuredClone(error), { depth: Infinity, showHidden: true }),
    JSON.stringify(Object.getOwnPropertyDescriptors(error)),
  ].join('\n');
}

describe('an error of a call to the gateway', () => {
  let gateway: ScriptedGateway;
  let http: GatewayHttp;

  beforeEach(async () => {
    gateway = await startGateway();
    http = new GatewayHttp();
  });
  afterEach(async () => {
    http.close();
    await gateway.close();
  });

  async function errorOn(answer: Answer, baseUrl = gateway.baseUrl): Promise<unknown> {
    gateway.next(answer);
    const client = new GatewayClient(
      http,
      {
        apiKey: API_KEY,
        baseUrl,
        timeoutMs: 300,
        retries: 0,
      },
      redactionOf({ apiKey: API_KEY, webhookSecret: [] }),
    );
    return client
      .createPayment({
        orderUuid: 'ORDER-1',
        amount: '19.99',
        email: 'customer@example.com',
        successUrl: 'https://yoursite.com/success',
        cancelUrl: 'https://yoursite.com/cancel',
        productTitle: null,
        firstName: null,
        lastName: null,
      })
      .then(
        () => Promise.reject(new Error('it did not fail')),
        (error: unknown) => error,
      );
  }

  it.each<[string, Answer]>([
    ['a refusal', json(200, { status: false, error: 'The total amount field is required.' })],
    ['a refusal that repeats it', json(401, { status: false, error: `No seller has ${API_KEY}.` })],
    ['a 500 that repeats it', (call, response) => text(500, call.text)(call, response)],
    ['HTML that repeats it', (call, response) => text(200, call.text)(call, response)],
    ['no JSON', text(200, API_KEY)],
    ['a reset', reset],
    ['silence', silence],
    ['a redirect', (_call, response) => response.writeHead(302, { Location: '/x' }).end()],
  ])('(%s) shows no API key, however it is printed', async (_, answer) => {
    const error = await errorOn(answer);
    expect(error).toBeInstanceOf(OvgcError);
    const shown = printed(error);
    expect(shown).toContain((error as OvgcError).code);
    expect(shown).not.toContain(API_KEY);
    expect(shown).not.toContain('api_key');
  });

  it('(no listener) shows no API key, however it is printed', async () => {
    const shown = printed(await errorOn(silence, 'http://127.0.0.1:1/backend/api'));
    expect(shown).toContain('gateway_unavailable');
    expect(shown).not.toContain(API_KEY);
  });

  it('has its name, code, message, retryable and requestState in JSON, and nothing else', async () => {
    const error = await errorOn(json(400, { status: false, error: 'Invalid amount' }));
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'OvgcRejectedError',
      code: 'invalid_amount',
      message:
        'the gateway rejected the payment request: Invalid amount (HTTP 400); ' +
        "use an amount that is not below the gateway's minimum",
      retryable: false,
      requestState: 'rejected',
    });
  });
});

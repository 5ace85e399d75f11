import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import {
  type Answer,
  dripping,
  json,
  reset,
  type ScriptedGateway,
  silence,
  startGateway,
  text,
} from '../../../../test/support/gateway.js';
import {
  type OvgcError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
} from '../ovgc.errors.js';
import { GatewayClient } from './gateway.client.js';
import { GatewayHttp } from './gateway.http.js';
import type { PaymentRequest } from './gateway.request.js';

const API_KEY = 'key_0f5c2d97';

const order: PaymentRequest = {
  orderUuid: 'ORDER-2026-0001',
  amount: '19.99',
  email: 'customer@example.com',
  successUrl: 'https://yoursite.com/success',
  cancelUrl: 'https://yoursite.com/cancel',
  productTitle: null,
  firstName: null,
  lastName: null,
};

/** A success that is cut off before its Content-Length. */
const halved: Answer = (_call, response, socket) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' });
  response.write('{"status": true, "transact', () => socket.destroy());
};

const huge: Answer = (_call, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(`{"status": true, "filler": "${'A'.repeat(2 * 1024 * 1024)}"}`);
};

describe('the gateway client', () => {
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

  function client(options: { retries?: number; timeoutMs?: number; baseUrl?: string } = {}) {
    const { baseUrl } = gateway;
    return new GatewayClient(http, {
      apiKey: API_KEY,
      webhookSecret: [],
      baseUrl,
      timeoutMs: 2000,
      retries: 0,
      ...options,
    });
  }

  async function failureOf(call: Promise<unknown>): Promise<OvgcError> {
    try {
      await call;
    } catch (error) {
      return error as OvgcError;
    }
    throw new Error('it did not fail');
  }

  describe('creates a payment', () => {
    it('sends the documented fields, and leaves out those that are null', async () => {
      await client().createPayment({ ...order, firstName: 'Zoë' });
      const [call] = gateway.calls;
      expect(call?.body).toEqual({
        api_key: API_KEY,
        order_uuid: 'ORDER-2026-0001',
        total_amount: 19.99,
        email: 'customer@example.com',
        success_url: 'https://yoursite.com/success',
        cancel_url: 'https://yoursite.com/cancel',
        first_name: 'Zoë',
      });
      expect(call?.text).toContain('"total_amount":19.99,');
      expect(call?.headers).toMatchObject({
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': expect.stringMatching(/^nestjs-ovgc\/\d+\.\d+\.\d+ node\/\d+/),
      });
    });

    it('returns the transaction and the url of the checkout page', async () => {
      gateway.next(
        json(200, { status: true, transaction_id: 'invoice_1', url: 'https://g.test/1' }),
      );
      expect(await client().createPayment(order)).toEqual({
        transactionId: 'invoice_1',
        url: 'https://g.test/1',
      });
    });

    it('opens a connection for each call', async () => {
      const ports = new Set<number | undefined>();
      const remember: Answer = (_call, response, socket) => {
        ports.add(socket.remotePort);
        json(200, { status: true, transaction_id: 'invoice_1', url: 'https://g.test/1' })(
          _call,
          response,
        );
      };
      gateway.next(remember, remember, remember);
      const asking = client();
      for (let i = 0; i < 3; i += 1) await asking.createPayment(order);
      expect(ports.size).toBe(3);
    });
  });

  describe('rejected', () => {
    it.each([
      [200, 'The api key field is required.', 'validation_failed'],
      [400, 'Invalid amount', 'invalid_amount'],
      [400, 'Payment gateway inactive', 'gateway_inactive'],
      [401, 'Unauthorized', 'unauthorized'],
      [422, 'No', 'validation_failed'],
    ])('with HTTP %d “%s” does not retry, and throws %s', async (status, message, code) => {
      gateway.next(json(status, { status: false, error: message }));
      const error = await failureOf(client({ retries: 2 }).createPayment(order));
      expect(error).toBeInstanceOf(OvgcRejectedError);
      expect(error).toMatchObject({
        code,
        retryable: false,
        requestState: 'rejected',
        gatewayMessage: message,
        httpStatus: status,
      });
      expect(gateway.calls).toHaveLength(1);
    });

    it('shows the gateway’s reason in one short line, without control characters or secrets', async () => {
      const error = `\u001B[2JNo seller\r\nhas ${API_KEY} ${'x'.repeat(900_000)}`;
      gateway.next(json(400, { status: false, error }));
      const { message, gatewayMessage } = (await failureOf(
        client().createPayment(order),
      )) as OvgcRejectedError;
      expect(gatewayMessage).toMatch(/^\[2JNo seller has \[secret\] x+…$/);
      expect(message).toMatch(/^[^\p{Cc}]{1,500}$/u);
    });

    it('after an attempt that may have created the payment, says that its state is unknown', async () => {
      gateway.next(json(500, {}), json(400, { status: false, error: 'Invalid amount' }));
      const error = await failureOf(client({ retries: 2 }).createPayment(order));
      expect(error).toBeInstanceOf(OvgcRejectedError);
      expect(error).toMatchObject({ code: 'invalid_amount', requestState: 'unknown' });
      expect(gateway.calls).toHaveLength(2);
    });
  });

  describe('given an answer that is not documented', () => {
    it.each<[string, Answer]>([
      ['HTML', text(200, '<h1>Just a moment</h1>')],
      ['nothing', text(200, '')],
      ['half a JSON', text(200, '{"status": true, "transact', 'application/json')],
      ['a success without url', json(200, { status: true, transaction_id: 'invoice_1' })],
      ['a success without transaction', json(200, { status: true, url: 'https://g.test/1' })],
      ['a 404 of a wrong baseUrl', text(404, '<h1>Not Found</h1>')],
    ])('(%s) does not retry, and says that the payment may exist', async (_, answer) => {
      gateway.next(answer);
      const error = await failureOf(client({ retries: 2 }).createPayment(order));
      expect(error).toBeInstanceOf(OvgcUnexpectedAnswerError);
      expect(error).toMatchObject({
        code: 'unexpected_answer',
        retryable: true,
        requestState: 'unknown',
      });
      expect(gateway.calls).toHaveLength(1);
    });

    describe('by a redirect', () => {
      let elsewhere: ScriptedGateway;

      beforeEach(async () => {
        elsewhere = await startGateway();
      });
      afterEach(() => elsewhere.close());

      it.each([302, 307, 308])(
        '(%d) does not follow it: the API key is for one address',
        async (status) => {
          gateway.next((_call, response) => {
            response
              .writeHead(status, { Location: `${elsewhere.baseUrl}/payment-request-api` })
              .end();
          });
          const error = await failureOf(client({ retries: 2 }).createPayment(order));
          expect(error).toMatchObject({ code: 'unexpected_answer', httpStatus: status });
          expect(elsewhere.calls).toHaveLength(0);
          expect(gateway.calls).toHaveLength(1);
        },
      );
    });
  });

  describe('left without an answer', () => {
    it.each<[string, Answer, string]>([
      ['a 500', json(500, { status: false, error: 'Internal server error' }), 'HTTP 500'],
      ['a 503 in HTML', text(503, '<h1>Unavailable</h1>'), 'HTTP 503'],
      ['a reset', reset, 'ECONNRESET'],
      ['half an answer', halved, 'ERR_BAD_RESPONSE'],
      ['an answer without end', huge, 'ERR_BAD_RESPONSE'],
    ])('(%s) retries as often as the options allow', async (_, answer, reason) => {
      gateway.next(answer, answer, answer, answer);
      const error = await failureOf(client({ retries: 1 }).createPayment(order));
      expect(error).toBeInstanceOf(OvgcUnavailableError);
      expect(error).toMatchObject({
        code: 'gateway_unavailable',
        retryable: true,
        requestState: 'unknown',
        attempts: 2,
        reason: expect.stringContaining(reason),
      });
      expect(gateway.calls).toHaveLength(2);
    });

    it.each<[string, Answer]>([
      ['silence', silence],
      ['a byte now and then', dripping],
    ])('(%s) gives up at the deadline', async (_, answer) => {
      gateway.next(answer);
      const started = Date.now();
      const error = await failureOf(client({ timeoutMs: 150 }).createPayment(order));
      expect(Date.now() - started).toBeLessThan(1500);
      expect(error).toMatchObject({
        code: 'gateway_unavailable',
        reason: 'timeout',
        requestState: 'unknown',
      });
    });

    it('repeats the same body, and returns the answer', async () => {
      gateway.next(reset, json(502, {}));
      const payment = await client({ retries: 2 }).createPayment(order);
      expect(payment.transactionId).toMatch(/^invoice_/);
      expect(new Set(gateway.calls.map((call) => call.text)).size).toBe(1);
      expect(gateway.calls).toHaveLength(3);
    });

    it('says that nothing was sent, and to which host, when nothing listens there', async () => {
      const { port, stop } = await listenAndHold();
      await stop();
      const baseUrl = `http://127.0.0.1:${port}`;
      const error = await failureOf(client({ retries: 1, baseUrl }).createPayment(order));
      expect(error).toBeInstanceOf(OvgcUnavailableError);
      expect(error).toMatchObject({
        reason: 'ECONNREFUSED',
        requestState: 'not_sent',
        attempts: 2,
      });
      expect(error.message).toBe(
        `could not reach 127.0.0.1:${port} (ECONNREFUSED) in 2 attempts; nothing was sent, so call again`,
      );
    });

    it('says that the state is unknown when one of several attempts may have reached the gateway', async () => {
      const { port, stop } = await listenAndHold((socket) => {
        // The first request is read and dropped; later ones find no listener.
        socket.once('data', () => void stop().then(() => socket.resetAndDestroy()));
      });
      const baseUrl = `http://127.0.0.1:${port}`;
      const error = await failureOf(client({ retries: 1, baseUrl }).createPayment(order));
      expect(error).toMatchObject({ reason: 'ECONNREFUSED', requestState: 'unknown', attempts: 2 });
    });
  });
});

/** A listener below HTTP. */
async function listenAndHold(
  onConnection: (socket: Socket) => void = () => undefined,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Only stops listening; open connections stay.
  return { port, stop: () => Promise.resolve(void server.close()) };
}

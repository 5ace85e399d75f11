import {
  Body,
  Controller,
  type INestApplication,
  Inject,
  Param,
  Post,
  type Type,
  UseFilters,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  CreatePaymentRequestDto,
  OvgcExceptionFilter,
  OvgcModule,
  OvgcPaymentsService,
} from 'nestjs-ovgc';
import { API_KEY, request, SECRET } from '../support/app.js';
import {
  type Answer,
  json,
  reset,
  type ScriptedGateway,
  startGateway,
  text,
} from '../support/gateway.js';

/** The routes that an app may have, without a thought for errors. */
abstract class Routes {
  @Inject(OvgcPaymentsService) private readonly payments!: OvgcPaymentsService;

  @Post()
  create(@Body() dto: CreatePaymentRequestDto): Promise<unknown> {
    return this.payments.createPaymentRequest(dto);
  }

  @Post(':orderUuid/reconcile')
  reconcile(@Param('orderUuid') orderUuid: string): Promise<unknown> {
    return this.payments.reconcile(orderUuid);
  }

  @Post('other')
  other(): never {
    throw new Error('an error of the app’s own');
  }
}

@Controller('orders')
class PlainController extends Routes {}

@Controller('orders')
@UseFilters(OvgcExceptionFilter)
class FilteredController extends Routes {}

const GLOBALLY = { provide: APP_FILTER, useClass: OvgcExceptionFilter };

describe.each([
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
])('an app on %s', (_name, adapter) => {
  let gateway: ScriptedGateway;
  let app: INestApplication;

  async function start(controller: Type<unknown>, providers: (typeof GLOBALLY)[]): Promise<void> {
    const building = Test.createTestingModule({
      imports: [
        EventEmitterModule.forRoot(),
        OvgcModule.forRoot({
          apiKey: API_KEY,
          webhookSecret: SECRET,
          ledger: 'memory',
          baseUrl: gateway.baseUrl,
          retries: 0,
          isGlobal: true,
          orderStatus: true,
        }),
      ],
      controllers: [controller],
      providers,
    });
    app = (await building.compile()).createNestApplication(adapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
  }

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  async function post(path: string, body: object = {}) {
    const answer = await fetch(`${await app.getUrl()}/orders${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const retryAfter = answer.headers.get('retry-after');
    return { status: answer.status, retryAfter, body: (await answer.json()) as object };
  }

  describe.each<[string, Type<unknown>, (typeof GLOBALLY)[]]>([
    ['for the whole app', PlainController, [GLOBALLY]],
    ['for a controller', FilteredController, []],
  ])('with the filter %s', (_where, controller, providers) => {
    beforeEach(() => start(controller, providers));

    it('responds to an invalid request with 400, and the fields that are wrong', async () => {
      expect(await post('', { ...request('A'), email: 'nobody' })).toEqual({
        status: 400,
        retryAfter: null,
        body: { statusCode: 400, code: 'invalid_request', message: 'email must be an email' },
      });
    });

    it('responds to a changed order with 409', async () => {
      expect((await post('', request('A'))).status).toBe(201);
      expect(await post('', { ...request('A'), totalAmount: 26 })).toMatchObject({
        status: 409,
        body: { statusCode: 409, code: 'order_mismatch' },
      });
    });

    it('responds with 404 when an order has no payment', async () => {
      expect(await post('/NONE/reconcile')).toMatchObject({
        status: 404,
        body: { code: 'payment_not_found', message: 'This order has no payment.' },
      });
    });

    const cases: [string, Answer, number, string, string | null][] = [
      [
        'an e-mail address',
        json(200, { status: false, error: 'The selected email is invalid.' }),
        422,
        'validation_failed',
        null,
      ],
      [
        'an amount',
        json(400, { status: false, error: 'Invalid amount' }),
        422,
        'invalid_amount',
        null,
      ],
      ['the key', json(401, { status: false, error: 'Unauthorized' }), 502, 'unauthorized', null],
      [
        'the account',
        json(400, { status: false, error: 'Payment gateway inactive' }),
        502,
        'gateway_inactive',
        null,
      ],
      ['nobody knows what', text(200, '<h1>Just a moment</h1>'), 502, 'unexpected_answer', null],
      ['to answer', reset, 503, 'gateway_unavailable', '5'],
      [
        'too many requests',
        (_call, response) => response.writeHead(429, { 'Retry-After': '30' }).end(),
        503,
        'gateway_unavailable',
        '30',
      ],
    ];

    it.each(cases)(
      'responds when the gateway refuses %s, and shows nothing internal',
      async (_what, answer, status, code, retryAfter) => {
        gateway.next(answer);
        const response = await post('', request('A'));
        expect(response).toEqual({
          status,
          retryAfter,
          body: { statusCode: status, code, message: expect.any(String) as string },
        });
        expect(JSON.stringify(response)).not.toMatch(/127\.0\.0\.1|apiKey|OvgcModule|orderUuid/);
      },
    );

    it('leaves other errors to the app', async () => {
      expect(await post('/other')).toMatchObject({
        status: 500,
        body: { statusCode: 500, message: 'Internal server error' },
      });
    });
  });

  it('responds to every error with 500 without the filter', async () => {
    await start(PlainController, []);
    expect(await post('', { ...request('A'), email: 'nobody' })).toMatchObject({ status: 500 });
  });
});

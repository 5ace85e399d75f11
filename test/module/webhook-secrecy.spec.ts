import {
  type ArgumentsHost,
  type CanActivate,
  Catch,
  Controller,
  type ExecutionContext,
  type INestApplication,
  Injectable,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Post,
  Req,
  type Type,
  UseGuards,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, BaseExceptionFilter, RouterModule } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { WebhookController, WebhookSecretGuard } from 'nestjs-ovgc';
import {
  type AppOptions,
  request,
  type RunningApp,
  SECRET,
  startApp,
  succeeded,
} from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

// Holds rule 9: secrets never leave.

interface SeenRequest {
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

/** Everything that a part of the app could read of a request, or of an error. */
const seen: string[] = [];

function see(who: string, { body, rawBody }: SeenRequest, error?: unknown): void {
  const raw = rawBody instanceof Uint8Array ? Buffer.from(rawBody).toString() : rawBody;
  const own =
    error instanceof Error
      ? { ...Object.fromEntries(Object.entries(error)), message: error.message }
      : error;
  seen.push(`${who}: ${JSON.stringify({ body, raw, own })}`);
}

@Injectable()
class SeeingGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    see('guard', context.switchToHttp().getRequest<SeenRequest>());
    return true;
  }
}

@Catch()
class SeeingFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    see('filter', host.switchToHttp().getRequest<SeenRequest>(), error);
    // It is no promise's method.
    // oxlint-disable-next-line promise/no-promise-in-callback
    super.catch(error, host);
  }
}

@Module({})
class SeeingModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply((incoming: SeenRequest, _response: unknown, next: () => void) => {
        see('middleware', incoming);
        next();
      })
      .forRoutes('*path');
  }
}

/** The webhook's route as an app writes it that has ideas of its own. */
@Controller('hooks/payments')
class OwnSubclass extends WebhookController {}

@Controller('hooks')
class OwnController {
  @Post('payments')
  @UseGuards(WebhookSecretGuard)
  take(@Req() incoming: SeenRequest): void {
    see('own', incoming);
  }
}
/** What looks at a finished request, as loggers do. */
function lookOnExpress(app: INestApplication): void {
  app.use((incoming: SeenRequest, response: NodeJS.EventEmitter, next: () => void) => {
    response.on('finish', () => see('finished', incoming));
    next();
  });
}

function lookOnFastify(app: INestApplication): void {
  const fastify = app.getHttpAdapter().getInstance() as {
    addHook(name: string, hook: (incoming: SeenRequest, ...rest: unknown[]) => void): void;
  };
  for (const name of ['preHandler', 'onResponse', 'onError']) {
    fastify.addHook(name, (incoming, ...rest) => {
      see(name, incoming, name === 'onError' ? rest[1] : undefined);
      (rest.at(-1) as () => void)();
    });
  }
}

const SERVERS: [string, () => Pick<AppOptions, 'adapter'>, (app: INestApplication) => void][] = [
  ['Express', () => ({}), lookOnExpress],
  ['Fastify', () => ({ adapter: new FastifyAdapter() }), lookOnFastify],
];

const WRONG = 'whsec_of_another_endpoint';
const HIDDEN = [SECRET, WRONG];
const paid = (secret = SECRET) => ({ ...succeeded('invoice_1'), webhook_secret: secret });

describe.each(SERVERS)('the secret of a webhook, on %s', (_server, adapter, look) => {
  let gateway: ScriptedGateway;
  let app: RunningApp;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());
  afterEach(() => app.close());

  async function start(given: Partial<AppOptions> = {}): Promise<void> {
    seen.length = 0;
    app = await startApp({
      baseUrl: gateway.baseUrl,
      ...adapter(),
      nest: { rawBody: true },
      providers: [
        { provide: APP_GUARD, useClass: SeeingGuard },
        { provide: APP_FILTER, useClass: SeeingFilter },
      ],
      ...given,
      imports: [SeeingModule, ...(given.imports ?? [])],
      prepare: (nest) => {
        given.prepare?.(nest);
        look(nest);
      },
    });
  }

  async function send(
    path: string,
    body: unknown,
    { method = 'POST', type = 'application/json' } = {},
  ): Promise<number> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { 'Content-Type': type };
    const sent: RequestInit = { method, headers, body: text };
    const answer = await fetch(`${app.url}${path}`, sent);
    seen.push(`answer: ${await answer.text()}`);
    return answer.status;
  }

  function expectHidden(): void {
    const leaks = seen.filter((line) => HIDDEN.some((secret) => line.includes(secret.slice(0, 9))));
    expect(leaks).toEqual([]);
    expect(seen.length).toBeGreaterThan(1);
  }

  const { webhook_secret: _, ...bare } = paid();
  const CASES: [string, number, string, unknown, { method?: string; type?: string }?][] = [
    ['when it is right', 200, '/webhooks/ovgc', paid()],
    ['when it is wrong', 401, '/webhooks/ovgc', paid(WRONG)],
    ['in a PUT', 404, '/webhooks/ovgc', paid(), { method: 'PUT' }],
    ['at a URL with a doubled slash', 404, '//webhooks/ovgc', paid()],
    ['at a URL with a query', 200, '/webhooks/ovgc?a=1', paid()],
    ['in an array', 400, '/webhooks/ovgc', [paid()]],
    ['in another casing', 401, '/webhooks/ovgc', { ...bare, Webhook_Secret: SECRET }],
    ['in another spelling', 401, '/webhooks/ovgc', { ...bare, 'webhook-secret': SECRET }],
    ['in data.data', 401, '/webhooks/ovgc', { ...bare, data: { data: paid() } }],
    ['beside the right one', 200, '/webhooks/ovgc', { ...paid(), list: [{ data: paid(WRONG) }] }],
    ['in a body that is cut off', 400, '/webhooks/ovgc', JSON.stringify(paid()).slice(0, -1)],
    ['in a body whose end is wrong', 400, '/webhooks/ovgc', `{"webhook_secret":"${SECRET}"x}`],
    ['in a body that is its own error', 400, '/webhooks/ovgc', `{"a":${SECRET}}`],
    [
      'in a form',
      400,
      '/webhooks/ovgc',
      `webhook_secret=${SECRET}&transaction_id=invoice_1`,
      { type: 'application/x-www-form-urlencoded' },
    ],
  ];

  it.each(CASES)('is seen by nobody %s', async (...[, status, path, body, how]) => {
    await start();
    expect(await send(path, body, how)).toBe(status);
    expectHidden();
  });

  it('is seen by nobody under a global prefix', async () => {
    await start({ prepare: (nest) => nest.setGlobalPrefix('api') });
    expect(await send('/api/webhooks/ovgc', paid())).toBe(200);
    expect(await send('/api/webhooks/ovgc', paid(), { method: 'PUT' })).toBe(404);
    expect(await send('/api/webhooks/ovgc', '{"webhook_secret":"')).toBe(400);
    expectHidden();
  });

  it.each<[string, Type<unknown>, number]>([
    ['subclass of the controller', OwnSubclass, 200],
    ['controller with the guard', OwnController, 201],
  ])('is seen by nobody on the route of an own %s', async (_name, controller, status) => {
    @Module({ controllers: [controller] })
    class Own {}
    await start({ imports: [Own], extras: { webhook: false, isGlobal: true } });
    expect(await send('/hooks/payments', paid())).toBe(status);
    expect(await send('/hooks/payments', paid(WRONG))).toBe(401);
    expect(await send('//hooks/payments', [paid()])).toBe(404);
    expect(await send('/hooks/payments', '{"webhook_secret":"')).toBe(400);
    expectHidden();
  });

  it('is left where it belongs to a route of the app', async () => {
    @Controller('admin/webhooks/ovgc')
    class Settings {
      @Post()
      save(@Req() incoming: SeenRequest): void {
        see('settings', incoming);
      }
    }
    @Module({ controllers: [Settings] })
    class Admin {}
    await start({ imports: [Admin] });
    expect(await send('/admin/webhooks/ovgc', { webhook_secret: SECRET })).toBe(201);
    expect(seen.find((line) => line.startsWith('settings'))).toContain(SECRET);
  });

  it('is left where it belongs to another route of the same controller, as are its bytes', async () => {
    @Controller('hooks')
    class Hooks {
      @Post('payments')
      @UseGuards(WebhookSecretGuard)
      take(): void {}

      @Post('others')
      other(@Req() incoming: SeenRequest): void {
        see('other', incoming);
      }
    }
    @Module({ controllers: [Hooks] })
    class Own {}
    await start({ imports: [Own], extras: { webhook: false, isGlobal: true } });
    const settings = { webhook_secret: SECRET };
    expect(await send('/hooks/others', settings)).toBe(201);
    const line = seen.find((one) => one.startsWith('other'));
    expect(line).toContain(JSON.stringify({ body: settings, raw: JSON.stringify(settings) }));
  });

  it('is seen by nobody where the app mounts a module under a path', async () => {
    @Module({ controllers: [OwnController] })
    class Own {}
    const mounted = RouterModule.register([
      { path: 'shop', children: [{ path: ':tenant', module: Own }] },
    ]);
    await start({ imports: [Own, mounted], extras: { webhook: false, isGlobal: true } });
    expect(await send('/shop/eu/hooks/payments', paid())).toBe(201);
    expect(await send('/shop/eu/hooks/payments', paid(WRONG))).toBe(401);
    expectHidden();
  });

  it('is accepted, and the payment is paid', async () => {
    await start();
    const { transactionId } = await app.payments.createPaymentRequest(request('PAID'));
    expect(await send('/webhooks/ovgc', succeeded(transactionId))).toBe(200);
    expect(await app.payments.findByOrder('PAID')).toMatchObject({ status: 'Paid' });
  });
});

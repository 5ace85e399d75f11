import {
  Body,
  type CanActivate,
  ConsoleLogger,
  Controller,
  type ExecutionContext,
  Global,
  Injectable,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Post,
  Scope,
  SetMetadata,
  type Type,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  InjectOvgcDeliveries,
  InjectOvgcPayments,
  InjectOvgcWebhooks,
  OnPaymentSucceeded,
  OvgcDeliveriesService,
  OvgcModule,
  type OvgcModuleExtras,
  type OvgcModuleOptions,
  type OvgcOptionsFactory,
  OvgcPaymentsService,
  OvgcWebhooksService,
  type PaymentSucceededEvent,
  WebhookReceiver,
  WebhookSecretGuard,
} from 'nestjs-ovgc';
import { API_KEY, eventually, request, SECRET, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

const OPTIONS: OvgcModuleOptions = { apiKey: API_KEY, webhookSecret: SECRET, ledger: 'memory' };

@Injectable()
class Configuration implements OvgcOptionsFactory {
  createOvgcOptions(): OvgcModuleOptions {
    return OPTIONS;
  }
}

@Global()
@Module({ providers: [Configuration], exports: [Configuration] })
class ConfigurationModule {}

@Injectable()
class Till {
  constructor(readonly payments: OvgcPaymentsService) {}
}

@Module({ providers: [Till] })
class TillModule {}

describe('OvgcModule', () => {
  const open: TestingModule[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((module) => module.close()));
  });

  async function boot(
    ...imports: NonNullable<Parameters<typeof Test.createTestingModule>[0]['imports']>
  ) {
    const module = await Test.createTestingModule({ imports })
      .setLogger(new ConsoleLogger({ logLevels: [] }))
      .compile();
    open.push(module);
    return module.init();
  }

  describe('is registered', () => {
    it.each([
      ['forRoot', () => OvgcModule.forRoot(OPTIONS)],
      ['useFactory', () => OvgcModule.forRootAsync({ useFactory: () => OPTIONS })],
      [
        'useFactory with inject and imports',
        () =>
          OvgcModule.forRootAsync({
            imports: [ConfigurationModule],
            inject: [Configuration],
            useFactory: (configuration: Configuration) =>
              Promise.resolve(configuration.createOvgcOptions()),
          }),
      ],
      ['useClass', () => OvgcModule.forRootAsync({ useClass: Configuration })],
      [
        'useExisting',
        () =>
          OvgcModule.forRootAsync({ imports: [ConfigurationModule], useExisting: Configuration }),
      ],
    ])('by %s', async (_name, register) => {
      const module = await boot(EventEmitterModule.forRoot(), register());
      expect(module.get(OvgcPaymentsService, { strict: false })).toBeInstanceOf(
        OvgcPaymentsService,
      );
    });

    it('globally, for modules that do not import it', async () => {
      const module = await boot(
        EventEmitterModule.forRoot(),
        OvgcModule.forRoot({ ...OPTIONS, isGlobal: true }),
        TillModule,
      );
      expect(module.get(Till, { strict: false }).payments).toBeInstanceOf(OvgcPaymentsService);
    });

    it('but not globally unless asked to', async () => {
      await expect(
        boot(EventEmitterModule.forRoot(), OvgcModule.forRoot(OPTIONS), TillModule),
      ).rejects.toThrow(/OvgcPaymentsService/);
    });
  });

  describe('refuses to start, and says what to do,', () => {
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
      ['a time that no timer takes', { sweepEveryMs: 2 ** 40 }, /sweepEveryMs must not be greater/],
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

    it.each([Scope.REQUEST, Scope.TRANSIENT])(
      'with a durable handler of scope %p',
      async (scope) => {
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
        await expect(starting).rejects.toThrow(/Fleeting\.hear is not on a singleton/);
      },
    );

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
      ).rejects.toThrow(/two durable handlers are called fulfil/);
    });

    it.each([
      [
        { account: 'books' },
        /Listener\.hear listens to the account books, which is not registered/,
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

  describe('in an app with its own ways', () => {
    let gateway: ScriptedGateway;
    beforeEach(async () => {
      gateway = await startGateway();
    });
    afterEach(() => gateway.close());

    it('takes unknown fields although a global ValidationPipe forbids them', async () => {
      const app = await startApp({
        baseUrl: gateway.baseUrl,
        prepare: (nest) =>
          nest.useGlobalPipes(
            new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }),
          ),
      });
      const { transactionId } = await app.payments.createPaymentRequest(request('PIPED'));
      expect(await app.webhook({ ...succeeded(transactionId), extra: 1 })).toMatchObject({
        status: 200,
      });
      expect(await app.payments.findByOrder('PIPED')).toMatchObject({ status: 'Paid' });
      await app.close();
    });

    it('can be let through a global guard, which never sees the secret', async () => {
      const seen: string[] = [];
      @Injectable()
      class Everybody implements CanActivate {
        constructor(private readonly reflector: Reflector) {}

        canActivate(context: ExecutionContext): boolean {
          seen.push(JSON.stringify(context.switchToHttp().getRequest<{ body: unknown }>().body));
          const isPublic = this.reflector.getAllAndOverride<boolean>('public', [
            context.getHandler(),
            context.getClass(),
          ]);
          if (!isPublic) throw new UnauthorizedException();
          return true;
        }
      }
      const app = await startApp({
        baseUrl: gateway.baseUrl,
        providers: [{ provide: APP_GUARD, useClass: Everybody }],
        extras: { webhook: { decorators: [SetMetadata('public', true)] } },
      });
      expect((await app.webhook(succeeded('invoice_1'))).status).toBe(200);
      expect(seen).toHaveLength(1);
      expect(seen[0]).toContain('invoice_1');
      expect(seen[0]).not.toContain(SECRET);
      await app.close();
    });

    it('never shows the secret, not even where the app keeps raw bodies or replaces parsed ones', async () => {
      const seen: unknown[] = [];
      @Module({})
      class Sanitising implements NestModule {
        configure(consumer: MiddlewareConsumer): void {
          const sanitise = (
            incoming: { body: object; rawBody?: Buffer },
            _response: unknown,
            next: () => void,
          ) => {
            seen.push(incoming.rawBody, JSON.stringify(incoming.body));
            incoming.body = { ...incoming.body };
            next();
          };
          consumer.apply(sanitise).forRoutes('*path');
        }
      }
      const app = await startApp({
        baseUrl: gateway.baseUrl,
        imports: [Sanitising],
        nest: { rawBody: true },
      });
      expect((await app.webhook(succeeded('invoice_1'))).status).toBe(200);
      expect(seen).toEqual([undefined, expect.not.stringContaining(SECRET)]);
      await app.close();
    });

    it('lends its guard and its receiver to a controller of the app’s own', async () => {
      @Controller('own')
      class OwnController {
        constructor(private readonly receiver: WebhookReceiver) {}

        @Post()
        @UseGuards(WebhookSecretGuard)
        take(@Body() body: Record<string, unknown>): Promise<void> {
          return this.receiver.receive(body);
        }
      }
      @Module({ controllers: [OwnController] })
      class Own {}
      const app = await startApp({
        baseUrl: gateway.baseUrl,
        imports: [Own],
        extras: { webhook: false, isGlobal: true },
      });
      const { transactionId } = await app.payments.createPaymentRequest(request('OWN'));
      const post = (body: object) =>
        fetch(`${app.url}/own`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
      expect((await post({ ...succeeded(transactionId), webhook_secret: 'x' })).status).toBe(401);
      expect((await post(succeeded(transactionId))).status).toBe(201);
      expect(await app.payments.findByOrder('OWN')).toMatchObject({ status: 'Paid' });
      await app.close();
    });

    it('takes extras that are undefined for none, and gives a named account a route of its own', async () => {
      const app = await startApp({
        baseUrl: gateway.baseUrl,
        extras: {
          name: undefined,
          isGlobal: undefined,
          webhook: { path: undefined, decorators: undefined },
        },
      });
      expect((await app.webhook(succeeded('invoice_1'))).status).toBe(200);
      await app.close();
      const named = await startApp({ baseUrl: gateway.baseUrl, extras: { name: 'eu' } });
      expect((await fetch(`${named.url}/webhooks/ovgc/eu`)).status).toBe(200);
      await named.close();
    });

    it('mounts the webhook elsewhere, or nowhere', async () => {
      const elsewhere = await startApp({
        baseUrl: gateway.baseUrl,
        extras: { webhook: { path: 'hooks/payments' } },
        prepare: (nest) => nest.setGlobalPrefix('api'),
      });
      expect((await elsewhere.webhook(succeeded('invoice_1'))).status).toBe(404);
      expect((await fetch(`${elsewhere.url}/api/hooks/payments`)).status).toBe(200);
      await elsewhere.close();
      const nowhere = await startApp({ baseUrl: gateway.baseUrl, extras: { webhook: false } });
      expect((await nowhere.webhook(succeeded('invoice_1'))).status).toBe(404);
      await nowhere.close();
    });

    it('serves two accounts side by side, each with its route, its secret and its payments', async () => {
      @Injectable()
      class Tills {
        constructor(
          @InjectOvgcPayments('books') readonly books: OvgcPaymentsService,
          @InjectOvgcPayments('music') readonly music: OvgcPaymentsService,
          @InjectOvgcDeliveries('books') readonly ofBooks: OvgcDeliveriesService,
          @InjectOvgcDeliveries('music') readonly ofMusic: OvgcDeliveriesService,
          @InjectOvgcWebhooks('books') readonly toBooks: OvgcWebhooksService,
          @InjectOvgcWebhooks('music') readonly toMusic: OvgcWebhooksService,
        ) {}
        readonly heard: string[] = [];

        @OnPaymentSucceeded({ account: 'music' })
        onMusic({ payment }: PaymentSucceededEvent): void {
          this.heard.push(`music ${payment.account}`);
        }

        @OnPaymentSucceeded()
        onAny({ payment }: PaymentSucceededEvent): void {
          this.heard.push(`any ${payment.account}`);
        }
      }
      const account = (name: string, webhookSecret: string) =>
        OvgcModule.forRoot({
          ...OPTIONS,
          name,
          webhookSecret,
          baseUrl: gateway.baseUrl,
          isGlobal: true,
          webhook: { path: `webhooks/${name}` },
        });
      const module = await Test.createTestingModule({
        imports: [
          EventEmitterModule.forRoot(),
          account('books', 'secret-of-books'),
          account('music', 'secret-of-music'),
          moduleOf(Tills),
        ],
      }).compile();
      const app = module.createNestApplication({ logger: false });
      await app.listen(0, '127.0.0.1');
      const url = await app.getUrl();
      const tills = app.get(Tills, { strict: false });
      await tills.books.createPaymentRequest(request('ONE'));
      const { transactionId } = await tills.music.createPaymentRequest(request('TWO'));
      const post = (path: string, webhookSecret: string, of = transactionId) =>
        fetch(`${url}/webhooks/${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...succeeded(of), webhook_secret: webhookSecret }),
        });
      expect((await post('books', 'secret-of-music')).status).toBe(401);
      expect((await post('music', 'secret-of-music')).status).toBe(200);
      expect(await tills.books.findByTransaction(transactionId)).toBeNull();
      expect(await tills.music.findByOrder('TWO')).toMatchObject({
        status: 'Paid',
        account: 'music',
      });
      await eventually('both handlers were called', () => tills.heard.length === 2);
      expect(tills.heard.toSorted()).toEqual(['any music', 'music music']);
      const sent = async (service: OvgcDeliveriesService) =>
        (await service.list()).deliveries.map(({ event }) => event.payment.account);
      expect(await sent(tills.ofBooks)).toEqual([]);
      expect(await sent(tills.ofMusic)).toEqual(['music', 'music']);
      await post('music', 'secret-of-music', 'invoice_unknown');
      expect(await tills.toBooks.counts()).toMatchObject({ parked: 0 });
      expect(await tills.toMusic.counts()).toMatchObject({ parked: 1 });
      await app.close();
    });
  });
});

function moduleOf(provider: Type<unknown>): Type<unknown> {
  @Module({ providers: [provider] })
  class AppPart {}
  return AppPart;
}

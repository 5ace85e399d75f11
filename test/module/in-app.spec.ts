import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Injectable,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Post,
  SetMetadata,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { WebhookIntake, WebhookSecretGuard } from 'nestjs-ovgc';
import { request, SECRET, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

describe('OvgcModule in an app with its own ways', () => {
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
      constructor(private readonly receiver: WebhookIntake) {}

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
});

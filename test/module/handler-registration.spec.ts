import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CallHandler,
  Controller,
  type ExecutionContext,
  Get,
  Injectable,
  Module,
  type NestInterceptor,
  type Provider,
  UseInterceptors,
} from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { OnPaymentCreated, type PaymentEvent } from 'nestjs-ovgc';
import type { Observable } from 'rxjs';
import { type AppOptions, eventually, request, type RunningApp, startApp } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

/** What has been called, and with which order. */
let calls: string[] = [];
/** Whether an override fails. */
let isBroken = false;
const note = (what: string, { payment }: PaymentEvent) =>
  void calls.push(`${what} ${payment.orderUuid}`);

/** Puts a wrapper in the place of a method, as decorators of other libraries do (MikroORM’s `@EnsureRequestContext()`). */
function Wrapped(
  _target: object,
  _name: string,
  descriptor: PropertyDescriptor,
): PropertyDescriptor {
  const method = descriptor.value as (...given: unknown[]) => unknown;
  return {
    ...descriptor,
    value(this: unknown, ...given: unknown[]) {
      calls.push('wrapper');
      return method.apply(this, given);
    },
  };
}

/** Puts a getter of the bound method in its place, as `@boundMethod` does. */
function Bound(_target: object, _name: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const method = descriptor.value as (...given: unknown[]) => unknown;
  return {
    configurable: true,
    get(this: unknown) {
      return method.bind(this);
    },
  };
}

abstract class Base {
  @OnPaymentCreated()
  prepare(event: PaymentEvent): void {
    note('base', event);
  }
}

@Injectable()
class Inheriting extends Base {}

@Injectable()
class Overriding extends Base {
  override prepare(event: PaymentEvent): void {
    note('override', event);
    if (isBroken) throw new Error('out of order');
  }
}

@Injectable()
class Wrapping {
  @Wrapped
  @OnPaymentCreated()
  prepare(event: PaymentEvent): void {
    note('wrapped', event);
  }
}

@Injectable()
class Binding {
  @Bound
  @OnPaymentCreated()
  prepare(event: PaymentEvent): void {
    note('bound', event);
  }
}

@Injectable()
class BindingFirst {
  @OnPaymentCreated()
  @Bound
  prepare(event: PaymentEvent): void {
    note('bound', event);
  }
}

/** Copies the methods of another class, as a mixin does; one of them also under another name. */
@Injectable()
class Mixing {
  declare prepare: Base['prepare'];
}
const copied = Object.getOwnPropertyDescriptor(Base.prototype, 'prepare') ?? {};
Object.defineProperties(Mixing.prototype, { prepare: copied, alias: copied });

@Injectable()
class Enhancer implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle();
  }

  @OnPaymentCreated()
  prepare(event: PaymentEvent): void {
    note('enhancer', event);
  }
}

@Controller('enhanced')
@UseInterceptors(Enhancer)
class EnhancedController {
  @Get()
  nothing(): void {}
}

@Module({ controllers: [EnhancedController] })
class EnhancedModule {}

@Module({})
class HandlingModule {
  @OnPaymentCreated()
  prepare(event: PaymentEvent): void {
    note('module', event);
  }
}

describe('a durable handler', () => {
  const running: RunningApp[] = [];
  let gateway: ScriptedGateway;

  beforeEach(async () => {
    calls = [];
    isBroken = false;
    gateway = await startGateway();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await gateway.close();
  });

  async function start(
    providers: Provider[],
    imports: NonNullable<AppOptions['imports']> = [],
    options: NonNullable<AppOptions['options']> = {},
  ): Promise<RunningApp> {
    const app = await startApp({
      baseUrl: gateway.baseUrl,
      providers,
      imports,
      options: { deliveries: { initialDelayMs: 1 }, ...options },
    });
    running.push(app);
    return app;
  }

  async function completed(app: RunningApp, count: number): Promise<void> {
    await eventually(
      'it is completed',
      async () => (await app.deliveries.counts()).completed === count,
    );
  }

  it.each<[string, Provider, string[]]>([
    ['under another library’s decorator', Wrapping, ['wrapper', 'wrapped A']],
    ['under a decorator that binds it', Binding, ['bound A']],
    ['above a decorator that binds it', BindingFirst, ['bound A']],
    ['that a mixin has copied from another class', Mixing, ['base A']],
    ['of an abstract class', Inheriting, ['base A']],
    ['that a subclass overrides without the decorator', Overriding, ['override A']],
    [
      'of what a factory returns',
      { provide: Base, useFactory: () => new Overriding() },
      ['override A'],
    ],
    [
      'of what a factory promises',
      { provide: 'LATER', useFactory: () => Promise.resolve(new Wrapping()) },
      ['wrapper', 'wrapped A'],
    ],
    [
      'of what a factory wraps in a proxy',
      { provide: 'PROXY', useFactory: () => new Proxy(new Inheriting(), {}) },
      ['base A'],
    ],
    ['of a value', { provide: 'VALUE', useValue: new Inheriting() }, ['base A']],
  ])('is called: a method %s', async (_name, provider, expected) => {
    const app = await start([provider]);
    await app.payments.createPaymentRequest(request('A'));
    await completed(app, 1);
    expect(calls).toEqual(expected);
  });

  it.each([
    ['of an interceptor of one controller', EnhancedModule, 'enhancer A'],
    ['of a module’s own class', HandlingModule, 'module A'],
  ])('is called: a method %s', async (_name, module, expected) => {
    const app = await start([], [module]);
    await app.payments.createPaymentRequest(request('A'));
    await completed(app, 1);
    expect(calls).toEqual([expected]);
  });

  describe('of a module that is loaded later', () => {
    @Module({ providers: [Overriding] })
    class LateModule {}
    @Module({ providers: [{ provide: 'ANOTHER', useClass: Overriding }] })
    class ClashingModule {}

    const load = (app: RunningApp, module: typeof LateModule) =>
      app.app.get(LazyModuleLoader).load(() => module);

    it('is called from then on', async () => {
      const app = await start([]);
      await app.payments.createPaymentRequest(request('BEFORE'));
      await Promise.all([load(app, LateModule), load(app, LateModule)]);
      await app.payments.createPaymentRequest(request('AFTER'));
      await completed(app, 1);
      expect(calls).toEqual(['override AFTER']);
    });

    it('is called for what an earlier process left pending, as soon as it is loaded', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ovgc-lazy-'));
      const options = { ledger: { sqlite: join(folder, 'payments.db') } };
      isBroken = true;
      const earlier = await start([Overriding], [], options);
      await earlier.payments.createPaymentRequest(request('LEFT'));
      await eventually('it is called', () => calls.length > 0);
      await running.pop()?.close();

      calls = [];
      isBroken = false;
      const app = await start([], [], options);
      await load(app, LateModule);
      await completed(app, 1);
      expect(calls).toEqual(['override LEFT']);
      await running.pop()?.close();
      rmSync(folder, { recursive: true });
    });

    it('makes the load fail when it would never be called, each time', async () => {
      const app = await start([Overriding]);
      const refused = /two durable handlers are named Overriding\.prepare/;
      await expect(load(app, ClashingModule)).rejects.toThrow(refused);
      await expect(load(app, ClashingModule)).rejects.toThrow(refused);
      await app.payments.createPaymentRequest(request('A'));
      await completed(app, 1);
      expect(calls).toEqual(['override A']);
    });
  });
});

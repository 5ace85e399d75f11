import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { ConsoleLogger, type DynamicModule, type INestApplication } from '@nestjs/common';
import { ModuleRef, ModulesContainer } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { Test } from '@nestjs/testing';
import {
  OvgcDeliveriesService,
  OvgcModule,
  type OvgcModuleOptions,
  type OvgcOptionsFactory,
  OvgcPaymentsService,
  OvgcWebhooksService,
  WebhookController,
  WebhookIntake,
  WebhookSecretGuard,
} from 'nestjs-ovgc';
import { GatewayHttp } from '../../libs/ovgc/src/gateway/gateway.http.js';
import { OvgcOptions } from '../../libs/ovgc/src/ovgc.options.js';
import { OVGC_OPTIONS } from '../../libs/ovgc/src/ovgc.tokens.js';
import { API_KEY, eventually, request, SECRET, succeeded } from '../support/app.js';
import { type ScriptedGateway, silence, startGateway, transactionOf } from '../support/gateway.js';

// Holds rule 9: secrets never leave.

const OLD_SECRET = 'whsec_old_77a0c1d2';
const PROXY_PASSWORD = 'hunter2-4711';
const SECRETS = [API_KEY, SECRET, OLD_SECRET, PROXY_PASSWORD];

let gateway: ScriptedGateway;

const given = (): OvgcModuleOptions => ({
  apiKey: API_KEY,
  webhookSecret: [SECRET, OLD_SECRET],
  ledger: 'memory',
  baseUrl: gateway.baseUrl,
  proxy: `http://shop:${PROXY_PASSWORD}@proxy.test:3128`,
  orderStatus: true,
});

class Configuration implements OvgcOptionsFactory {
  createOvgcOptions(): OvgcModuleOptions {
    return given();
  }
}

/** A value in all the ways in which an app may print it, by accident or to look for a fault. */
function printed(value: unknown): string {
  return [logged(value), ...atAnyDepth(value)].join('\n');
}

/** As Nest's loggers and Node show it, to a depth of their own. */
function logged(value: unknown): string {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    }),
  );
  try {
    for (const logger of [new ConsoleLogger('Test'), new ConsoleLogger('Test', { json: true })]) {
      logger.log(value);
      logger.error('it failed', value);
    }
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  return [...written, inspect(value)].join('\n');
}

function atAnyDepth(value: unknown): string[] {
  return [inspect(value, { depth: null, showHidden: true, getters: 'get' }), json(value)];
}

/** As JSON.stringify writes it, but for what would make it fail. */
function json(value: unknown): string {
  const above: unknown[] = [];
  return (
    JSON.stringify(value, function withoutCircles(this: unknown, _key, item: unknown) {
      while (above.length > 0 && above.at(-1) !== this) above.pop();
      if (typeof item === 'bigint') return String(item);
      if (typeof item !== 'object' || item === null) return item;
      if (above.includes(item)) return undefined;
      above.push(item);
      return item;
    }) ?? ''
  );
}

/** Everything of the module that can be injected, by name, and its tokens. */
function injectables(app: INestApplication): Map<string, unknown> {
  const modules = [...app.get(ModulesContainer).values()];
  const ours = modules.filter(({ metatype }) => metatype === OvgcModule);
  const wrappers = ours.flatMap(({ providers, controllers, injectables: guards }) =>
    [providers, controllers, guards].flatMap((each) => [...each]),
  );
  return new Map(
    wrappers.flatMap(([token, { instance }]): [string, unknown][] => {
      const name = typeof token === 'function' ? token.name : String(token);
      return [
        [name, instance],
        [`the token ${name}`, token],
      ];
    }),
  );
}

describe.each<[string, () => DynamicModule]>([
  ['forRoot', () => OvgcModule.forRoot(given())],
  ['useClass', () => OvgcModule.forRootAsync({ useClass: Configuration })],
])('what OvgcModule.%s makes', (_way, register) => {
  let app: INestApplication;

  beforeAll(async () => {
    gateway = await startGateway();
    const building = Test.createTestingModule({
      imports: [EventEmitterModule.forRoot(), register()],
    });
    app = (await building.compile()).createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    const payments = app.get(OvgcPaymentsService, { strict: false });
    await payments.createPaymentRequest(request('PRINTED'));
    await fetch(`${await app.getUrl()}/webhooks/ovgc`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(succeeded(transactionOf('PRINTED'))),
    });
    // Two calls that the gateway never answers: the key is in the body of one, and in a header of the other.
    gateway.next(silence, silence);
    payments.createPaymentRequest(request('OPEN')).catch(() => undefined);
    payments.reconcile('PRINTED').catch(() => undefined);
    await eventually('both are asked', () => gateway.calls.length === 3);
  });
  afterAll(async () => {
    await app.close();
    await gateway.close();
  });

  it('shows no secret in any way of printing, at any depth, while calls are open', () => {
    const all = injectables(app);
    expect([...all.keys()]).toEqual(
      expect.arrayContaining(
        [
          OvgcModule,
          ModuleRef,
          WebhookSecretGuard,
          WebhookIntake,
          OvgcPaymentsService,
          OvgcDeliveriesService,
          OvgcWebhooksService,
        ].map(({ name }) => name),
      ),
    );
    expect([...all.values()]).toContainEqual(expect.any(OvgcOptions));
    expect([...all.values()]).toContainEqual(expect.any(WebhookController));
    const texts = [...all].map(([name, value]) => [name, logged(value)] as const);
    const [inspected = '', asJson = ''] = atAnyDepth([...all.values()]);
    texts.push(['one of them, at any depth', inspected], ['one of them, as JSON', asJson]);
    const telling = texts.flatMap(([name, text]) =>
      SECRETS.filter((secret) => text.includes(secret)).map((secret) => [name, secret]),
    );
    expect(telling).toEqual([]);
  });

  it('shows the other options, to look for a fault', () => {
    const options = app.get<OvgcOptions>(OVGC_OPTIONS, { strict: false });
    expect(options).toMatchObject({ apiKey: API_KEY, webhookSecret: [SECRET, OLD_SECRET] });
    expect(inspect(options)).toMatch(/^OvgcOptions \{/);
    expect(inspect(options)).toContain(`baseUrl: '${gateway.baseUrl}'`);
    expect(JSON.parse(JSON.stringify(options))).toMatchObject({
      apiKey: '[secret]',
      webhookSecret: '[secret]',
      proxy: 'http://proxy.test:3128',
      retries: 2,
      orderStatus: { trustPaid: false },
    });
  });
});

describe('a client of the gateway with a proxy', () => {
  it('shows no password of the proxy', () => {
    const http = new GatewayHttp(new URL(`http://shop:${PROXY_PASSWORD}@proxy.test:3128`));
    expect(printed(http)).not.toContain(PROXY_PASSWORD);
  });
});

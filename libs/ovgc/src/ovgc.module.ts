import {
  type MiddlewareConsumer,
  Module,
  type NestModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import {
  ApplicationConfig,
  HttpAdapterHost,
  LazyModuleLoader,
  ModulesContainer,
} from '@nestjs/core';
import { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import { afterEachLoad } from './deliveries/lazy.modules.js';
import { OvgcDeliveriesService } from './deliveries/ovgc-deliveries.service.js';
import { OvgcWebhooksService } from './webhooks/ovgc-webhooks.service.js';
import { OvgcPaymentsService } from './ovgc-payments.service.js';
import { OvgcConfigurationError } from './ovgc.errors.js';
import { ConfigurableModuleClass, type OvgcRegistration } from './ovgc.module-definition.js';
import type { OvgcOptions } from './ovgc.options.js';
import { type CompositionParts, OvgcComposition } from './ovgc.composition.js';
import { OVGC_OPTIONS, OVGC_REGISTRATION } from './ovgc.tokens.js';
import { webhookPaths, webhookReceiversIn } from './webhooks/webhook.routes.js';
import { hideSecrets, takeSecretEarly } from './webhooks/webhook-secret.middleware.js';
import { WebhookIntake } from './webhooks/webhook.intake.js';

/**
 * OVGC Payments for a Nest app. Register it with `forRoot` or `forRootAsync`, once for each account, and import
 * `EventEmitterModule.forRoot()` in the root module. Then inject {@link OvgcPaymentsService}.
 *
 * The app doesn't start, and throws an {@link OvgcConfigurationError} (`configuration`), when an option is wrong, the
 * ledger can't be opened, `EventEmitterModule` is missing, or a durable handler could never be called.
 *
 * @example
 * imports: [
 *   EventEmitterModule.forRoot(),
 *   OvgcModule.forRoot({ apiKey, webhookSecret, ledger: { sqlite: 'data/payments.db' } }),
 * ],
 */
@Module({
  providers: [
    {
      provide: OvgcComposition,
      inject: [OVGC_REGISTRATION, OVGC_OPTIONS, ModulesContainer],
      useFactory: ({ name }: OvgcRegistration, options: OvgcOptions, modules: ModulesContainer) => {
        return OvgcComposition.open({
          account: name,
          options,
          ...eventEmitterIn(modules),
          modules,
        });
      },
    },
    {
      provide: OvgcPaymentsService,
      inject: [OvgcComposition],
      useFactory: ({ payments }: OvgcComposition) => payments,
    },
    {
      provide: OvgcDeliveriesService,
      inject: [OvgcComposition],
      useFactory: ({ deliveries }: OvgcComposition) => deliveries,
    },
    {
      provide: OvgcWebhooksService,
      inject: [OvgcComposition],
      useFactory: ({ webhooks }: OvgcComposition) => webhooks,
    },
    {
      provide: WebhookIntake,
      inject: [OvgcComposition],
      useFactory: ({ intake }: OvgcComposition) => intake,
    },
  ],
  // The guard and the controller need the last two when the app mounts them in a module of its own.
  exports: [
    OvgcPaymentsService,
    OvgcDeliveriesService,
    OvgcWebhooksService,
    WebhookIntake,
    OVGC_OPTIONS,
  ],
})
export class OvgcModule
  extends ConfigurableModuleClass
  implements
    NestModule,
    OnModuleInit,
    OnApplicationBootstrap,
    OnModuleDestroy,
    OnApplicationShutdown
{
  constructor(
    private readonly composition: OvgcComposition,
    private readonly modules: ModulesContainer,
    private readonly lazyModules: LazyModuleLoader,
    private readonly server: HttpAdapterHost,
    private readonly config: ApplicationConfig,
  ) {
    super();
  }

  configure(consumer: MiddlewareConsumer): void {
    const receivers = webhookReceiversIn(this.modules);
    if (receivers.length === 0) return;
    const isWebhook = webhookPaths(receivers, this.config);
    hideSecrets(this.server.httpAdapter, isWebhook);
    const controllers = receivers.map(({ controller }) => controller);
    consumer.apply(takeSecretEarly(isWebhook)).forRoutes(...controllers);
  }

  onModuleInit(): void {
    const registrations = registrationsIn(this.modules);
    checkRegistrations(registrations);
    const accounts = registrations.map(({ name }) => name);
    this.composition.discoverHandlers(accounts);
    afterEachLoad(this.lazyModules, () => this.composition.discoverHandlers(accounts));
  }

  onApplicationBootstrap(): Promise<void> {
    return this.composition.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.composition.drain();
  }

  onApplicationShutdown(): Promise<void> {
    return this.composition.close();
  }
}

/** Returns the registrations of all accounts of the app. */
function registrationsIn(modules: ModulesContainer): readonly OvgcRegistration[] {
  return [...modules.values()]
    .flatMap(({ providers }) => [...providers.values()])
    .filter(({ token }) => token === OVGC_REGISTRATION)
    .map(({ instance }) => instance as OvgcRegistration);
}

/** Two accounts with the same name or route would receive each other's payments. */
function checkRegistrations(registrations: readonly OvgcRegistration[]): void {
  const problems = (['name', 'path'] as const).flatMap((key) => {
    const values = registrations.map((registration) => registration[key]);
    return values
      .filter((value, i) => value !== null && values.indexOf(value) < i)
      .map(
        (value) =>
          `two registrations have the ${WORDS[key]} ${value}: use a different one for each account`,
      );
  });
  if (problems.length > 0) throw new OvgcConfigurationError(problems);
}

const WORDS = { name: 'name', path: 'webhook path' } as const;

/** Finds the app's emitter, also where it is not global. It may not be made yet: it is asked when an event is emitted. */
function eventEmitterIn(
  modules: ModulesContainer,
): Pick<CompositionParts, 'emitter' | 'readiness'> {
  const providers = [...modules.values()].flatMap((module) => [...module.providers.values()]);
  const emitter = providers.find(({ token }) => token === EventEmitter2);
  const readiness = providers.find(({ token }) => token === EventEmitterReadinessWatcher);
  if (emitter === undefined || readiness === undefined) throw eventEmitterMissing();
  return {
    emitter: {
      emitAsync: (event, ...values) =>
        (emitter.instance as EventEmitter2).emitAsync(event, ...(values as unknown[])),
    },
    readiness: {
      waitUntilReady: () => (readiness.instance as EventEmitterReadinessWatcher).waitUntilReady(),
    },
  };
}

function eventEmitterMissing(): OvgcConfigurationError {
  return new OvgcConfigurationError([
    'EventEmitterModule is missing: run "npm install @nestjs/event-emitter" and add EventEmitterModule.forRoot() ' +
      'to the imports of the root module',
  ]);
}

import { ConfigurableModuleBuilder, type Provider, type Type } from '@nestjs/common';
import { OvgcDeliveriesService } from './deliveries/ovgc-deliveries.service.js';
import { OvgcPaymentsService } from './ovgc-payments.service.js';
import { OvgcWebhooksService } from './webhooks/ovgc-webhooks.service.js';
import { OvgcConfigurationError } from './ovgc.errors.js';
import { ovgcDeliveriesToken, ovgcPaymentsToken, ovgcWebhooksToken } from './ovgc.tokens.js';
import { resolveOptions } from './ovgc.options.check.js';
import type { OvgcModuleOptions } from './ovgc.options.js';
import { OVGC_OPTIONS, OVGC_REGISTRATION } from './ovgc.tokens.js';
import { DEFAULT_ACCOUNT } from './payments/payment.js';
import {
  type WebhookController,
  webhookControllerAt,
  type WebhookRoute,
} from './webhooks/webhook.controller.js';

/** What must be known before the factory of the options runs. */
export interface OvgcModuleExtras {
  /** The account's name, in the ledger, in events and for injection: 1 to 64 letters, digits, `.`, `-`, `_`. Default `default`. */
  readonly name?: string | undefined;
  /** Whether the services can be injected everywhere without importing the module. Default false. */
  readonly isGlobal?: boolean | undefined;
  /** The webhook's route; false mounts none. Default `{ path: 'webhooks/ovgc' }`; a named account has `/name` behind it. */
  readonly webhook?:
    { readonly [Key in keyof WebhookRoute]?: WebhookRoute[Key] | undefined } | false | undefined;
}

/** The extras as the module uses them. */
export interface OvgcRegistration {
  readonly name: string;
  /** The path of the webhook's route; null when none is mounted. */
  readonly path: string | null;
  readonly webhookController: Type<WebhookController> | null;
}

const DEFAULT_PATH = 'webhooks/ovgc';

const DEFAULT_EXTRAS: { readonly [Key in keyof OvgcModuleExtras]-?: undefined } = {
  name: undefined,
  isGlobal: undefined,
  webhook: undefined,
};

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<OvgcModuleOptions>({
  moduleName: 'Ovgc',
  optionsInjectionToken: OVGC_OPTIONS,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createOvgcOptions')
  // The builder tells extras from options by these keys.
  .setExtras<OvgcModuleExtras>(DEFAULT_EXTRAS, (definition, extras) => {
    const registration = registrationOf(extras);
    const { name, webhookController } = registration;
    const named = [
      { provide: ovgcPaymentsToken(name), useExisting: OvgcPaymentsService },
      { provide: ovgcDeliveriesToken(name), useExisting: OvgcDeliveriesService },
      { provide: ovgcWebhooksToken(name), useExisting: OvgcWebhooksService },
    ];
    return {
      ...definition,
      global: extras.isGlobal ?? false,
      providers: [
        ...(definition.providers ?? []).map(checked),
        { provide: OVGC_REGISTRATION, useValue: registration },
        ...named,
      ],
      exports: [...(definition.exports ?? []), ...named.map(({ provide }) => provide)],
      controllers: webhookController === null ? [] : [webhookController],
    };
  })
  .build();

/** Injects the checked options in place of the given ones, which show their secrets to whoever prints them. */
function checked(provider: Provider): Provider {
  if (!('provide' in provider) || provider.provide !== OVGC_OPTIONS) return provider;
  if ('useValue' in provider) {
    const given = provider.useValue as OvgcModuleOptions;
    return { provide: OVGC_OPTIONS, useFactory: () => resolveOptions(given) };
  }
  if (!('useFactory' in provider)) return provider;
  const { useFactory } = provider;
  return {
    ...provider,
    useFactory: async (...args: unknown[]) =>
      resolveOptions((await useFactory(...args)) as OvgcModuleOptions),
  };
}

function registrationOf({ name = DEFAULT_ACCOUNT, webhook }: OvgcModuleExtras): OvgcRegistration {
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw new OvgcConfigurationError([
      'name must be 1 to 64 letters, digits, dots, dashes or underscores',
    ]);
  }
  if (webhook === false) return { name, path: null, webhookController: null };
  const given =
    webhook?.path ?? (name === DEFAULT_ACCOUNT ? DEFAULT_PATH : `${DEFAULT_PATH}/${name}`);
  // Nest serves the same route with and without slashes around it.
  const path = given.replace(/^\/+|\/+$/g, '');
  const decorators = webhook?.decorators ?? [];
  return { name, path, webhookController: webhookControllerAt({ path, decorators }) };
}

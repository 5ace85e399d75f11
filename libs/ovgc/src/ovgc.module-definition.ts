import { ConfigurableModuleBuilder, Inject, type Type } from '@nestjs/common';
import { OvgcPaymentsService } from './ovgc-payments.service.js';
import type { OvgcModuleOptions } from './ovgc.options.js';
import { OVGC_REGISTRATION } from './ovgc.tokens.js';
import {
  type WebhookController,
  webhookControllerAt,
  type WebhookRoute,
} from './webhook/webhook.controller.js';

/** What must be known before the options' factory runs. */
export interface OvgcModuleExtras {
  /** The account's name, in the ledger, in events and for injection. Default `default`. */
  readonly name?: string;
  /** Whether `OvgcPaymentsService` can be injected everywhere without importing the module. Default false. */
  readonly isGlobal?: boolean;
  /** The webhook's route; false mounts none. Default `{ path: 'webhooks/ovgc' }`. */
  readonly webhook?: Partial<WebhookRoute> | false;
}

/** The extras as the module uses them. */
export interface OvgcRegistration {
  readonly name: string;
  readonly webhookController: Type<WebhookController> | null;
}

/** The account's name when none is given. */
export const DEFAULT_ACCOUNT = 'default';

const DEFAULT_ROUTE: WebhookRoute = { path: 'webhooks/ovgc', decorators: [] };

const DEFAULT_EXTRAS: Required<OvgcModuleExtras> = {
  name: DEFAULT_ACCOUNT,
  isGlobal: false,
  webhook: DEFAULT_ROUTE,
};

export const {
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN: GIVEN_OPTIONS,
  OPTIONS_TYPE,
  ASYNC_OPTIONS_TYPE,
} = new ConfigurableModuleBuilder<OvgcModuleOptions>({ moduleName: 'Ovgc' })
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createOvgcOptions')
  // The builder tells extras from options by the keys that stand here.
  .setExtras<OvgcModuleExtras>(DEFAULT_EXTRAS, (definition, extras) => {
    const registration = registrationOf(extras);
    const { webhookController } = registration;
    return {
      ...definition,
      global: extras.isGlobal ?? false,
      providers: [
        ...(definition.providers ?? []),
        { provide: OVGC_REGISTRATION, useValue: registration },
        { provide: ovgcPaymentsToken(registration.name), useExisting: OvgcPaymentsService },
      ],
      exports: [...(definition.exports ?? []), ovgcPaymentsToken(registration.name)],
      controllers: webhookController === null ? [] : [webhookController],
    };
  })
  .build();

function registrationOf(extras: OvgcModuleExtras): OvgcRegistration {
  const { name, webhook } = { ...DEFAULT_EXTRAS, ...extras };
  return {
    name,
    webhookController:
      webhook === false ? null : webhookControllerAt({ ...DEFAULT_ROUTE, ...webhook }),
  };
}

/** The token of an account's `OvgcPaymentsService`, for apps with several. */
export function ovgcPaymentsToken(account: string = DEFAULT_ACCOUNT): string {
  return `OvgcPaymentsService:${account}`;
}

/** Injects the `OvgcPaymentsService` of the account that was registered under a name. */
export function InjectOvgcPayments(account?: string): ParameterDecorator & PropertyDecorator {
  return Inject(ovgcPaymentsToken(account));
}

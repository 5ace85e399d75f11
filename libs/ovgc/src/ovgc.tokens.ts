import { Inject } from '@nestjs/common';
import { DEFAULT_ACCOUNT } from './payments/payment.js';

/** The checked options of one account. */
export const OVGC_OPTIONS = Symbol('OVGC_OPTIONS');

/** What the module was registered with before its options are known: the account's name and the route of the webhook. */
export const OVGC_REGISTRATION = Symbol('OVGC_REGISTRATION');

type Injection = ParameterDecorator & PropertyDecorator;

/** The token of an account's `OvgcPaymentsService`, for apps with several. */
export function ovgcPaymentsToken(account: string = DEFAULT_ACCOUNT): string {
  return `OvgcPaymentsService:${account}`;
}

/** The token of an account's `OvgcDeliveriesService`, for apps with several. */
export function ovgcDeliveriesToken(account: string = DEFAULT_ACCOUNT): string {
  return `OvgcDeliveriesService:${account}`;
}

/** The token of an account's `OvgcWebhooksService`, for apps with several. */
export function ovgcWebhooksToken(account: string = DEFAULT_ACCOUNT): string {
  return `OvgcWebhooksService:${account}`;
}

/** Injects the `OvgcPaymentsService` of the account that was registered under a name. */
export function InjectOvgcPayments(account?: string): Injection {
  return Inject(ovgcPaymentsToken(account));
}

/** Injects the `OvgcDeliveriesService` of the account that was registered under a name. */
export function InjectOvgcDeliveries(account?: string): Injection {
  return Inject(ovgcDeliveriesToken(account));
}

/** Injects the `OvgcWebhooksService` of the account that was registered under a name. */
export function InjectOvgcWebhooks(account?: string): Injection {
  return Inject(ovgcWebhooksToken(account));
}

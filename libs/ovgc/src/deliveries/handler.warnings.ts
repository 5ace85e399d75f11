import { PaymentSucceededEvent } from '../events/payment.events.js';
import { countPendingByHandler } from '../ledger/deliveries.queries.js';
import type { DeliveryContext } from './delivery.context.js';

/** Returns what is probably wrong with the app's durable handlers, as warnings for the log. */
export async function handlerWarnings({
  account,
  ledger,
  handlers,
}: Pick<DeliveryContext, 'account' | 'ledger' | 'handlers'>): Promise<readonly string[]> {
  const warnings: string[] = [];
  if (handlers.namesFor(PaymentSucceededEvent.type).length === 0) {
    warnings.push(
      'no durable handler listens to payments that succeed: put @OnPaymentSucceeded() on the method that fulfils orders',
    );
  }
  const minified = handlers.all().filter(({ className }) => looksMinified(className));
  if (minified.length > 0) {
    const names = [...new Set(minified.map(({ name }) => name))].join(', ');
    warnings.push(
      `the class names of durable handlers look minified: ${names}. Deliveries are stored under these names, and wait ` +
        "for good once another build changes them. Name each handler, as in @OnPaymentSucceeded({ name: 'fulfil' }), or " +
        'have the bundler keep class names',
    );
  }
  const known = new Set(handlers.names());
  const pending = await countPendingByHandler(ledger.reader, account);
  for (const { handler, count } of pending.filter((one) => !known.has(one.handler))) {
    warnings.push(
      `deliveries pending for ${handler}, which the app no longer has: ${count}. To deliver them, give a handler this ` +
        'name, or move them with OvgcDeliveriesService.reassign',
    );
  }
  return warnings;
}

/**
 * Whether a bundler has probably shortened the name of a class, so that another build may give it another one. Classes
 * that people name begin with a capital letter, and hardly any has only two letters.
 */
function looksMinified(className: string | null): boolean {
  return className !== null && /^([\w$]{0,2}|[a-z_$][\w$]{2})$/.test(className);
}

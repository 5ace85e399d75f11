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
  const known = new Set(handlers.names());
  const pending = await countPendingByHandler(ledger.reader, account);
  for (const { handler, count } of pending.filter((one) => !known.has(one.handler))) {
    warnings.push(
      `deliveries pending for ${handler}, which the app no longer has: ${count}. Give a handler this name to deliver them`,
    );
  }
  return warnings;
}

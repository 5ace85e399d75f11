import type { INestApplicationContext } from '@nestjs/common';
import { OvgcComposition } from '../ovgc.composition.js';

/**
 * Resolves once the module has nothing to do, for all accounts of the app. What is due now is done at once: payments
 * expire, unmatched webhooks are reported, and durable handlers are called, without a wait for `jobIntervalMs`. A handler
 * that failed is called again if its retry is due by then, and isn't waited for otherwise.
 *
 * A webhook counts from the moment it was answered, so first wait for whoever sends it: `await sandbox.idle()`.
 *
 * @param app the app, or a testing module, after `app.init()` or `app.listen()`
 * @throws Error the app has no `OvgcModule`, or has not started
 * @example
 * await sandbox.pay(orderUuid);
 * await sandbox.idle();
 * await ovgcIdle(app);
 * expect(orders.find(orderUuid)).toMatchObject({ status: 'paid' });
 */
export async function ovgcIdle(app: INestApplicationContext): Promise<void> {
  const accounts = accountsOf(app);
  const ended = () => accounts.reduce((total, { endedAttempts }) => total + endedAttempts, 0);
  let before: number;
  do {
    before = ended();
    await Promise.all(accounts.map((account) => account.untilIdle()));
    // A handler that was called may have made work for another account.
  } while (ended() > before);
}

function accountsOf(app: INestApplicationContext): OvgcComposition[] {
  try {
    return app.get(OvgcComposition, { strict: false, each: true });
  } catch {
    throw new Error(
      'ovgcIdle: this app has no OvgcModule. Pass it the app that imports the module.',
    );
  }
}

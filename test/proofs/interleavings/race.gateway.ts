import type { Scheduler } from 'fast-check';
import type { CreatedPayment, Gateway } from '../../../libs/ovgc/src/gateway/gateway.client.js';

/** A gateway whose answers come when the scheduler says so. */
export class RaceGateway {
  private readonly calls = new Map<string, number>();
  private readonly open = new Set<string>();

  constructor(
    private readonly isForgetful: boolean,
    private readonly scheduler: Scheduler,
    private readonly violations: string[],
  ) {}

  /** The gateway as a machine sees it: it must not be asked for an order twice at once by the same one. */
  seenBy(machine: string): Gateway {
    return {
      createPayment: async ({ orderUuid: order }): Promise<CreatedPayment> => {
        const asking = `${machine} asks for ${order}`;
        if (this.open.has(asking)) this.violations.push(`${asking} twice at once`);
        this.open.add(asking);
        const call = (this.calls.get(order) ?? 0) + 1;
        this.calls.set(order, call);
        const transactionId = `invoice_${order}_${this.isForgetful ? call : 1}`;
        await this.scheduler.schedule(Promise.resolve(), `${machine} hears of ${transactionId}`);
        this.open.delete(asking);
        return { transactionId, url: `https://gateway.test/checkout/${transactionId}` };
      },
      // The option is off here.
      orderStatus: () => Promise.reject(new Error('nobody asks for the order status')),
    };
  }
}

import { type Answer, type ScriptedGateway, startGateway } from '../../support/gateway.js';
import { GatewayPayments } from '../../support/gateway.payments.js';
import { createsPayment, type Fate, fatesOf } from './gateway.fate.js';
import { reply } from './gateway.reply.js';

/** A request that was read to its end. */
export interface ReadRequest {
  readonly order: string;
  readonly apiKey: unknown;
  readonly amount: string;
  readonly fate: Fate;
}

const HEALTHY: Fate = { kind: 'answered', manner: 'at once' };
const FATES = 10_007;
/** One connection in so many is reset before anything is read from it. */
const RESET_ON_CONNECTING = 40;
const OUTAGE_MS = 40;

/** A gateway that never forgets a payment, behind everything that can go wrong with a server. */
export class ChaosGateway {
  readonly payments = new GatewayPayments((order) => `invoice_${order}`);
  /** By the call that made them, which is in their `product_title`. */
  private readonly requests = new Map<string, ReadRequest[]>();
  private readonly asked = new Map<string, number>();
  private readonly fates: readonly Fate[];
  private server!: ScriptedGateway;
  private connections = 0;
  private healthy = false;

  private constructor(seed: number) {
    this.fates = fatesOf(seed, FATES);
  }

  static async start(seed: number): Promise<ChaosGateway> {
    const gateway = new ChaosGateway(seed);
    gateway.server = await startGateway({
      otherwise: gateway.serve,
      remembers: false,
      connected: (socket) => {
        gateway.connections += 1;
        const isReset = gateway.connections % RESET_ON_CONNECTING === 0;
        if (isReset && !gateway.healthy) socket.resetAndDestroy();
      },
    });
    return gateway;
  }

  get baseUrl(): string {
    return this.server.baseUrl;
  }

  /** For a while nobody listens, and the calls under way are reset. */
  outage(): Promise<void> {
    return this.server.outage(OUTAGE_MS);
  }

  /** From now on nothing goes wrong. */
  recover(): void {
    this.healthy = true;
  }

  /** The requests of a call that were read. */
  requestsOf(call: string): readonly ReadRequest[] {
    return this.requests.get(call) ?? [];
  }

  allRequests(): readonly ReadRequest[] {
    return [...this.requests.values()].flat();
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private readonly serve: Answer = ({ text, body }, response) => {
    const order = String(body['order_uuid']);
    const nth = (this.asked.get(order) ?? 0) + 1;
    this.asked.set(order, nth);
    const fate = this.fateOf(order, nth);
    const amount = /"total_amount":([^,]*),/.exec(text)?.[1] ?? '';
    const call = String(body['product_title']);
    const read = { order, apiKey: body['api_key'], amount, fate };
    this.requests.set(call, [...this.requestsOf(call), read]);
    if (createsPayment(fate)) this.payments.create(order, amount, String(body['email']));
    const { transactionId, url } = this.payments.of(order) ?? {};
    reply(
      fate,
      {
        created: JSON.stringify({ status: true, transaction_id: transactionId, url }),
        // Some servers repeat the key that they refuse.
        refusal: JSON.stringify({ status: false, error: `Not with ${String(body['api_key'])}` }),
      },
      response,
    );
  };

  /** The nth request of an order has the same fate in every run with the same seed. */
  private fateOf(order: string, nth: number): Fate {
    const number = Number(order.replace(/\D/g, ''));
    return this.healthy ? HEALTHY : (this.fates[(number * 31 + nth) % FATES] ?? HEALTHY);
  }
}

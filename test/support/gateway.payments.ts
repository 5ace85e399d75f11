/** A payment at a fake gateway. */
export interface GatewayPayment {
  readonly transactionId: string;
  /** Its checkout page. */
  readonly url: string;
  /** As the request wrote it, in major units. */
  readonly amount: string;
  readonly email: string;
}

/**
 * The payments that a fake gateway has created, whether or not its answers arrived: one for each order, since the
 * real gateway is idempotent by `order_uuid` (docs/gateway-api.md, Errors).
 */
export class GatewayPayments {
  private readonly payments = new Map<string, GatewayPayment>();
  private readonly calls = new Map<string, number>();

  /**
   * @param transactionOf the transaction of an order, and of its nth call if the gateway is to give each call a
   *   payment of its own
   */
  constructor(private readonly transactionOf: (order: string, call: number) => string) {}

  /** Returns the payment of an order, which the order's first call creates. */
  create(order: string, amount: string, email = ''): GatewayPayment {
    const call = (this.calls.get(order) ?? 0) + 1;
    this.calls.set(order, call);
    const transactionId = this.transactionOf(order, call);
    const before = this.payments.get(order);
    if (before?.transactionId === transactionId) return before;
    const url = `https://gateway.test/checkout/${transactionId}`;
    const payment = { transactionId, url, amount: before?.amount ?? amount, email };
    this.payments.set(order, payment);
    return payment;
  }

  of(order: string): GatewayPayment | undefined {
    return this.payments.get(order);
  }

  /** The orders that have a payment, oldest first. */
  get orders(): readonly string[] {
    return [...this.payments.keys()];
  }
}

/** An error in the gateway's own shape, `{"status":false,"error":…}` (docs/gateway-api.md, Errors). */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';

  /**
   * @param httpStatus the class of the problem: 200 for a failed validation, as the gateway has it.
   * @param message what the gateway says of it.
   */
  constructor(
    readonly httpStatus: number,
    message: string,
  ) {
    super(message);
  }
}

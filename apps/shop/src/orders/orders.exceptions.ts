import {
  BadRequestException,
  ConflictException,
  HttpException,
  NotFoundException,
  type ValidationError,
} from '@nestjs/common';
import { type OvgcError, ovgcErrorResponse } from 'nestjs-ovgc';

/** 404: the shop has no such order. */
export class OrderNotFoundException extends NotFoundException {
  constructor(orderUuid: string) {
    super(`there is no order ${orderUuid}`);
  }
}

/** 400: the posted fields are not an order. */
export class InvalidOrderException extends BadRequestException {
  /** The problems, by the name of the field. */
  readonly problems: Readonly<Record<string, string>>;
  /** The posted fields, so that the form can be shown again as it was filled in. */
  readonly entered: Readonly<Record<string, unknown>>;

  constructor(errors: readonly ValidationError[]) {
    const problems = errors.map(({ property, constraints = {} }) => [
      property,
      Object.values(constraints).join(', '),
    ]);
    super(problems.map(([, problem]) => problem));
    this.problems = Object.fromEntries(problems);
    this.entered = errors[0]?.target ?? {};
  }
}

/** 409: the order is not in a state in which this can be done. */
export class OrderStateException extends ConflictException {
  constructor(
    readonly orderUuid: string,
    message: string,
  ) {
    super(message);
  }
}

/** The order is stored, but has no payment page yet. The status and the reason are those of the payments module. */
export class CheckoutUnavailableException extends HttpException {
  /** For the header `Retry-After`; null when trying again is no use. */
  readonly retryAfterSeconds: number | null;

  constructor(
    readonly orderUuid: string,
    cause: OvgcError,
  ) {
    const { retryAfterSeconds, ...response } = ovgcErrorResponse(cause);
    const message = `${response.message} The order is kept: POST /orders/${orderUuid}/pay asks again`;
    super({ ...response, message, orderUuid }, response.statusCode, { cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

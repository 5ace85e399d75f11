import {
  BadRequestException,
  ConflictException,
  HttpException,
  HttpStatus,
  NotFoundException,
  type ValidationError,
} from '@nestjs/common';
import type { OvgcError } from 'nestjs-ovgc';

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

/** The order is stored, but has no payment page yet: 503 when another try may help, 502 when the gateway refused. */
export class CheckoutUnavailableException extends HttpException {
  constructor(
    readonly orderUuid: string,
    cause: OvgcError,
  ) {
    const status = cause.retryable ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_GATEWAY;
    super(
      {
        statusCode: status,
        code: cause.code,
        message: `${cause.message}. The order is kept: POST /orders/${orderUuid}/pay asks again`,
        orderUuid,
      },
      status,
      { cause },
    );
  }
}

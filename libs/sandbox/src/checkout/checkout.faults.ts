import type { NestMiddleware } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import type { Cause } from '../faults/answer.faults.js';
import { ANSWER_CAUSES } from '../faults/answer.faults.js';
import type { FaultCandidate } from '../faults/fault.filter.js';
import type { FaultKind } from '../faults/fault.kinds.js';
import { FaultRules } from '../faults/fault.rules.js';
import { FAULT_HEADER, readFaultHeader } from '../faults/fault.text.js';
import { pathOf } from '../faults/request.path.js';
import type { Payment } from '../payments/payment.js';
import { PaymentsService } from '../payments/payments.service.js';

/** How each fault of a customer's request is carried out. */
const CAUSES: Readonly<Record<FaultKind<'checkout'>, Cause>> = {
  ...ANSWER_CAUSES,
  status({ status }, { response }) {
    const code = status ?? 500;
    // Like a proxy in front of the page: plain text without the page.
    response
      .status(code)
      .type('text/plain')
      .send(`${code} ${STATUS_CODES[code] ?? 'Error'}`);
  },
};

/**
 * Causes the faults of requests from customers' browsers, one per request: the one in the request's own header, or the
 * oldest that matches. Requests for `/state` are exempt, because an open page sends one every few seconds.
 */
@Injectable()
export class CheckoutFaults implements NestMiddleware {
  constructor(
    private readonly faults: FaultRules,
    private readonly payments: PaymentsService,
  ) {}

  async use(request: Request, response: Response, next: NextFunction): Promise<void> {
    const header = request.get(FAULT_HEADER);
    const isConcerned = header !== undefined || this.faults.isSetFor('checkout');
    if (!isConcerned || pathOf(request).endsWith('/state')) {
      next();
      return;
    }
    const { own, later } = readFaultHeader(header, 'checkout');
    const payment = await this.payments.findByCheckout(checkoutIdOf(request));
    if (payment !== null) {
      const { transactionId } = payment;
      for (const fault of later) this.faults.add({ ...fault, filter: { transactionId } });
    }
    const candidate = candidateOf(request, payment);
    const fault =
      own === null ? this.faults.take('checkout', candidate) : this.faults.cause(own, candidate);
    if (fault === null) next();
    else CAUSES[fault.kind](fault, { request, response, next });
  }
}

function candidateOf(request: Request, payment: Payment | null): FaultCandidate {
  const { method } = request;
  const path = pathOf(request);
  const { orderUuid, transactionId, sellerId } = payment ?? {};
  return { name: `${method} ${path}`, method, path, orderUuid, transactionId, sellerId };
}

function checkoutIdOf(request: Request): string {
  return /\/checkout\/([^/]+)/.exec(pathOf(request))?.[1] ?? '';
}

import { validateSync } from 'class-validator';
import type { OrderRow } from '../ledger/payments.queries.js';
import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import { CreatePaymentRequestDto } from '../payments/create-payment-request.dto.js';
import { canonicalAmount } from '../payments/payment.amount.js';

/**
 * Checks a request, whether or not it went through a pipe before.
 *
 * @throws OvgcInvalidRequestError `invalid_request`: names every field that is wrong
 */
export function checkRequest(request: CreatePaymentRequestDto): CreatePaymentRequestDto {
  // Field by field: a transformer would also change the metadata, which belongs to the seller.
  const dto = Object.assign(new CreatePaymentRequestDto(), request);
  const problems = validateSync(dto, { stopAtFirstError: true }).flatMap(({ constraints }) =>
    Object.values(constraints ?? {}),
  );
  if (problems.length > 0) throw new OvgcInvalidRequestError(problems);
  return dto;
}

/** A checked request as the row that the ledger keeps until the gateway has answered. */
export function intentOf(dto: CreatePaymentRequestDto, account: string, now: number): OrderRow {
  return {
    account,
    orderUuid: dto.orderUuid,
    transactionId: null,
    url: null,
    status: 'Pending',
    amount: canonicalAmount(dto.totalAmount),
    email: dto.email,
    successUrl: dto.successUrl,
    cancelUrl: dto.cancelUrl,
    productTitle: dto.productTitle ?? null,
    firstName: dto.firstName ?? null,
    lastName: dto.lastName ?? null,
    metadata: JSON.stringify(dto.metadata ?? {}),
    createdAt: now,
    expiresAt: null,
    paidAt: null,
    updatedAt: now,
    gatewayStatus: null,
    checkedAt: null,
  };
}

/** Returns in what a request differs from an earlier one for the same order. What is not charged may differ. */
export function differences(asked: OrderRow, before: OrderRow): ('amount' | 'email')[] {
  return (['amount', 'email'] as const).filter((field) => asked[field] !== before[field]);
}

import { inspect } from 'node:util';
import {
  OvgcError,
  type OvgcRequestState,
  OvgcLedgerUnavailableError,
  OvgcOrderMismatchError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
  type Payment,
} from 'nestjs-ovgc';
import { API_KEY } from '../../support/app.js';
import type { ChaosGateway } from './chaos.gateway.js';
import { createsPayment } from './gateway.fate.js';
import { emailOf, type PlannedCall } from './storm.plan.js';

/** Whether an earlier call for the order may have created a transaction, as far as the shop can know. */
export type Doubt = 'none' | 'possible' | 'certain';

/** A call that has ended. */
export interface EndedCall {
  readonly call: PlannedCall;
  readonly result: Payment | OvgcError;
  /** The doubt that earlier calls for the order had left. */
  readonly doubtBefore: Doubt;
  /** The shop makes one attempt for each call. */
  readonly isSingleTry: boolean;
}

type Claims = readonly (readonly [claim: string, holds: boolean])[];

/** The claims of a call's result that the gateway knows to be false. Ask as soon as the call has ended. */
export function untruthsOf(ended: EndedCall, gateway: ChaosGateway): string[] {
  const { call, result } = ended;
  const claims =
    result instanceof OvgcError
      ? ofError(ended, result, gateway)
      : ofPayment(call, result, gateway);
  return claims
    .filter(([, holds]) => !holds)
    .map(([claim]) => `${call.id} of ${call.order}: ${claim}; ${describe(ended, gateway)}`);
}

function ofPayment(call: PlannedCall, payment: Payment, gateway: ChaosGateway): Claims {
  const held = gateway.payments.of(call.order);
  return [
    [
      'the transaction is the one that the gateway holds',
      payment.transactionId === held?.transactionId,
    ],
    ['so is its checkout', payment.url === held?.url],
    ['the amount is what the gateway will charge', Number(payment.amount) === Number(held?.amount)],
    ['the amount is what was asked for', payment.amount === call.amount],
    ['the payment is this order’s', payment.orderUuid === call.order],
    ['the payment is this customer’s', payment.email === emailOf(call.order)],
  ];
}

function ofError(ended: EndedCall, error: OvgcError, gateway: ChaosGateway): Claims {
  return [
    ...ofRequestState(ended, error, gateway),
    ...ofKind(ended, error, gateway),
    ['no error contains the API key', !shown(error).includes(API_KEY)],
  ];
}

/** What each `requestState` promises. */
function ofRequestState({ call }: EndedCall, error: OvgcError, gateway: ChaosGateway): Claims {
  const promises: Record<OvgcRequestState, Claims> = {
    not_sent: [['nothing was sent', gateway.requestsOf(call.id).length === 0]],
    rejected: [
      ['the order has no transaction', gateway.payments.of(call.order) === undefined],
      [
        'every request of the call was refused',
        gateway.requestsOf(call.id).every(({ fate }) => !createsPayment(fate)),
      ],
    ],
    unknown: [],
  };
  return promises[error.requestState];
}

/** What each kind of error promises, and that it says `unknown` only when it can't know. */
function ofKind(ended: EndedCall, error: OvgcError, gateway: ChaosGateway): Claims {
  const { call, doubtBefore, isSingleTry } = ended;
  const read = gateway.requestsOf(call.id);
  if (error instanceof OvgcRejectedError) {
    const expected = doubtBefore === 'none' ? 'rejected' : 'unknown';
    return [
      ['a refusal is not retryable', !error.retryable],
      [
        'the gateway refused',
        read.at(-1)?.fate.kind === 'refused' || read.at(-1)?.fate.kind === 'failed',
      ],
      [
        'a clear refusal is reported as one',
        !isSingleTry || doubtBefore === 'possible' || error.requestState === expected,
      ],
    ];
  }
  if (error instanceof OvgcUnavailableError) {
    const isRefused = isSingleTry && error.reason === 'ECONNREFUSED';
    return [
      ['it is retryable', error.retryable],
      [
        'a refused connection is not_sent',
        !isRefused || doubtBefore !== 'none' || error.requestState === 'not_sent',
      ],
    ];
  }
  if (error instanceof OvgcOrderMismatchError) {
    return [
      ['a mismatch is not retryable', !error.retryable],
      ['an earlier call asked for the order', doubtBefore !== 'none'],
    ];
  }
  return [
    [
      'the error is one that is documented for the call',
      error instanceof OvgcUnexpectedAnswerError || error instanceof OvgcLedgerUnavailableError,
    ],
    ['it is retryable', error.retryable],
  ];
}

function describe({ call, result, doubtBefore }: EndedCall, gateway: ChaosGateway): string {
  const fates = gateway.requestsOf(call.id).map(({ fate }) => fate);
  return inspect({ result, doubtBefore, fates, held: gateway.payments.of(call.order) });
}

function shown(error: OvgcError): string {
  return `${inspect(error, { depth: 10, showHidden: true })} ${JSON.stringify(error)} ${String(error.cause)}`;
}

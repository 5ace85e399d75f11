import type { Request } from 'express';
import type { FaultCandidate } from '../faults/fault.filter.js';
import { pathOf } from '../faults/request.path.js';
import { readGatewayBody } from './gateway.body.js';
import { GatewayRefusal } from './gateway.refusal.js';

/** A seller's call, as far as it can be told before it is processed. */
export type ApiCall = Required<Pick<FaultCandidate, 'name' | 'method' | 'path'>> &
  Pick<FaultCandidate, 'orderUuid' | 'transactionId'>;

/** Reads what a call is about: the order that is to be created, or whose status is asked for. */
export function readApiCall(request: Request): ApiCall {
  const { method } = request;
  const path = pathOf(request);
  const call = { name: `${method} ${path}`, method, path };
  const asked = /\/order-status\/([^/]+)/.exec(path)?.[1];
  if (asked !== undefined) return { ...call, orderUuid: asked, transactionId: asked };
  const { order_uuid: orderUuid } = fieldsOf(request);
  return typeof orderUuid === 'string' ? { ...call, orderUuid } : call;
}

function fieldsOf(request: Request): Readonly<Record<string, unknown>> {
  try {
    return readGatewayBody(request.body, request.get('content-type'));
  } catch (error) {
    // The call is refused for it by whoever processes it.
    if (error instanceof GatewayRefusal) return {};
    throw error;
  }
}

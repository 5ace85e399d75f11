import type { NestMiddleware } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { filter, fromEvent, race, take, takeUntil, timer } from 'rxjs';
import type { Cause } from '../faults/answer.faults.js';
import { ANSWER_CAUSES, onAnswer, onJson } from '../faults/answer.faults.js';
import { drifted } from '../faults/drift.js';
import type { FaultKind } from '../faults/fault.kinds.js';
import { LONGEST_HELD_MS } from '../faults/fault.kinds.js';
import type { FaultRequest } from '../faults/fault.rule.js';
import { FaultRules } from '../faults/fault.rules.js';
import { FAULT_HEADER, readFaultHeader } from '../faults/fault.text.js';
import { Activity } from '../journal/activity.js';
import { readApiCall } from './api.call.js';
import { GatewayRefusal } from './gateway.refusal.js';

/** Causes the faults of sellers' calls, one a call: that of the call's own header, or the oldest that is for it. */
@Injectable()
export class ApiFaults implements NestMiddleware {
  readonly #causes: Readonly<Record<FaultKind<'api'>, Cause>> = {
    ...ANSWER_CAUSES,
    status({ status }, { next }) {
      next(new GatewayRefusal(status ?? 500, reasonPhrase(status ?? 500)));
    },
    drift({ variant }, { response, next, orderUuid }) {
      onJson(response, (body) => (variant === null ? body : drifted(body, variant, orderUuid)));
      next();
    },
    reorder: (_fault, { response, next }) => {
      this.#holdUntilWebhook(response);
      next();
    },
  };

  constructor(
    private readonly activity: Activity,
    private readonly faults: FaultRules,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const call = readApiCall(request);
    const { own, later } = readFaultHeader(request.get(FAULT_HEADER), 'api');
    this.#planFor(later, response);
    const fault = own === null ? this.faults.take('api', call) : this.faults.cause(own, call);
    if (fault === null) {
      next();
      return;
    }
    this.#causes[fault.kind](fault, { request, response, next, orderUuid: call.orderUuid });
  }

  /** Adds faults for what comes of the payment that is answered with, before anything can come of it. */
  #planFor(faults: readonly FaultRequest[], response: Response): void {
    if (faults.length === 0) return;
    onJson(response, (body) => {
      const transactionId = body['transaction_id'];
      if (typeof transactionId === 'string') {
        for (const fault of faults) this.faults.add({ ...fault, filter: { transactionId } });
      }
      return body;
    });
  }

  /** Holds an answer about a payment back until an attempt was made to send a webhook of that payment, or for a minute. */
  #holdUntilWebhook(response: Response): void {
    let transactionId: unknown;
    onJson(response, (body) => {
      transactionId = body['transaction_id'];
      return body;
    });
    onAnswer(response, ({ send }) => {
      if (typeof transactionId !== 'string') {
        send();
        return;
      }
      const webhook = this.activity.entries.pipe(
        filter((entry) => entry.kind === 'webhook' && entry.transactionId === transactionId),
      );
      // By real time: who waits for the answer does, too, and a frozen clock would never end it.
      race(webhook, timer(LONGEST_HELD_MS))
        .pipe(take(1), takeUntil(fromEvent(response, 'close')))
        .subscribe(send);
    });
  }
}

/** A status in words, written as the gateway writes them: `Internal server error`. */
function reasonPhrase(status: number): string {
  const phrase = STATUS_CODES[status] ?? 'Error';
  return phrase.charAt(0) + phrase.slice(1).toLowerCase();
}

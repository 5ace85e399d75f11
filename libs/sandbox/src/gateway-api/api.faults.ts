import type { NestMiddleware } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import type { ApiFaultKind, FaultRule } from '../faults/fault.rule.js';
import { FaultRules } from '../faults/fault.rules.js';
import { Journal } from '../journal/journal.js';
import { GatewayRefusal } from './gateway.refusal.js';

/** Causes the faults that were asked for, one a call, oldest first. */
@Injectable()
export class ApiFaults implements NestMiddleware {
  constructor(
    private readonly faults: FaultRules,
    private readonly journal: Journal,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const fault = this.faults.take('api');
    if (fault === null) {
      next();
      return;
    }
    this.journal.write('fault', `${fault.kind} befalls ${request.method} ${request.path}`);
    cause[fault.kind](fault, request, response, next);
  }
}

type Cause = (
  fault: FaultRule<ApiFaultKind>,
  request: Request,
  response: Response,
  next: NextFunction,
) => void;

/** How each fault is caused. The kinds say what they mean. */
const cause: Readonly<Record<ApiFaultKind, Cause>> = {
  status({ status }, _request, _response, next) {
    next(new GatewayRefusal(status ?? 500, reasonPhrase(status ?? 500)));
  },
  drop() {
    // Nobody answers: the connection stays open until the caller gives up or the sandbox closes.
  },
  reset(_fault, request) {
    request.socket.resetAndDestroy();
  },
  lost_answer(_fault, request, response, next) {
    onAnswer(response, () => request.socket.destroy());
    next();
  },
  delay({ delayMs }, _request, response, next) {
    onAnswer(response, (_chunk, end) => {
      const timer = setTimeout(end, delayMs ?? 0);
      response.once('close', () => clearTimeout(timer));
    });
    next();
  },
  malformed(_fault, _request, response, next) {
    onAnswer(response, (chunk, _end, send) => {
      const body = Buffer.from(chunk as string);
      response.removeHeader('Content-Length');
      send(body.subarray(0, body.length / 2));
    });
    next();
  },
};

/** A status in words, written as the gateway writes them: `Internal server error`. */
function reasonPhrase(status: number): string {
  const phrase = STATUS_CODES[status] ?? 'Error';
  return phrase.charAt(0) + phrase.slice(1).toLowerCase();
}

/** Takes the answer when it is ready, before anything of it has left. */
function onAnswer(
  response: Response,
  take: (chunk: unknown, end: () => void, send: (chunk: Buffer) => void) => void,
): void {
  const end = response.end.bind(response) as (...answer: unknown[]) => Response;
  response.end = (...answer: unknown[]) => {
    take(
      answer[0],
      () => end(...answer),
      (chunk) => end(chunk),
    );
    return response;
  };
}

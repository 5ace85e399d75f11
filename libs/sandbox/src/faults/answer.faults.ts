import type { NextFunction, Request, Response } from 'express';
import type { FaultKind } from './fault.kinds.js';
import type { FaultRule } from './fault.rule.js';

/** A request that a fault affects, before it is processed. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  /** Processes it. */
  readonly next: NextFunction;
  /** The order it is about, if known. */
  readonly orderUuid?: string | undefined;
}

/** Causes a fault. */
export type Cause = (
  fault: Pick<FaultRule, 'status' | 'delayMs' | 'variant'>,
  exchange: Exchange,
) => void;

/** How the faults that API calls and checkout requests have in common are caused. */
export const ANSWER_CAUSES: Readonly<
  Record<Exclude<FaultKind<'api'> & FaultKind<'checkout'>, 'status'>, Cause>
> = {
  drop() {
    // Never answered: the connection stays open until the caller or the sandbox closes it.
  },
  reset(_fault, { request }) {
    request.socket.resetAndDestroy();
  },
  timeout(_fault, { response, next }) {
    onAnswer(response, () => {});
    next();
  },
  lost_answer(_fault, { request, response, next }) {
    onAnswer(response, () => request.socket.destroy());
    next();
  },
  delay({ delayMs }, { response, next }) {
    onAnswer(response, ({ send }) => {
      const timer = setTimeout(send, delayMs ?? 0);
      response.once('close', () => clearTimeout(timer));
    });
    next();
  },
  malformed(_fault, { response, next }) {
    onAnswer(response, ({ body, sendInstead }) => {
      response.removeHeader('Content-Length');
      response.removeHeader('Location');
      sendInstead(body.subarray(0, body.length / 2));
    });
    next();
  },
};

/** An answer that is ready but not sent. */
interface ReadyAnswer {
  readonly body: Buffer;
  readonly send: () => void;
  readonly sendInstead: (body: Buffer) => void;
}

/** Intercepts the answer when it is ready, before any of it is sent. */
export function onAnswer(response: Response, take: (answer: ReadyAnswer) => void): void {
  const end = response.end.bind(response) as (...answer: unknown[]) => Response;
  response.end = (...answer: unknown[]) => {
    const [body] = answer;
    const hasBody = typeof body === 'string' || Buffer.isBuffer(body);
    take({
      body: hasBody ? Buffer.from(body as string) : Buffer.alloc(0),
      send: () => end(...answer),
      sendInstead: (instead) => end(instead),
    });
    return response;
  };
}

/** Reads, and may change, the object that is about to be sent as JSON. */
export function onJson(
  response: Response,
  change: (body: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): void {
  const json = response.json.bind(response);
  response.json = (body: Readonly<Record<string, unknown>>) => json(change(body));
}

import type { NextFunction, Request, Response } from 'express';
import { VERSION } from '../version.js';

/** The header by which a client of the control API tells that a sandbox answers, and which version of it. */
export const SANDBOX_HEADER = 'X-OVGC-Sandbox';

/** Marks an answer of the control API: a port that was guessed may be anybody's. */
export function markAnswer(_request: Request, response: Response, next: NextFunction): void {
  response.set(SANDBOX_HEADER, VERSION);
  next();
}

import type { NextFunction, Request, Response } from 'express';

/** Sets what every answer of the sandbox carries: checkout URLs are not handed to other sites, nothing is sniffed. */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({ 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
  next();
}

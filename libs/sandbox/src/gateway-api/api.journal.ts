import type { NestMiddleware } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { pathOf } from '../faults/request.path.js';
import { Journal } from '../journal/journal.js';

/** Writes a line for each call of a seller: what was asked, what was answered. Nothing of the body but the error. */
@Injectable()
export class ApiJournal implements NestMiddleware {
  constructor(private readonly journal: Journal) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const startedAt = performance.now();
    const json = response.json.bind(response);
    let result = '';
    response.json = (body: { error?: string; transaction_id?: string }) => {
      result = ` ${body.error ?? body.transaction_id ?? ''}`;
      return json(body);
    };
    response.once('close', () => {
      const call = `${request.method} ${pathOf(request)}`;
      const answer = response.writableFinished ? `${response.statusCode}${result}` : 'no answer';
      const took = Math.round(performance.now() - startedAt);
      this.journal.write('api', `${call}: ${answer} in ${took} ms`);
    });
    next();
  }
}

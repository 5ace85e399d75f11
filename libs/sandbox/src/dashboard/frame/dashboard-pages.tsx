import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { map } from 'rxjs';
import { ClockControl } from '../../clock/clock.control.js';
import { FaultRules } from '../../faults/fault.rules.js';
import { Page, Redirect, prepareReply } from '../../pages/reply.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { Changes } from '../live/changes.js';
import { DashboardDocument } from './dashboard-document.js';
import { FormFields } from './form-fields.js';
import { RejectionContext } from './form.js';
import { noticeOf } from './notices.js';
import type { Surroundings } from './surroundings.js';
import { View } from './view.js';

// With `no-referrer` a browser sends a form's Origin as "null", which cannot be told from another site's.
const HEADERS = { 'Referrer-Policy': 'same-origin' };

/** Answers with pages of the dashboard: puts the view that a handler returns into the frame. */
@Injectable()
export class DashboardPages implements NestInterceptor {
  constructor(
    private readonly changes: Changes,
    private readonly clock: ClockControl,
    private readonly faults: FaultRules,
    private readonly sellers: Sellers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    // Read before the view's own content: a change in between is then reported to the page once it listens.
    const around = this.surroundings();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer instanceof View) return this.render(response, answer, around);
        return answer instanceof Redirect ? prepareReply(response, answer) : answer;
      }),
    );
  }

  /** Sets the headers of a view. Returns its HTML. */
  render(response: Response, view: View, around: Surroundings = this.surroundings()): string {
    const { path, query, body } = response.req;
    const { status, problem } = view;
    const rejection = problem && { action: path, fields: new FormFields(body), problem };
    const document = (
      <RejectionContext.Provider value={rejection || null}>
        <DashboardDocument view={view} around={around} notice={noticeOf(query['done'])} />
      </RejectionContext.Provider>
    );
    return prepareReply(response, new Page(document, { status, headers: HEADERS }));
  }

  private surroundings(): Surroundings {
    return {
      clock: { now: this.clock.now(), aheadMs: this.clock.offsetMs, frozen: this.clock.frozen },
      faults: this.faults.list().length,
      inactive: this.sellers
        .list()
        .filter(({ gatewayActive }) => !gatewayActive)
        .map(({ name }) => name),
      changes: this.changes.cursor,
    };
  }
}

import type { MessageEvent } from '@nestjs/common';
import { Controller, Headers, Query, Sse, UseGuards } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { ControlGuard } from '../../control/control.guard.js';
import { DASHBOARD_PATH } from '../dashboard.path.js';
import { Changes } from './changes.js';

/** `/dashboard/events`: tells open pages that something has changed. */
@Controller(DASHBOARD_PATH)
@UseGuards(ControlGuard)
export class EventsController {
  constructor(private readonly changes: Changes) {}

  /**
   * @param after the cursor at which the page was made
   * @param lastEventId the last event that a reconnecting browser received
   */
  @Sse('events')
  stream(
    @Query('after') after: unknown,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Observable<MessageEvent> {
    return this.changes.since(lastEventId ?? String(after));
  }
}

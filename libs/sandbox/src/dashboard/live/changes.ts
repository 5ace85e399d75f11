import type { MessageEvent, OnModuleInit } from '@nestjs/common';
import { Controller, Headers, Injectable, Query, Sse } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Observable } from 'rxjs';
import { Subject, defer, interval, map, merge, of, takeUntil } from 'rxjs';
import type { ActivityEntry } from '../../journal/activity.js';
import { Activity } from '../../journal/activity.js';
import { DASHBOARD_PATH } from '../dashboard.path.js';

/** Keeps a proxy from closing a silent connection, and lets a browser notice a dead one. */
const HEARTBEAT_MS = 15_000;

/**
 * The changes that open pages are told about. Each has a cursor in the stream of this run, so that a page can say what
 * it already knows. What exactly it missed does not matter, because it then fetches its whole view again.
 */
@Injectable()
export class Changes implements OnModuleInit {
  readonly #run = randomUUID();
  readonly #messages = new Subject<MessageEvent>();
  readonly #end = new Subject<void>();
  #count = 0;

  constructor(private readonly activity: Activity) {}

  onModuleInit(): void {
    this.activity.entries.subscribe({
      next: (entry) => this.#report(entry),
      complete: () => this.#end.next(),
    });
  }

  /** The current end of the stream. */
  get cursor(): string {
    return `${this.#run}.${this.#count}`;
  }

  /**
   * Changes from now on until the sandbox closes, with heartbeats between them.
   *
   * @param after the cursor that the listener knows; if anything has changed since, it is told at once
   */
  since(after: string): Observable<MessageEvent> {
    const missed = defer(() => (after === this.cursor ? [] : of(this.#message(''))));
    const heartbeat = interval(HEARTBEAT_MS).pipe(map(() => ({ comment: 'heartbeat' })));
    return merge(missed, this.#messages, heartbeat).pipe(takeUntil(this.#end));
  }

  #report(entry: ActivityEntry): void {
    this.#count += 1;
    this.#messages.next(this.#message(announcementOf(entry)));
  }

  #message(text: string): MessageEvent {
    return { type: 'change', id: this.cursor, data: { text } };
  }
}

/** What a screen reader announces about a change; empty for one that is not worth it. */
function announcementOf(entry: ActivityEntry): string {
  switch (entry.kind) {
    case 'payment':
      return `Payment for order ${entry.orderUuid} is ${entry.status}.`;
    case 'webhook':
      return `Webhook for ${entry.transactionId}: ${entry.state.replace('_', ' ')}.`;
    case 'fault':
      return entry.change === 'affected' ? 'A fault was applied.' : '';
    case 'reset':
      return 'The sandbox was reset.';
    default:
      return '';
  }
}

/** `/dashboard/events`: tells open pages that something has changed. */
@Controller(DASHBOARD_PATH)
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

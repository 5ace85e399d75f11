import type { MessageEvent, OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Observable } from 'rxjs';
import { Subject, defer, interval, map, merge, of, takeUntil } from 'rxjs';
import type { ActivityEntry } from '../../journal/activity.js';
import { Activity } from '../../journal/activity.js';
import { changeText } from './change.text.js';

/** Often enough for a proxy that closes what is silent, and for a browser to notice that nobody is there. */
const HEARTBEAT_MS = 15_000;

/**
 * The changes that open pages are told of. Each has a place in the stream of this run, so that a page can say up to
 * where it knows; what exactly it missed does not matter, for it then fetches its view anew.
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
      next: (entry) => this.#tell(entry),
      complete: () => this.#end.next(),
    });
  }

  /** Where the stream is now. */
  get place(): string {
    return `${this.#run}.${this.#count}`;
  }

  /**
   * Changes from now on, until the sandbox ends, with a heartbeat between them.
   *
   * @param after the place up to which the listener knows; if there was anything since, it is told so at once.
   */
  since(after: string): Observable<MessageEvent> {
    const missed = defer(() => (after === this.place ? [] : of(this.#message(''))));
    const heartbeat = interval(HEARTBEAT_MS).pipe(map(() => ({ comment: 'still here' })));
    return merge(missed, this.#messages, heartbeat).pipe(takeUntil(this.#end));
  }

  #tell(entry: ActivityEntry): void {
    this.#count += 1;
    this.#messages.next(this.#message(changeText(entry)));
  }

  #message(text: string): MessageEvent {
    return { type: 'change', id: this.place, data: { text } };
  }
}

import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Subject } from 'rxjs';
import { SandboxClock } from '../sandbox.clock.js';

/** What has changed, by the ids to look it up with. No secret and nothing of a customer is in it. */
export type ActivityChange =
  /** A payment was created, or was tried to be paid; the webhook of a change of its status is in the log by then. */
  | {
      readonly kind: 'payment';
      readonly transactionId: string;
      readonly orderUuid: string;
      readonly status: string;
    }
  /** An attempt to deliver a webhook was made. */
  | {
      readonly kind: 'webhook';
      readonly webhookId: string;
      readonly transactionId: string;
      readonly state: string;
    }
  /** A fault was added, befell somebody, or was called off. Without an id: all of them were called off. */
  | {
      readonly kind: 'fault';
      readonly change: 'added' | 'befell' | 'removed';
      readonly faultId: string | null;
    }
  /** The clock was turned, frozen or released. */
  | { readonly kind: 'clock'; readonly frozen: boolean }
  /** A setting, a seller, a key or an endpoint was changed. */
  | { readonly kind: 'settings' }
  /** Everything was forgotten. */
  | { readonly kind: 'reset' };

/** A change with its time by the sandbox's clock. */
export type ActivityEntry = ActivityChange & { readonly at: Date };

/**
 * The stream of changes that a page lives by. It keeps nothing: who listens late reads the state and then follows.
 * It ends when the sandbox shuts down.
 */
@Injectable()
export class Activity implements BeforeApplicationShutdown {
  readonly #entries = new Subject<ActivityEntry>();

  /** Every change from now on, told once it can be read. Completes at the sandbox's end. */
  readonly entries: Observable<ActivityEntry> = this.#entries.asObservable();

  constructor(private readonly clock: SandboxClock) {}

  /** Tells those who listen of a change; to be called after it was committed. */
  tell(change: ActivityChange): void {
    this.#entries.next({ ...change, at: this.clock.now() });
  }

  beforeApplicationShutdown(): void {
    this.#entries.complete();
  }
}

import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Subject } from 'rxjs';
import { SandboxClock } from '../sandbox.clock.js';

/** A change, with the ids to look it up by. It contains no secrets and no customer data. */
export type ActivityChange =
  /** A payment was created or a card was used; if its status changed, the webhook is already in the log. */
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
  /** A fault was added, affected something, or was removed. Without an id, all were removed. */
  | {
      readonly kind: 'fault';
      readonly change: 'added' | 'affected' | 'removed';
      readonly faultId: string | null;
    }
  /** The clock was advanced, frozen or released. */
  | { readonly kind: 'clock'; readonly frozen: boolean }
  /** A setting, a seller, a key or an endpoint was changed. */
  | { readonly kind: 'settings' }
  /** Everything was reset. */
  | { readonly kind: 'reset' };

/** A change with its time by the sandbox's clock. */
export type ActivityEntry = ActivityChange & { readonly at: Date };

/**
 * The stream of changes that keeps pages up to date. It stores nothing: a late subscriber reads the state first. It ends
 * when the sandbox shuts down.
 */
@Injectable()
export class Activity implements BeforeApplicationShutdown {
  readonly #entries = new Subject<ActivityEntry>();

  /** Every change from now on, emitted once it can be read. Completes when the sandbox shuts down. */
  readonly entries: Observable<ActivityEntry> = this.#entries.asObservable();

  constructor(private readonly clock: SandboxClock) {}

  /** Announces a change; call it after the change is committed. */
  tell(change: ActivityChange): void {
    this.#entries.next({ ...change, at: this.clock.now() });
  }

  beforeApplicationShutdown(): void {
    this.#entries.complete();
  }
}

import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { filter, ReplaySubject, Subject, type Observable } from 'rxjs';

/** Tells, inside this process, which order has changed: for pages that watch one. */
@Injectable()
export class OrderChanges implements OnModuleDestroy {
  private readonly changed = new Subject<string>();
  private readonly closing = new ReplaySubject<void>(1);

  /** Emits once when the shop shuts down: an open stream would hold the server up. */
  readonly shutdown: Observable<void> = this.closing.asObservable();

  /** Call it after the commit, never before. */
  announce(orderUuid: string): void {
    this.changed.next(orderUuid);
  }

  of(orderUuid: string): Observable<string> {
    return this.changed.pipe(filter((changed) => changed === orderUuid));
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.next();
    // The streams' last bytes leave now, so their connections are idle, and close, when the server does.
    await setImmediate();
  }
}

import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { filter, ReplaySubject, Subject, type Observable } from 'rxjs';

/** Emits the orders that change in this process, for pages that watch one. */
@Injectable()
export class OrderChanges implements OnModuleDestroy {
  private readonly changed = new Subject<string>();
  private readonly closing = new ReplaySubject<void>(1);

  /** Emits once when the shop shuts down: an open stream would keep the server from closing. */
  readonly shutdown: Observable<void> = this.closing.asObservable();

  /** Call it after the commit. */
  announce(orderUuid: string): void {
    this.changed.next(orderUuid);
  }

  of(orderUuid: string): Observable<string> {
    return this.changed.pipe(filter((changed) => changed === orderUuid));
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.next();
    // The last bytes of the streams leave now, so that their connections are idle when the server closes.
    await setImmediate();
  }
}

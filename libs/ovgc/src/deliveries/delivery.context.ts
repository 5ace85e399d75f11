import type { EventPublisher } from '../events/event.publisher.js';
import type { EventRecord } from '../events/event.record.js';
import type { Ledger } from '../ledger/ledger.js';
import type { UnitOfWork } from '../ledger/unit-of-work.js';
import type { ThrottledLogger } from '../logging/throttled.logger.js';
import type { DeliveryOptions } from '../ovgc.options.js';
import type { Redact } from '../ovgc.secrets.js';
import type { HandlerRegistry } from './handler.registry.js';

/** What the delivery of one account's events needs. */
export interface DeliveryContext {
  /** The name of the account. */
  readonly account: string;
  readonly ledger: Pick<Ledger, 'reader'>;
  readonly unitOfWork: UnitOfWork<EventRecord>;
  readonly handlers: HandlerRegistry;
  readonly publisher: EventPublisher;
  readonly logger: ThrottledLogger;
  readonly options: DeliveryOptions;
  /** Takes the account's secrets out of what handlers throw. */
  readonly redact: Redact;
  /** Returns the steady time of the account's clock, in milliseconds since 1970. */
  readonly now: () => number;
}

import { Injectable } from '@nestjs/common';
import { ClockControl } from '../../clock/clock.control.js';
import { FaultRules } from '../../faults/fault.rules.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { Changes } from '../live/changes.js';
import type { Surroundings } from './surroundings.js';

/** Reads what every view shows. */
@Injectable()
export class SurroundingsService {
  constructor(
    private readonly changes: Changes,
    private readonly dial: ClockControl,
    private readonly faults: FaultRules,
    private readonly sellers: Sellers,
  ) {}

  /** To be read before a view's own subject: what changes in between is then told to the page once it listens. */
  read(): Surroundings {
    return {
      clock: { now: this.dial.now(), aheadMs: this.dial.offsetMs, frozen: this.dial.frozen },
      faults: this.faults.list().length,
      inactive: this.sellers
        .list()
        .filter(({ gatewayActive }) => !gatewayActive)
        .map(({ name }) => name),
      changes: this.changes.place,
    };
  }
}

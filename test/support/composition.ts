import { ModulesContainer } from '@nestjs/core';
import { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import type { ModuleClock } from '../../libs/ovgc/src/clock/module.clock.js';
import type { Gateway } from '../../libs/ovgc/src/gateway/gateway.client.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { resolveOptions } from '../../libs/ovgc/src/ovgc.options.check.js';
import type { OvgcModuleOptions } from '../../libs/ovgc/src/ovgc.options.js';
import { OvgcComposition } from '../../libs/ovgc/src/ovgc.composition.js';
import { plainClock } from './clock.js';
import type { Host } from './host.js';
import { ACCOUNT } from './ledger.rows.js';

/** Options of a runtime that gets its ledger and its gateway from a test. */
export function compositionOptions(given: Partial<OvgcModuleOptions>) {
  return resolveOptions({ apiKey: 'key', webhookSecret: 'secret', ledger: 'memory', ...given });
}

/** The module's own runtime, as it runs in an app, on a ledger and a gateway of a test's. */
export function compositionOn(
  host: Host,
  ledger: Ledger,
  gateway: Gateway,
  options: ReturnType<typeof compositionOptions>,
  clock: ModuleClock = plainClock(),
): OvgcComposition {
  const runtime = new OvgcComposition(
    {
      account: ACCOUNT,
      options,
      emitter: host.get(EventEmitter2),
      readiness: host.get(EventEmitterReadinessWatcher),
      modules: host.get(ModulesContainer, { strict: false }),
      clock,
      gateway,
    },
    ledger,
  );
  runtime.discoverHandlers([ACCOUNT]);
  return runtime;
}

import { ModulesContainer } from '@nestjs/core';
import { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import type { Ledger } from '../../../libs/ovgc/src/ledger/ledger.js';
import { resolveOptions } from '../../../libs/ovgc/src/ovgc.options.check.js';
import { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import { declined, eventually, request, succeeded } from '../../support/app.js';
import { transactionOf } from '../../support/gateway.js';
import { plainClock } from '../../support/clock.js';
import type { Host } from '../../support/host.js';

export type Outcome = 'succeeded' | 'declined';

/** Something that happens to the shop. */
export type Step =
  | { readonly kind: 'create'; readonly order: string }
  | { readonly kind: 'webhook'; readonly order: string; readonly outcome: Outcome };

const BODIES = { succeeded, declined } as const;

/** When a scenario begins, in milliseconds since 1970. */
export const BEGINNING = Date.now();

/**
 * Starts the module on a ledger.
 *
 * @param startsAt the time of its clock at the start: a long proof takes hours, in which every payment would expire
 */
export async function startRuntime(
  host: Host,
  ledger: Ledger,
  baseUrl: string,
  startsAt = BEGINNING,
): Promise<OvgcComposition> {
  const started = Date.now();
  const options = resolveOptions({
    apiKey: 'key',
    webhookSecret: 'secret',
    ledger: 'memory',
    baseUrl,
    deliveries: { initialDelayMs: 1, maxDelayMs: 5 },
  });
  const runtime = new OvgcComposition(
    {
      account: 'default',
      options,
      emitter: host.get(EventEmitter2),
      readiness: host.get(EventEmitterReadinessWatcher),
      modules: host.get(ModulesContainer, { strict: false }),
      clock: plainClock(() => startsAt + Date.now() - started),
    },
    ledger,
  );
  runtime.discoverHandlers(['default']);
  await runtime.start();
  return runtime;
}

/** Resolves when the step is acknowledged. */
export async function take(runtime: OvgcComposition, step: Step): Promise<void> {
  if (step.kind === 'create') {
    await runtime.payments.createPaymentRequest(request(step.order));
    return;
  }
  const { webhook_secret: _, ...body } = BODIES[step.outcome](transactionOf(step.order));
  await runtime.intake.receive(body);
}

/** Resolves when nothing is left to be delivered. */
export async function quiet(runtime: OvgcComposition): Promise<void> {
  const pending = async () => (await runtime.deliveries.counts()).pending;
  await eventually('everything is delivered', async () => (await pending()) === 0);
}

/** Shuts down as an app does. */
export async function stopRuntime(runtime: OvgcComposition): Promise<void> {
  await runtime.drain();
  await runtime.close();
}

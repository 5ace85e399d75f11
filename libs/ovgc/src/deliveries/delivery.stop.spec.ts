import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../../test/support/app.js';
import { delaying, failing } from '../../../../test/support/watched.unit-of-work.js';
import { WorkerScenario } from '../../../../test/support/worker.scenario.js';
import { claimDue, endAttempts } from './delivery.operations.js';

describe('stopping a delivery worker', () => {
  let scenario: WorkerScenario;

  beforeEach(async () => {
    scenario = await WorkerScenario.open();
  });
  afterEach(() => scenario.close());

  it('while it starts lets it claim nothing', async () => {
    await scenario.createPayments('A');
    const worker = scenario.create();
    const started = worker.start();
    await worker.stop();
    await started;
    worker.wake();
    await sleep(50);
    expect(scenario.recorder.received).toEqual([]);
  });

  it('ends its retries to store how an attempt ended, and doesn’t wait for them', async () => {
    await scenario.createPayments('A');
    const worker = await scenario.start(
      { shutdownTimeoutMs: 3000 },
      { unitOfWork: failing(scenario.unitOfWork, (operation) => operation === endAttempts) },
    );
    await eventually('it has failed', () => scenario.lines.length > 0);
    await worker.stop();
    expect(scenario.lines.join()).not.toContain('still running');
  });

  it('logs nothing when nothing runs', async () => {
    const worker = await scenario.start();
    await worker.stop();
    expect(scenario.lines).toEqual([]);
  });

  it('waits for running handlers, claims nothing more, and logs how many did not end in time', async () => {
    let end = (): void => undefined;
    scenario.recorder.behave = ({ payment }) =>
      new Promise<void>((resolve) => {
        if (payment.orderUuid === 'A') end = resolve;
      });
    await scenario.createPayments('A', 'B');
    const worker = await scenario.start({ shutdownTimeoutMs: 200 });
    await eventually('they run', () => scenario.recorder.received.length === 2);
    const begun = performance.now();
    const stopped = worker.stop();
    end();
    await scenario.createPayments('C');
    worker.wake();
    await stopped;
    // shutdownTimeoutMs, and the time to react to the signal.
    expect(performance.now() - begun).toBeGreaterThan(600);
    expect(scenario.recorder.received.map(({ event }) => event.payment.orderUuid)).toEqual([
      'A',
      'B',
    ]);
    expect(scenario.recorder.received.map(({ delivery }) => delivery.signal.aborted)).toEqual([
      false,
      true,
    ]);
    expect(scenario.lines).toEqual([
      'handlers still running after shutdownTimeoutMs: 1. They are called again after the next start OvgcDeliveries',
    ]);
  });

  it('waits for the claims of other handlers when the claim for one has failed', async () => {
    let goOn = (): void => undefined;
    const wait = new Promise<void>((resolve) => (goOn = resolve));
    let claims = 0;
    const uneven = delaying(scenario.unitOfWork, (operation) => {
      if (operation !== claimDue) return undefined;
      claims += 1;
      if (claims === 2) throw new Error('disk full');
      return wait;
    });
    await scenario.createPayments('A');
    const worker = await scenario.start({ shutdownTimeoutMs: 3000 }, { unitOfWork: uneven });
    await eventually('it claims', () => claims > 1);
    let isStopped = false;
    const stopped = worker.stop().then(() => (isStopped = true));
    await sleep(50);
    expect(isStopped).toBe(false);
    goOn();
    await stopped;
    const { length: before } = scenario.recorder.received;
    await sleep(50);
    expect([before, scenario.recorder.received.length]).toEqual([1, 1]);
  });
});

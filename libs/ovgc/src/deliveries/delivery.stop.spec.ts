import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../../test/support/app.js';
import { RunnerStage } from '../../../../test/support/runner.stage.js';
import { disturbed, failing } from '../../../../test/support/watched.ledger.js';
import { settle, takeDue } from './delivery.operations.js';

describe('the end of deliveries', () => {
  let stage: RunnerStage;

  beforeEach(async () => {
    stage = await RunnerStage.open();
  });
  afterEach(() => stage.close());

  it('that is stopped while it starts takes nothing', async () => {
    await stage.happen('A');
    const runner = stage.create();
    const started = runner.start();
    await runner.stop();
    await started;
    runner.wake();
    await sleep(50);
    expect(stage.recorder.heard).toEqual([]);
  });

  it('that is stopped gives up to store how a call ended, and does not wait for it', async () => {
    await stage.happen('A');
    const runner = await stage.start(
      { shutdownTimeoutMs: 3000 },
      stage.host,
      failing(stage.ledger, (operation) => operation === settle),
    );
    await eventually('it has failed', () => stage.lines.length > 0);
    await runner.stop();
    expect(stage.lines.join()).not.toContain('did not end in time');
  });

  it('stops without a word when nothing runs', async () => {
    const runner = await stage.start();
    await runner.stop();
    expect(stage.lines).toEqual([]);
  });

  it('waits for what runs, takes nothing new, and says what did not end in time', async () => {
    let end = (): void => undefined;
    stage.recorder.behave = ({ payment }) =>
      new Promise<void>((resolve) => {
        if (payment.orderUuid === 'A') end = resolve;
      });
    await stage.happen('A', 'B');
    const runner = await stage.start({ shutdownTimeoutMs: 200 });
    await eventually('they run', () => stage.recorder.heard.length === 2);
    const begun = performance.now();
    const stopped = runner.stop();
    end();
    await stage.happen('C');
    runner.wake();
    await stopped;
    // The time to end, and the time to react to the signal.
    expect(performance.now() - begun).toBeGreaterThan(600);
    expect(stage.recorder.heard.map(({ event }) => event.payment.orderUuid)).toEqual(['A', 'B']);
    expect(stage.recorder.heard.map(({ delivery }) => delivery.signal.aborted)).toEqual([
      false,
      true,
    ]);
    expect(stage.lines).toEqual([
      '1 handlers did not end in time; they are called again after the next start OvgcDeliveries',
    ]);
  });

  it('waits for what is being taken for one handler when the taking for another has failed', async () => {
    let goOn = (): void => undefined;
    const wait = new Promise<void>((resolve) => (goOn = resolve));
    let looks = 0;
    const uneven = disturbed(stage.ledger, (operation) => {
      if (operation !== takeDue) return undefined;
      looks += 1;
      if (looks === 2) throw new Error('disk full');
      return wait;
    });
    await stage.happen('A');
    const runner = await stage.start({ shutdownTimeoutMs: 3000 }, stage.host, uneven);
    await eventually('it looks', () => looks > 1);
    let isStopped = false;
    const stopped = runner.stop().then(() => (isStopped = true));
    await sleep(50);
    expect(isStopped).toBe(false);
    goOn();
    await stopped;
    const { length: heard } = stage.recorder.heard;
    await sleep(50);
    expect([heard, stage.recorder.heard.length]).toEqual([1, 1]);
  });
});

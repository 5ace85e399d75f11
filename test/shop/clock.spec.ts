import { createSandbox, type Sandbox } from 'ovgc-sandbox';
import { ShopClock } from '../../apps/shop/src/clock/shop.clock.js';
import { eventually } from '../support/app.js';
import { startGateway, text } from '../support/gateway.js';
import { startShop, type RunningShop } from '../support/shop.js';

const HOUR = 60 * 60 * 1000;

describe('the shop beside a sandbox', () => {
  let sandbox: Sandbox;
  let shop: RunningShop;

  beforeEach(async () => {
    sandbox = await createSandbox();
    shop = await startShop({ baseUrl: sandbox.apiUrl, sandboxUrl: sandbox.url });
    sandbox.setWebhookUrl(`${shop.url}/webhooks/ovgc`);
  });
  afterEach(async () => {
    await sandbox.close();
    await shop.close();
  });

  it('expires an order when the sandbox’s clock is advanced past its window', async () => {
    const { orderUuid } = await shop.order();
    await sandbox.clock.advance('31m');
    expect(await shop.until(orderUuid, 'Expired')).toMatchObject({ fulfilments: 0 });
  });

  it('takes a card that is declined for declined, after the clock was advanced as before', async () => {
    await sandbox.clock.advance('31m');
    const { orderUuid } = await shop.order();
    await sandbox.cancel(orderUuid);
    expect(await shop.until(orderUuid, 'Declined')).toMatchObject({ fulfilments: 0 });
  });
});

describe('the clock of the shop', () => {
  let sandbox: Sandbox;
  let clock: ShopClock;

  beforeEach(async () => {
    sandbox = await createSandbox();
    clock = new ShopClock({ sandboxUrl: sandbox.url });
    await clock.start();
  });
  afterEach(async () => {
    clock.onApplicationShutdown();
    await sandbox.close();
  });

  const aheadMs = () => clock.now().getTime() - Date.now();

  it('follows the sandbox’s in the background, ahead and back', async () => {
    await sandbox.clock.advance(HOUR);
    await eventually('it is ahead', () => aheadMs() > HOUR - 1000);
    await sandbox.reset();
    await eventually('it is back', () => aheadMs() < 1000);
  });

  it('stands still while the sandbox’s does', async () => {
    const frozenAt = await sandbox.clock.freeze();
    await clock.refresh();
    await eventually('the machine’s goes on', () => Date.now() > frozenAt.getTime() + 20);
    expect(clock.now()).toEqual(frozenAt);
    await sandbox.clock.release();
    await clock.refresh();
    await eventually('it goes on', () => clock.now() > frozenAt);
  });

  it('goes on while the sandbox doesn’t answer', async () => {
    await sandbox.clock.advance(HOUR);
    await clock.refresh();
    await sandbox.close();
    await clock.refresh();
    expect(aheadMs()).toBeGreaterThan(HOUR - 1000);
  });

  it('is the machine’s where nobody answers as a sandbox does', async () => {
    const gateway = await startGateway({ otherwise: text(200, '{"now":"noon"}') });
    const { origin } = new URL(gateway.baseUrl);
    for (const sandboxUrl of [origin, null]) {
      const other = new ShopClock({ sandboxUrl });
      await other.start();
      expect(Math.abs(other.now().getTime() - Date.now())).toBeLessThan(1000);
      other.onApplicationShutdown();
    }
    expect(gateway.calls.map(({ line }) => line)).toEqual(['GET /_sandbox/clock']);
    await gateway.close();
  });

  it('believes the answer to the question that was asked last', async () => {
    const time = (now: string) => JSON.stringify({ now, frozen: true });
    const gateway = await startGateway();
    const held: (() => void)[] = [];
    gateway.next(
      (call, response) => {
        held.push(() => text(200, time('2026-01-01T00:00:00.000Z'))(call, response));
      },
      text(200, time('2026-02-01T00:00:00.000Z')),
    );
    const other = new ShopClock({ sandboxUrl: new URL(gateway.baseUrl).origin });
    const first = other.refresh();
    await eventually('the first question has come', () => held.length === 1);
    await other.refresh();
    held.forEach((answer) => answer());
    await first;
    expect(other.now().toISOString()).toBe('2026-02-01T00:00:00.000Z');
    await gateway.close();
  });
});

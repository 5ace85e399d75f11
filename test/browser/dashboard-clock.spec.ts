import type { Page } from 'playwright-core';
import { DashboardStage } from './dashboard.stage.js';

describe('the clock of the dashboard', () => {
  let stage: DashboardStage;

  beforeAll(async () => {
    stage = await DashboardStage.open();
  });
  beforeEach(() => stage.sandbox.reset());
  afterAll(() => stage.close());

  const shown = async (page: Page) => (await page.locator('.big-clock').textContent()) ?? '';

  it('ticks', async () => {
    const page = await stage.look('/clock');
    const before = await shown(page);

    await page.waitForFunction(
      (then) => document.querySelector('.big-clock')?.textContent !== then,
      before,
    );

    expect(await page.locator('.unusual').count()).toBe(0);
  });

  it('advances with one click, with everything that is due on the way, and every view says so', async () => {
    const transaction = await stage.order('ORDER-1');
    const page = await stage.look('/clock');

    await page.getByRole('button', { name: '31 minutes' }).click();
    await page.locator('#done', { hasText: 'Clock advanced' }).waitFor();

    expect(stage.endpoint.events()).toEqual(['payment.declined']);
    await page.goto(stage.at(`/payments/${transaction}`));
    await page.getByText('Expired').first().waitFor();
    await page.getByRole('link', { name: /The clock is 31 min.* ahead/ }).waitFor();
  });

  it('advances by any duration and to a time, and says what it cannot do', async () => {
    const page = await stage.look('/clock');
    await page.getByLabel('Other duration').fill('later');
    await page.getByRole('button', { name: 'Advance' }).click();
    await page.getByText('give a duration such as').waitFor();
    await page.getByLabel('Other duration').fill('2h');
    await page.getByRole('button', { name: 'Advance' }).click();
    await page.getByRole('link', { name: 'The clock is 2 h' }).waitFor();

    await page.getByLabel('Time in UTC').fill('2099-01-01T10:30');
    await page.getByRole('button', { name: 'Set' }).click();
    await page.getByText('1 Jan 2099').first().waitFor();

    expect(stage.sandbox.clock.now().toISOString()).toMatch(/^2099-01-01T10:30:0/);
  });

  it.each([1280, 375, 320])(
    'shows all of its time field, on a 24-hour clock in any language: %i pixels wide',
    async (width) => {
      const page = await stage.look('/clock', {
        locale: 'en-US',
        viewport: { width, height: 800 },
      });
      const field = page.getByLabel('Time in UTC');

      expect(await field.inputValue()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(await field.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
      await page.context().close();
    },
  );

  it('can be frozen and released', async () => {
    const page = await stage.look('/clock');
    await page.getByRole('button', { name: 'Freeze the clock' }).click();
    await page.getByRole('link', { name: 'The clock is frozen' }).waitFor();
    const frozen = stage.sandbox.clock.now().getTime();
    await page.waitForTimeout(50);
    expect(stage.sandbox.clock.now().getTime()).toBe(frozen);

    await page.getByRole('button', { name: 'Release the clock' }).click();
    await page.getByRole('button', { name: 'Freeze the clock' }).waitFor();
    await page.waitForTimeout(50);
    expect(stage.sandbox.clock.now().getTime()).toBeGreaterThan(frozen);
  });

  it('asks before a reset, and shows real time again after it', async () => {
    await stage.order('ORDER-1');
    await stage.sandbox.clock.advance('1h');
    const page = await stage.look('/clock');

    await page.getByText('Reset the sandbox').click();
    expect(await stage.sandbox.payments.findByOrder('ORDER-1')).not.toBeNull();
    await page.getByRole('button', { name: 'Reset everything' }).click();
    await page.waitForURL(stage.at());

    expect(await stage.sandbox.payments.findByOrder('ORDER-1')).toBeNull();
    await page.getByText('Waiting for your first call').waitFor();
    expect(await page.locator('.unusual').count()).toBe(0);
  });
});

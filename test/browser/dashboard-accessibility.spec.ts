import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { accessibilityProblems } from '../support/accessibility.js';
import { answering } from '../sandbox/sandbox.endpoint.js';
import { DashboardStage } from './dashboard.stage.js';

/** Every view in which somebody can meet the dashboard, empty and full. */
const EMPTY = ['', '/payments', '/webhooks', '/faults', '/nothing'];
const FULL = [
  '',
  '/payments',
  '/payments?search=nobody',
  '/payments/{payment}',
  '/webhooks',
  '/webhooks/{webhook}?reveal=secret',
  '/webhooks/trigger',
  '/keys?reveal=default-secret',
  '/faults',
  '/clock',
];

const SCENES = [
  ...EMPTY.map((view) => ['empty', view] as const),
  ...FULL.map((view) => ['used', view] as const),
];

describe('the dashboard', () => {
  let empty: DashboardStage;
  let full: DashboardStage;
  let payment: string;
  let webhook: string;

  beforeAll(async () => {
    empty = await DashboardStage.open({ webhookUrl: null });
    full = await DashboardStage.open({ retrySchedule: ['1h'] }, answering(500, 200, 404, 200));
    const { sandbox } = full;
    payment = await full.order(randomUUID(), {
      email: 'a.long.address.of.somebody@subdomain.of.a.company.example',
      product_title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte',
      total_amount: 1_234_567.89,
      success_url: `https://${'shop-with-a-long-name.'.repeat(3)}example/success`,
    });
    await full.order('ORDER-2');
    await sandbox.pay(payment, '4000000000009995');
    await sandbox.pay('ORDER-2');
    await sandbox.idle();
    sandbox.faults.add({ target: 'webhook', kind: 'duplicate', probability: 0.5, seed: 7 });
    sandbox.setGatewayActive(false);
    await sandbox.clock.advance('10m');
    webhook =
      (await sandbox.webhooks()).find(({ transactionId }) => transactionId === payment)?.id ?? '';
  });
  afterAll(async () => {
    await empty.close();
    await full.close();
  });

  it.each(SCENES)(
    'is accessible, fits a phone, and has no small target: %s sandbox, view %j',
    async (state, view) => {
      const stage = state === 'empty' ? empty : full;
      const page = await stage.look();
      await page.goto(stage.at(view.replace('{payment}', payment).replace('{webhook}', webhook)));
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });

      expect(await accessibilityProblems(page)).toEqual([]);
      for (const width of [375, 320]) {
        await page.setViewportSize({ width, height: 812 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
      expect(await smallTargets(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('can be used by the keyboard: skips to the content, reaches a payment, acts on it', async () => {
    full.sandbox.setGatewayActive(true);
    await full.order('ORDER-BY-KEYS');
    const page = await full.look('/payments?search=ORDER-BY-KEYS');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.getByRole('link', { name: 'ORDER-BY-KEYS' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Pay', exact: true }).focus();
    await page.keyboard.press('Space');

    await page.locator('.title-line').first().getByText('Paid').waitFor();
  });

  it('keeps still for who wants less motion', async () => {
    const motionOf = async (reducedMotion: 'reduce' | 'no-preference') => {
      const page = await empty.look('', { reducedMotion });
      const name = await page
        .locator('.waiting')
        .evaluate((element) => getComputedStyle(element, '::before').animationName);
      await page.context().close();
      return name;
    };

    expect(await motionOf('reduce')).toBe('none');
    expect(await motionOf('no-preference')).toBe('waiting');
  });
});

/** What can be pressed and is smaller than 24 pixels, but for links within a text. */
function smallTargets(page: Page): Promise<string[]> {
  return page
    .locator('button:visible, input:visible, select:visible, textarea:visible, nav a:visible')
    .evaluateAll((all) =>
      all
        .filter((element) => element.getAttribute('type') !== 'checkbox')
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => Math.min(box.width, box.height) < 24)
        .map(({ element }) => element.outerHTML.slice(0, 80)),
    );
}

import { AxeBuilder } from '@axe-core/playwright';
import { randomUUID } from 'node:crypto';
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

describe('the dashboard', () => {
  let empty: DashboardStage;
  let full: DashboardStage;
  let scenes: [string, string][];

  beforeAll(async () => {
    empty = await DashboardStage.open({ webhookUrl: null });
    full = await DashboardStage.open({ retrySchedule: ['1h'] }, answering(500, 200, 404, 200));
    const { sandbox } = full;
    const transaction = await full.order(randomUUID(), {
      email: 'a.long.address.of.somebody@subdomain.of.a.company.example',
      product_title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte',
      total_amount: 1_234_567.89,
      success_url: `https://${'shop-with-a-long-name.'.repeat(3)}example/success`,
    });
    await full.order('ORDER-2');
    await sandbox.pay(transaction, '4000000000009995');
    await sandbox.pay('ORDER-2');
    await sandbox.idle();
    sandbox.faults.add({ target: 'webhook', kind: 'duplicate', probability: 0.5, seed: 7 });
    sandbox.setGatewayActive(false);
    await sandbox.clock.advance('10m');
    const webhook = (await sandbox.webhooks()).find(
      ({ transactionId }) => transactionId === transaction,
    );
    scenes = [
      ...EMPTY.map((view): [string, string] => [`empty ${view}`, empty.at(view)]),
      ...FULL.map((view): [string, string] => [
        `full ${view}`,
        full.at(view.replace('{payment}', transaction).replace('{webhook}', webhook?.id ?? '')),
      ]),
    ];
  });
  afterAll(async () => {
    await empty.close();
    await full.close();
  });

  it('has no violation of WCAG 2.2 AA in any view, light or dark', async () => {
    const page = await full.look();
    for (const [scene, address] of scenes) {
      await page.goto(address);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
        expect({ scene, colorScheme, found }).toEqual({ scene, colorScheme, found: [] });
      }
    }
  }, 240_000);

  it.each([375, 320])('does not scroll sideways on a phone of %i pixels', async (width) => {
    const page = await full.look('', { viewport: { width, height: 812 } });
    for (const [scene, address] of scenes) {
      await page.goto(address);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const widest = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([scene, widest]).toEqual([scene, width]);
    }
  });

  it('has nothing to press that is smaller than 24 pixels, but for links within a text', async () => {
    const page = await full.look('', { viewport: { width: 375, height: 812 } });
    for (const [scene, address] of scenes) {
      await page.goto(address);
      const small = await page
        .locator('button:visible, input:visible, select:visible, textarea:visible, nav a:visible')
        .evaluateAll((all) =>
          all
            .filter((element) => element.getAttribute('type') !== 'checkbox')
            .map((element) => ({ element, box: element.getBoundingClientRect() }))
            .filter(({ box }) => Math.min(box.width, box.height) < 24)
            .map(({ element }) => element.outerHTML.slice(0, 80)),
        );
      expect([scene, small]).toEqual([scene, []]);
    }
  });

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

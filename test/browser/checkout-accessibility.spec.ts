import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

type Scene = (stage: CheckoutStage, page: Page) => Promise<void>;

const show: Scene = async (stage, page) => {
  await page.goto((await stage.newPayment()).url);
};

/** Every state in which a customer can meet the page. */
const SCENES: Record<string, Scene> = {
  open: show,
  'with the test bar open': async (stage, page) => {
    await show(stage, page);
    await page.getByText('Test mode').click();
    await page.getByRole('button', { name: 'Expire now' }).waitFor();
  },
  'with mistakes': async (stage, page) => {
    await show(stage, page);
    await typeCard(page, { number: '4242424242424241', expiry: '13/20', code: '', name: '' });
    await pressPay(page);
    await page.getByRole('heading', { name: /Nothing was charged/ }).waitFor();
  },
  declined: async (stage, page) => {
    const { url } = await stage.newPayment();
    await stage.post(url, { number: '4000000000009995' });
    await page.goto(url);
    await page.getByText('was declined').waitFor();
  },
  'in 3-D Secure': async (stage, page) => {
    await show(stage, page);
    await typeCard(page, { number: '4000000000003220' });
    await pressPay(page);
    await page.getByRole('button', { name: 'Complete' }).waitFor();
  },
  paid: async (stage, page) => {
    const { url } = await stage.newPayment();
    await stage.post(url);
    await page.goto(url);
    await page.getByText('already paid').waitFor();
  },
  cancelled: async (stage, page) => {
    const { url } = await stage.newPayment();
    await fetch(`${url}/cancel`, { method: 'POST', redirect: 'manual' });
    await page.goto(url);
    await page.getByText('was cancelled').waitFor();
  },
  'declined for good': async (_stage, page) => {
    const strict = await CheckoutStage.open({ retryAfterDecline: false });
    const { url } = await strict.newPayment();
    await strict.post(url, { number: '4000000000009995' });
    await page.goto(url);
    await page.getByRole('heading', { name: 'This payment was declined' }).waitFor();
    await strict.close();
  },
  expired: async (stage, page) => {
    const { url } = await stage.newPayment();
    await stage.sandbox.clock.advance('30m');
    await page.goto(url);
    await page.getByText('has expired').waitFor();
  },
  unknown: async (stage, page) => {
    await page.goto(`${stage.sandbox.url}/checkout/nobodys`);
  },
};

describe('the checkout page', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  const scenes = Object.entries(SCENES);
  const schemes = ['light', 'dark'] as const;

  it.each(scenes)('has no violation of WCAG 2.2 AA, light or dark: %s', async (_, scene) => {
    const page = await stage.newPage();
    await scene(stage, page);

    for (const colorScheme of schemes) {
      // One page is looked at in one light after the other.
      /* oxlint-disable no-await-in-loop */
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      /* oxlint-enable no-await-in-loop */
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
    }
    await page.context().close();
  });

  it('has another ground in the dark scheme', async () => {
    const { page } = await stage.newCheckout();
    const groundIn = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    };

    expect(await groundIn('light')).not.toBe(await groundIn('dark'));
  });

  it.each(scenes)(
    'fits a screen of 320 pixels and a finger, with no target under 24 pixels: %s',
    async (_, scene) => {
      const page = await stage.newPage({ viewport: { width: 320, height: 640 } });
      await scene(stage, page);

      const targets = await page
        .locator('a:visible, button:visible, input:visible, summary:visible')
        .evaluateAll((elements) =>
          elements.map((element) => {
            const { width, height } = element.getBoundingClientRect();
            return { what: element.outerHTML.slice(0, 80), least: Math.min(width, height) };
          }),
        );

      expect(targets.filter(({ least }) => least < 24)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await page.context().close();
    },
  );

  it('does not scroll sideways for a seller with long words', async () => {
    const page = await stage.newPage({ viewport: { width: 320, height: 640 } });
    const { url } = await stage.newPayment({
      product_title:
        'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
      total_amount: 1_234_567.89,
      success_url: `https://${'shop-with-a-long-name.'.repeat(3)}example/success`,
    });
    await page.goto(url);

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      320,
    );
  });
});

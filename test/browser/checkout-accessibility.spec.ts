import type { Page } from 'playwright-core';
import { accessibilityProblems } from '../support/accessibility.js';
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

  it.each(scenes)(
    'is accessible, fits a screen of 320 pixels, and has no target under 24 pixels: %s',
    async (_, scene) => {
      const page = await stage.newPage();
      await scene(stage, page);

      expect(await accessibilityProblems(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await smallTargets(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('has another ground in the dark scheme', async () => {
    const { page } = await stage.newCheckout();
    const groundIn = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    };

    expect(await groundIn('light')).not.toBe(await groundIn('dark'));
  });

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

/** What can be pressed and is smaller than 24 pixels. */
async function smallTargets(page: Page): Promise<string[]> {
  return page
    .locator('a:visible, button:visible, input:visible, summary:visible')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => Math.min(box.width, box.height) < 24)
        .map(({ element }) => element.outerHTML.slice(0, 80)),
    );
}

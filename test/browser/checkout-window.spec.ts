import type { Page } from 'playwright-core';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

describe('the time to pay', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  const timeLeft = (page: Page) => page.locator('#time-left').innerText();

  it('is counted down from thirty minutes, even while the sandbox is out of reach', async () => {
    const page = await newPageWithTimers(stage);
    await page.route(/\/state$/, (route) => route.abort());
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto((await stage.newPayment()).url);
    expect(await timeLeft(page)).toMatch(/^(30:00|29:5\d)$/);

    await page.clock.runFor('10:00');

    expect(await timeLeft(page)).toMatch(/^(20:00|19:5\d)$/);
    expect(errors).toEqual([]);
  });

  it('is told in minutes without scripts', async () => {
    const { page } = await stage.newCheckout({ javaScriptEnabled: false });

    expect(await timeLeft(page)).toBe('30 minutes');
  });

  it('follows the sandbox’s clock when the page is loaded', async () => {
    const { page } = await stage.newCheckout();

    await stage.sandbox.clock.advance('12m');
    await page.reload();

    expect(await timeLeft(page)).toMatch(/^(18:00|17:5\d)$/);
  });

  it('follows the sandbox’s clock while the page is open, and is told politely at five minutes and at one', async () => {
    const page = await newPageWithTimers(stage);
    await page.goto((await stage.newPayment()).url);
    const notice = page.locator('#time-notice');
    const isSaid = (words: string) =>
      notice.filter({ hasText: words }).waitFor({ state: 'attached' });
    const advance = async (span: string) => {
      await stage.sandbox.clock.advance(span);
      await page.clock.runFor('00:04');
    };
    expect(await notice.getAttribute('role')).toBe('status');
    expect(await notice.textContent()).toBe('');

    await advance('25m');
    await isSaid('Less than 5 minutes left to pay.');
    await advance('4m');
    await isSaid('Less than 1 minute left to pay.');
    await advance('1m');
    await page.getByRole('heading', { name: 'This payment has expired' }).waitFor();
  });

  it('is not read out each second', async () => {
    const { page } = await stage.newCheckout();

    const live = await page
      .locator('#time-left')
      .evaluate((timer) => [
        timer.getAttribute('role'),
        timer.closest('[aria-live], [role=status]'),
      ]);

    // A timer is silent by its role (WAI-ARIA 1.2).
    expect(live).toEqual(['timer', null]);
  });

  it('is over after it: the page says so, and a card is answered 410', async () => {
    const { page, url, transactionId } = await stage.newCheckout({ javaScriptEnabled: false });
    await stage.sandbox.clock.advance('30m');

    await typeCard(page);
    await pressPay(page);
    await page.getByRole('heading', { name: 'This payment has expired' }).waitFor();

    expect((await stage.post(url)).status).toBe(410);
    const back = page.getByRole('link', { name: /^Return to/ });
    expect(await back.getAttribute('href')).toBe(stage.shop.cancelUrl);
    expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']);
  });

  it('is over for a declined payment, too', async () => {
    const { url } = await stage.newPayment();
    await stage.post(url, { number: '4000000000000002' });

    await stage.sandbox.clock.advance('30m');

    expect((await stage.post(url)).status).toBe(410);
    expect(await (await fetch(url)).text()).toContain('This payment has expired');
  });

  it('over, cancelling still leads back to the shop', async () => {
    const { url } = await stage.newPayment();
    await stage.sandbox.clock.advance('30m');

    const answer = await fetch(`${url}/cancel`, { method: 'POST', redirect: 'manual' });

    expect([answer.status, answer.headers.get('location')]).toEqual([303, stage.shop.cancelUrl]);
  });
});

describe('an open page', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  it('turns by itself when the payment is paid in another window', async () => {
    const page = await newPageWithTimers(stage);
    const { url } = await stage.newPayment();
    await page.goto(url);

    await stage.post(url);
    await page.clock.runFor('00:04');

    await page.getByRole('heading', { name: 'This payment is already paid' }).waitFor();
    expect(await page.locator('form').count()).toBe(0);
  });

  it('says that its payment is gone after a reset of the sandbox', async () => {
    const page = await newPageWithTimers(stage);
    await page.goto((await stage.newPayment()).url);

    await stage.sandbox.reset();
    await page.clock.runFor('00:04');

    await page.getByRole('heading', { name: 'There is no payment at this address' }).waitFor();
    expect(await page.locator('form').count()).toBe(0);
  });

  it('keeps what was typed while it only asks for the time', async () => {
    const page = await newPageWithTimers(stage);
    await page.goto((await stage.newPayment()).url);
    await typeCard(page);

    const asked = page.waitForResponse(/\/state$/);
    await page.clock.runFor('00:04');
    await asked;

    expect(await page.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
  });
});

/** A page whose timers the test can run ahead. */
async function newPageWithTimers(stage: CheckoutStage): Promise<Page> {
  const page = await stage.newPage();
  await page.clock.install();
  return page;
}

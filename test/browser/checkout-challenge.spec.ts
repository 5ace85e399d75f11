import { TEST_CARDS } from 'ovgc-sandbox';
import { eventually } from './checkout.eventually.js';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

describe('3-D Secure', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  const challenged = async (number: string, javaScriptEnabled = true) => {
    const checkout = await stage.newCheckout({ javaScriptEnabled });
    await typeCard(checkout.page, { number });
    await pressPay(checkout.page);
    await checkout.page.waitForURL(`${checkout.url}/challenge`);
    return checkout;
  };

  const { challengeThenPaid, challengeThenDeclined } = TEST_CARDS;

  it.each([true, false])(
    'asks before anything is charged, and pays once it is completed (scripts: %s)',
    async (javaScriptEnabled) => {
      const { page, transactionId } = await challenged(challengeThenPaid.number, javaScriptEnabled);
      expect(await page.getByText('Visa card ending in 3220').isVisible()).toBe(true);
      expect(stage.shop.webhooksOf(transactionId)).toEqual([]);

      await page.getByRole('button', { name: 'Complete' }).click();

      await page.waitForURL(/\/success/);
      await eventually(() =>
        expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']),
      );
    },
  );

  it('can be passed and the card declined after all', async () => {
    const { page, url } = await challenged(challengeThenDeclined.number);

    await page.getByRole('button', { name: 'Complete' }).click();

    await page.waitForURL(stage.shop.cancelUrl);
    expect(await (await fetch(url)).text()).toContain('The bank declined this card.');
  });

  it('failed, declines the payment', async () => {
    const { page, url, transactionId } = await challenged(challengeThenPaid.number);

    await page.getByRole('button', { name: 'Fail' }).click();

    await page.waitForURL(stage.shop.cancelUrl);
    expect(await (await fetch(url)).text()).toContain('could not confirm that it was you');
    await eventually(() =>
      expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']),
    );
  });

  it('abandoned, leads back to a form that takes another card', async () => {
    const { page, url, transactionId } = await challenged(challengeThenPaid.number);

    await page.getByRole('button', { name: 'Abandon' }).click();
    await page.waitForURL(url);
    expect(stage.shop.webhooksOf(transactionId)).toEqual([]);
    await typeCard(page);
    await pressPay(page);

    await page.waitForURL(/\/success/);
  });

  it('completed twice at the same instant pays once', async () => {
    const { url, transactionId } = await challenged(challengeThenPaid.number);
    const complete = () =>
      fetch(`${url}/challenge`, {
        method: 'POST',
        body: new URLSearchParams({ answer: 'complete' }),
        redirect: 'manual',
      });

    await Promise.all([complete(), complete()]);

    expect((await complete()).headers.get('location')).toBe(stage.shop.successUrl);
    await stage.sandbox.clock.advance('1m');
    expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']);
  });

  it('is over with the window: completing is answered 410', async () => {
    const { url } = await challenged(challengeThenPaid.number);
    await stage.sandbox.clock.advance('30m');

    const answer = await fetch(`${url}/challenge`, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'complete' }),
    });

    expect(answer.status).toBe(410);
  });

  it('without a card leads to the form, and so does an answer that is none', async () => {
    const { url } = await stage.newPayment();
    const complete = { method: 'POST', body: new URLSearchParams({ answer: 'complete' }) };
    expect((await fetch(`${url}/challenge`)).url).toBe(url);
    expect((await fetch(`${url}/challenge`, complete)).url).toBe(url);

    const started = await challenged(challengeThenPaid.number);
    const nonsense = { method: 'POST', body: new URLSearchParams({ answer: 'maybe' }) };

    expect((await fetch(`${started.url}/challenge`, nonsense)).url).toBe(started.url);
    expect(stage.shop.webhooksOf(started.transactionId)).toEqual([]);
  });
});

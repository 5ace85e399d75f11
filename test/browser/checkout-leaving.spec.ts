import { eventually } from './checkout.eventually.js';
import { CheckoutStage } from './checkout.stage.js';

describe('cancelling', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  it.each([true, false])('leads to cancel_url (scripts: %s)', async (javaScriptEnabled) => {
    const { page, transactionId } = await stage.newCheckout({ javaScriptEnabled });

    await page.getByRole('button', { name: /^Cancel/ }).click();

    await page.waitForURL(stage.shop.cancelUrl);
    await eventually(() =>
      expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']),
    );
  });

  it('closes the payment: a card is answered 410 and the page says that it was cancelled', async () => {
    const { url, transactionId } = await stage.newPayment();
    await fetch(`${url}/cancel`, { method: 'POST', redirect: 'manual' });

    const answer = await stage.post(url);

    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('This payment was cancelled');
    expect(await (await fetch(url)).text()).toContain('This payment was cancelled');
    await stage.sandbox.clock.advance('1m');
    expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']);
  });

  it('comes too late for a paid payment, whose page says so', async () => {
    const { url } = await stage.newPayment();
    await stage.post(url);

    const answer = await fetch(`${url}/cancel`, { method: 'POST' });

    expect(answer.url).toBe(url);
    expect(await answer.text()).toContain('This payment is already paid');
  });
});

describe('an address without a payment', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  it.each([
    ['GET', ''],
    ['POST', '/pay'],
    ['POST', '/cancel'],
    ['GET', '/challenge'],
    ['POST', '/challenge'],
  ])('is answered with a friendly page: %s /checkout/:id%s', async (method, action) => {
    const answer = await fetch(`${stage.sandbox.url}/checkout/nobodys${action}`, { method });

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('There is no payment at this address');
  });

  it.each(['pay', 'cancel'])('that is an action’s leads to the page: GET …/%s', async (action) => {
    const { url } = await stage.newPayment();

    const answer = await fetch(`${url}/${action}`);

    expect([answer.status, answer.url]).toEqual([200, url]);
  });
});

import type { DeclineReason } from 'ovgc-sandbox';
import { TEST_CARDS } from 'ovgc-sandbox';
import { eventually } from './checkout.eventually.js';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

describe('the test bar', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  const force = (url: string, outcome: string) =>
    fetch(`${url}/force`, {
      method: 'POST',
      body: new URLSearchParams({ outcome }),
      redirect: 'manual',
    });
  const stateOf = async (url: string): Promise<unknown> => (await fetch(`${url}/state`)).json();

  it('is closed at first, and prints each card with what it does, also without scripts', async () => {
    const { page } = await stage.newCheckout({ javaScriptEnabled: false });
    const rows = page.locator('.test-cards tbody tr');
    expect(await rows.first().isVisible()).toBe(false);

    await page.getByText('Test mode').click();

    const printed = (await rows.allInnerTexts()).map((row) => row.replaceAll(/\s/g, ''));
    expect(printed).toHaveLength(Object.keys(TEST_CARDS).length);
    for (const { number, title } of Object.values(TEST_CARDS)) {
      const row = printed.find((text) => text.startsWith(number));
      expect(row).toContain(title.replaceAll(' ', ''));
    }
  });

  it('opens with the keyboard, before the form', async () => {
    const { page } = await stage.newCheckout();

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect(await page.getByRole('button', { name: 'Succeed' }).isVisible()).toBe(true);
  });

  it.each([true, false])(
    'forces a success: to success_url, with its webhook (scripts: %s)',
    async (javaScriptEnabled) => {
      const { page, url, transactionId } = await stage.newCheckout({ javaScriptEnabled });
      await page.getByText('Test mode').click();

      await page.getByRole('button', { name: 'Succeed' }).click();

      await page.waitForURL(/\/success/);
      await eventually(() =>
        expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']),
      );
      expect(await (await fetch(url)).text()).toContain('Visa card ending in 4242');
    },
  );

  const reasons: Record<DeclineReason, string> = {
    card_declined: 'The bank declined this card.',
    insufficient_funds: 'There is not enough money on this card.',
    lost_card: 'This card was reported lost.',
    stolen_card: 'This card was reported stolen.',
    expired_card: 'The bank says that this card has expired.',
    incorrect_code: 'The security code does not match this card.',
    processing_error: 'The bank could not process this card.',
    fraudulent: 'This payment was blocked as suspected fraud.',
    authentication_failed: 'The bank could not confirm that it was you.',
  };

  it('has a button for each reason to decline', async () => {
    const { page } = await stage.newCheckout();
    const values = await page
      .locator('.force fieldset button')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('value')));

    expect(new Set(values)).toEqual(new Set(Object.keys(reasons)));
  });

  it.each(Object.entries(reasons))(
    'forces the decline %s: to cancel_url, with its webhook, and a page that takes another card',
    async (reason, words) => {
      const { url, transactionId } = await stage.newPayment();

      const answer = await force(url, reason);

      expect([answer.status, answer.headers.get('location')]).toEqual([303, stage.shop.cancelUrl]);
      expect(await (await fetch(url)).text()).toContain(words);
      expect(await stage.sandbox.payments.findByTransaction(transactionId)).toMatchObject({
        status: 'Declined',
        declineReason: reason,
        closed: null,
      });
      expect((await stage.post(url)).headers.get('location')).toBe(stage.shop.successUrl);
      await eventually(() =>
        expect(stage.shop.webhooksOf(transactionId)).toEqual([
          'payment.declined',
          'payment.succeeded',
        ]),
      );
    },
  );

  it('ends the window of this payment alone: the page says so, the webhook leaves, a card is answered 410', async () => {
    const other = await stage.newPayment();
    const { page, url, transactionId } = await stage.newCheckout();
    await page.getByText('Test mode').click();

    await page.getByRole('button', { name: 'Expire now' }).click();

    await page.getByRole('heading', { name: 'This payment has expired' }).waitFor();
    expect(page.url()).toBe(url);
    expect((await stage.post(url)).status).toBe(410);
    await eventually(() =>
      expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']),
    );
    expect(await stage.sandbox.payments.findByTransaction(transactionId)).toMatchObject({
      status: 'Expired',
    });
    expect(await stateOf(other.url)).toMatchObject({ state: 'open' });
  });

  it('ends the window of a declined payment without another webhook', async () => {
    const { url, transactionId } = await stage.newPayment();
    await force(url, 'card_declined');

    await force(url, 'expire');

    expect(await stateOf(url)).toEqual({ state: 'expired', secondsLeft: 0 });
    await stage.sandbox.clock.advance('31m');
    expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']);
  });

  it('cancels as the customer does', async () => {
    const { page, url } = await stage.newCheckout({ javaScriptEnabled: false });
    await page.getByText('Test mode').click();

    await page.getByRole('button', { name: 'Cancel', exact: true }).click();

    await page.waitForURL(stage.shop.cancelUrl);
    expect(await stateOf(url)).toMatchObject({ state: 'cancelled' });
  });

  it.each(['succeed', 'cancel', 'expire', 'lost_card'])(
    'changes nothing of a payment that is paid: %s',
    async (outcome) => {
      const { url, transactionId } = await stage.newPayment();
      await stage.post(url);

      const answer = await force(url, outcome);

      expect(answer.headers.get('location')).toBe(stage.shop.successUrl);
      await stage.sandbox.clock.advance('31m');
      expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']);
    },
  );

  it('says which outcomes there are when it is asked for another one', async () => {
    const { url } = await stage.newPayment();

    const answer = await force(url, 'toString');

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('one of succeed, expire, cancel, card_declined,');
    expect(await stateOf(url)).toMatchObject({ state: 'open' });
  });

  it('leads to the page when its address is opened', async () => {
    const { url } = await stage.newPayment();

    expect((await fetch(`${url}/force`)).url).toBe(url);
  });
});

describe('a form of another site', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterAll(() => stage.close());

  it.each(['pay', 'cancel', 'force', 'challenge'])(
    'is refused, and changes nothing: POST …/%s',
    async (action) => {
      const { url } = await stage.newPayment();
      const page = await stage.newPage();
      await page.goto(stage.shop.origin);

      await page.evaluate((address) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = address;
        form.innerHTML = '<input name="outcome" value="succeed">';
        document.body.append(form);
        form.submit();
      }, `${url}/${action}`);

      await page.getByRole('heading', { name: 'sent from another site' }).waitFor();
      expect(await (await fetch(`${url}/state`)).json()).toMatchObject({ state: 'open' });
    },
  );

  it('is not what the page’s own forms are taken for', async () => {
    const { page } = await stage.newCheckout();
    await typeCard(page);

    await pressPay(page);

    await page.waitForURL(/\/success/);
    expect(page.url()).toContain(stage.shop.origin);
  });
});

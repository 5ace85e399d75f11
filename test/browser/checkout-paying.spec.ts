import { TEST_CARDS } from 'ovgc-sandbox';
import { eventually } from './checkout.eventually.js';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

describe('paying', () => {
  let stage: CheckoutStage;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
  });
  afterEach(() => stage.sandbox.faults.clear());
  afterAll(() => stage.close());

  it.each([
    ['scripts', true],
    ['no scripts', false],
  ])(
    'with a good card leads to success_url exactly as the shop gave it (%s)',
    async (_, javaScriptEnabled) => {
      const { page, transactionId } = await stage.newCheckout({ javaScriptEnabled });

      await typeCard(page);
      await pressPay(page);
      await page.waitForURL(/\/success/);

      expect(await page.getByRole('heading').innerText()).toBe('Thank you');
      await eventually(() =>
        expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']),
      );
    },
  );

  it('redirects with 303 and the very text of success_url', async () => {
    const { url } = await stage.newPayment();

    const answer = await stage.post(url);

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(stage.shop.successUrl);
  });

  it('works with the keyboard alone, and the focus is seen on the whole way', async () => {
    const { page } = await stage.newCheckout();
    const outlines: string[] = [];
    const press = async (text: string, key: string) => {
      await page.keyboard.press('Tab');
      outlines.push(
        await page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(
            document.activeElement as Element,
          );
          return `${outlineWidth} ${outlineStyle}`;
        }),
      );
      await page.keyboard.type(text);
      if (key !== '') await page.keyboard.press(key);
    };

    await press('', '');
    await press('5555555555554444', '');
    await press('1234', '');
    await press('123', '');
    await press('Ada King', '');
    await press('', 'Enter');

    await page.waitForURL(/\/success/);
    expect(outlines).toEqual(Array.from({ length: 6 }, () => '3px solid'));
  });

  const declining = Object.values(TEST_CARDS).filter((card) => card.outcome.kind === 'declined');

  it.each(declining)('with “$title” is declined and leads to cancel_url', async ({ number }) => {
    const { url, transactionId } = await stage.newPayment();

    const answer = await stage.post(url, { number });

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(stage.shop.cancelUrl);
    await eventually(() =>
      expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']),
    );
  });

  it('after a decline says why, and takes a second card', async () => {
    const { page, url, transactionId } = await stage.newCheckout();
    await typeCard(page, { number: TEST_CARDS.insufficientFunds.number });
    await pressPay(page);
    await page.waitForURL(stage.shop.cancelUrl);

    await page.goto(url);
    expect(await page.locator('.note:visible').innerText()).toMatch(
      /Visa ending in 9995 was declined\s+There is not enough money on this card/,
    );
    await typeCard(page);
    await pressPay(page);

    await page.waitForURL(/\/success/);
    await eventually(() =>
      expect(stage.shop.webhooksOf(transactionId)).toEqual([
        'payment.declined',
        'payment.succeeded',
      ]),
    );
  });

  it('twice at the same instant captures once and tells the shop once', async () => {
    const { url, transactionId } = await stage.newPayment();

    const answers = await Promise.all(Array.from({ length: 8 }, () => stage.post(url)));

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 303));
    expect(new Set(answers.map(({ headers }) => headers.get('location')))).toEqual(
      new Set([stage.shop.successUrl]),
    );
    await stage.sandbox.clock.advance('1m');
    expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']);
  });

  it.each([true, false])(
    'with a double click pays once (scripts: %s)',
    async (javaScriptEnabled) => {
      const { page, transactionId } = await stage.newCheckout({ javaScriptEnabled });
      await typeCard(page);
      // The page is still there when the second click comes.
      stage.sandbox.faults.add({ target: 'checkout', kind: 'delay', delayMs: 500 });

      await page.getByRole('button', { name: /^Pay / }).dblclick({ delay: 100, noWaitAfter: true });

      // The second click aborts the first one's navigation, which a wait for the address takes for a failure.
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      expect(page.url()).toMatch(/\/success/);
      await stage.sandbox.clock.advance('1m');
      expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']);
    },
  );

  it('is over after it: going back says “already paid”, and so does opening the page again', async () => {
    const { page, url } = await stage.newCheckout();
    await typeCard(page);
    await pressPay(page);
    await page.waitForURL(/\/success/);

    await page.goBack();

    expect(page.url()).toBe(url);
    await page.getByRole('heading', { name: 'This payment is already paid' }).waitFor();
    expect(await page.getByText('Visa card ending in 4242').isVisible()).toBe(true);
    expect(await page.locator('form').count()).toBe(0);
  });

  it('says “already paid” on going back past a form that was refused, too', async () => {
    const { page, url } = await stage.newCheckout();
    await typeCard(page, { code: '1' });
    // Past the page's own check, as with an older script.
    await page.locator('#card-form').evaluate((form: HTMLFormElement) => form.submit());
    await page.getByRole('heading', { name: /Nothing was charged/ }).waitFor();
    await typeCard(page);
    await pressPay(page);
    await page.waitForURL(/\/success/);

    await page.goBack();

    await page.getByRole('heading', { name: 'This payment is already paid' }).waitFor();
    expect(page.url()).toBe(url);
  });

  it('with a card in a second window leads to success_url and captures nothing more', async () => {
    const { url, transactionId } = await stage.newPayment();
    await stage.post(url);

    const answer = await stage.post(url, { number: TEST_CARDS.declined.number });

    expect([answer.status, answer.headers.get('location')]).toEqual([303, stage.shop.successUrl]);
    await stage.sandbox.clock.advance('1m');
    expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.succeeded']);
  });
});

describe('a sandbox that takes no second card', () => {
  it('closes a payment with the first decline, and says so', async () => {
    const stage = await CheckoutStage.open({ retryAfterDecline: false });
    try {
      const { url, transactionId } = await stage.newPayment();
      await stage.post(url, { number: TEST_CARDS.declined.number });

      const answer = await stage.post(url);

      expect(answer.status).toBe(410);
      const html = await answer.text();
      expect(html).toContain('The Visa card ending in 0002 was declined, and nothing was charged.');
      expect(html).not.toContain('cancelled');
      expect(await (await fetch(`${url}/state`)).json()).toMatchObject({ state: 'declined' });
      expect(await stage.sandbox.payments.findByTransaction(transactionId)).toMatchObject({
        status: 'Declined',
        closed: 'declined',
        declineReason: 'card_declined',
      });
      await stage.sandbox.clock.advance('31m');
      expect(stage.shop.webhooksOf(transactionId)).toEqual(['payment.declined']);
    } finally {
      await stage.close();
    }
  });
});

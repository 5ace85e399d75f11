import type { Page } from 'playwright-core';
import type { TypedCard } from './checkout.stage.js';
import { CheckoutStage, pressPay, typeCard } from './checkout.stage.js';

describe('a mistake in the card form', () => {
  let stage: CheckoutStage;
  let page: Page;
  let plain: Page;
  let url: string;

  beforeAll(async () => {
    stage = await CheckoutStage.open();
    page = await stage.newPage();
    plain = await stage.newPage({ javaScriptEnabled: false });
    ({ url } = await stage.newPayment());
  });
  beforeEach(() => Promise.all([page.goto(url), plain.goto(url)]));
  afterAll(() => stage.close());

  const summaryOf = (shown: Page) => shown.locator('#error-summary li').allInnerTexts();

  it.each<[string, TypedCard]>([
    [
      'This card number is not valid. Check each digit against the card.',
      { number: '4242424242424241' },
    ],
    ['This card number is not valid. Check each digit against the card.', { number: '4242' }],
    ['Only test cards work in the sandbox.', { number: '4111 1111 1111 1111' }],
    ['Only test cards work in the sandbox.', { number: '6011111111111117' }],
    ['Enter the card number.', { number: '' }],
    ['This card has expired.', { expiry: '01/20' }],
    ['Enter a month from 01 to 12', { expiry: '13/34' }],
    ['Enter the expiry date as month and year', { expiry: 'soon' }],
    ['Enter the 3 digits', { code: '12' }],
    ['Enter the 4 digits', { number: '378282246310005', code: '123' }],
    ['Enter the name on the card.', { name: ' ' }],
    ['A card number belongs in the first field.', { name: '4242 4242 4242 4242' }],
  ])(
    'is named alike by the page and, without scripts, by the server: %s',
    async (message, card) => {
      await typeCard(page, card);
      await pressPay(page);
      await typeCard(plain, card);
      await pressPay(plain);

      expect(await summaryOf(page)).toEqual([expect.stringContaining(message)]);
      expect(await summaryOf(plain)).toEqual(await summaryOf(page));
      expect(await page.title()).toBe(await plain.title());
      expect(page.url()).toBe(url);
    },
  );

  it.each([true, false])(
    'is led to with the keyboard from the summary, which has the focus (scripts: %s)',
    async (withScripts) => {
      const shown = withScripts ? page : plain;
      await typeCard(shown, { number: '4242424242424241', code: '' });
      await pressPay(shown);
      await shown.getByRole('heading', { name: /Nothing was charged/ }).waitFor();
      expect(
        await shown.locator('#error-summary').evaluate((it) => it === document.activeElement),
      ).toBe(true);

      await shown.keyboard.press('Tab');
      await shown.keyboard.press('Tab');
      await shown.keyboard.press('Enter');

      const code = shown.getByLabel('Security code');
      expect(await code.evaluate((it) => it === document.activeElement)).toBe(true);
      expect(await code.getAttribute('aria-invalid')).toBe('true');
      expect(await shown.getByLabel('Name on card').getAttribute('aria-invalid')).toBeNull();
    },
  );

  it('is told to who hears the field: its description ends with the message', async () => {
    await typeCard(page, { code: '' });
    await pressPay(page);

    const described = await page
      .getByLabel('Security code')
      .evaluate((input) =>
        (input.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent),
      );

    expect(described).toEqual(['3 digits on the back', 'Enter the security code.']);
  });

  it('is named when the customer leaves the field, and its message goes once it is mended', async () => {
    const number = page.getByLabel('Card number');
    const message = page.getByText('This card number is not valid.');

    await number.fill('4242 4242 4242 4241');
    expect(await message.isVisible()).toBe(false);
    await page.keyboard.press('Tab');
    expect(await message.isVisible()).toBe(true);

    await number.fill('4242 4242 4242 4242');
    expect(await message.isVisible()).toBe(false);
    expect(await number.getAttribute('aria-invalid')).toBeNull();
  });

  it('leaves the summary once it is fixed, and the summary goes with the last one', async () => {
    await typeCard(page, { number: '4242424242424241', code: '', name: '' });
    await pressPay(page);
    const title = await page.title();
    expect(title).toMatch(/^Error: /);

    await page.getByLabel('Card number').fill('4242424242424242');
    expect(await summaryOf(page)).toEqual([
      'Enter the security code.',
      'Enter the name on the card.',
    ]);
    await page.getByLabel('Security code').fill('123');
    await page.getByLabel('Name on card').fill('Ada King');

    expect(await page.locator('#error-summary').isVisible()).toBe(false);
    expect(await page.title()).toBe(title.replace('Error: ', ''));
  });

  it('does not push the button away from under a press', async () => {
    await typeCard(page, { name: '4242 4242 4242 4242' });
    const button = page.getByRole('button', { name: /^Pay / });
    const before = await button.boundingBox();

    await button.hover();
    await page.mouse.down();

    expect(await button.boundingBox()).toEqual(before);
    await page.mouse.up();
    await page.getByRole('heading', { name: /Nothing was charged/ }).waitFor();
  });

  it('does not send a real card’s number anywhere', async () => {
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));

    await typeCard(page, { number: '4111111111111111' });
    await pressPay(page);
    await page.getByRole('heading', { name: /Nothing was charged/ }).waitFor();

    expect(posts).toEqual([]);
  });

  it('is answered 422, keeps name and expiry, and never shows number and code again', async () => {
    const number = '4000056655665557';

    const answer = await stage.post(url, {
      number,
      expiry: '01/20',
      code: '98317',
      name: 'Ada & Co',
    });
    const html = await answer.text();

    expect(answer.status).toBe(422);
    expect(html).toContain('value="01/20"');
    expect(html).toMatch(/value="Ada &amp; Co"/);
    expect(html.replaceAll(/[\s-]/g, '')).not.toContain(number);
    expect(html).not.toContain('98317');
  });

  it.each(['4242424242424241', '4242 4242-4242 4241'])(
    'in a check digit is found by the server as well: %s is answered 422',
    async (number) => {
      const answer = await stage.post(url, { number });

      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('This card number is not valid.');
    },
  );

  it('is not made of spaces and dashes: the server takes them as they were typed', async () => {
    const answer = await stage.post((await stage.newPayment()).url, {
      number: ' 4242-4242 4242-4242 ',
    });

    expect(answer.status).toBe(303);
  });

  it('changes nothing: the payment is still open, and no webhook leaves', async () => {
    const { url: address, transactionId } = await stage.newPayment();

    await stage.post(address, { number: '4242424242424241' });
    await stage.post(address, { number: '4111111111111111' });

    expect(await (await fetch(`${address}/state`)).json()).toMatchObject({ state: 'open' });
    expect(stage.shop.webhooksOf(transactionId)).toEqual([]);
  });

  it.each([
    ['no form at all', undefined],
    [
      'JSON of other shapes',
      JSON.stringify({ number: { $ne: 1 }, expiry: ['12/34'], code: 123, name: null }),
    ],
  ])('%s counts as an empty form', async (_, body) => {
    const answer = await fetch(`${url}/pay`, {
      method: 'POST',
      ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
    });

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Enter the card number.');
  });

  it('in the expiry is judged by the sandbox’s clock, not by the machine’s', async () => {
    const later = await CheckoutStage.open();
    try {
      const nextYear = `12/${String(new Date().getUTCFullYear() + 1)}`;
      expect((await later.post((await later.newPayment()).url, { expiry: nextYear })).status).toBe(
        303,
      );

      await later.sandbox.clock.advance('800d');

      const payment = await later.newPayment();
      const answer = await later.post(payment.url, { expiry: nextYear });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('This card has expired.');
      const shown = await later.newPage();
      await shown.goto(payment.url);
      await typeCard(shown, { expiry: nextYear });
      await pressPay(shown);
      await shown.getByRole('link', { name: 'This card has expired.' }).waitFor();
    } finally {
      await later.close();
    }
  });
});
